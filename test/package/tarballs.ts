import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packages, root } from '../../scripts/lib.js'

export const consumerSource = fileURLToPath(new URL('consumer', import.meta.url))

export interface Manifest {
  name: string
  version: string
  packageManager: string
  dependencies: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  imports?: Record<string, Record<string, string>>
}

export const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** The manifests of the packages as they stand in the workspace. */
export const manifests: Manifest[] = packages.map((folder) => manifestOf(join(root, folder)))

/** Runs a program and returns what it printed; throws with all its output if it fails. */
export function must(program: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${status}\n${stdout}${stderr}`)
  return stdout
}

/** Builds what changed and packs each package into `folder`. Returns the tarballs' paths by the packages' names. */
export function pack(folder: string): Map<string, string> {
  must('node', ['scripts/setup.js'], root)
  const { packageManager } = manifestOf(root)
  const filters = packages.flatMap((path) => ['--filter', `./${path}`])
  must('npx', ['--yes', packageManager, '--recursive', ...filters, 'pack', '--pack-destination', folder], root)
  const files = readdirSync(folder)
  return new Map(
    manifests.map(({ name, version }) => {
      const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
      if (!files.includes(file)) throw new Error(`${file} was not packed, but ${files.join(', ')}`)
      return [name, join(folder, file)]
    }),
  )
}
