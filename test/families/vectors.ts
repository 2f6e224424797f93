import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Messages that something else than this project wrote, and where they come from. */
export interface Recorded {
  /** File and place in it. */
  readonly name: string
  readonly bytes: Uint8Array
}

const folder = fileURLToPath(new URL('./vectors/', import.meta.url))

/** Whole messages, wherever they stand in a file of vectors: under `hex`, `request` or `messages`. */
function messagesOf(value: unknown, key: string): string[] {
  if (typeof value === 'string')
    return ['hex', 'request', 'messages', 'message', 'dump', 'datagrams'].includes(key) &&
      /^([0-9a-f]{2}){16,}$/.test(value)
      ? [value]
      : []
  if (Array.isArray(value)) return value.flatMap((item) => messagesOf(item, key))
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([k, v]) => messagesOf(v, k))
  return []
}

/** All of them: dumps and notifications of a kernel, and requests of iproute2. */
export const recorded: readonly Recorded[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap((file) =>
    messagesOf(JSON.parse(readFileSync(join(folder, file), 'utf8')), '').map((hex, i) => ({
      name: `${file} ${i}`,
      bytes: new Uint8Array(Buffer.from(hex, 'hex')),
    })),
  )
