import type { CliIo } from '../io.ts'

/** The name of a user (of /etc/passwd) or of a group (of /etc/group) by its number; undefined for one without a name. */
export function userName(
  io: Pick<CliIo, 'readFile'>,
  file: '/etc/passwd' | '/etc/group',
  id: number,
): string | undefined {
  for (const line of (io.readFile(file) ?? '').split('\n')) {
    const [name, , number] = line.split(':')
    if (number === String(id)) return name
  }
  return undefined
}
