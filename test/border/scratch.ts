import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const settings = ['.dependency-cruiser.js', 'package.json', 'tsconfig.json', 'tsconfig.base.json']

/** A copy of the sources and of the packages' links to each other, to break rules in. Returns its folder. */
export function scratch(): string {
  const copy = mkdtempSync(join(tmpdir(), 'rtnl-border-'))
  for (const path of [...settings, 'assembly', 'packages', 'adapters']) {
    const filter = (source: string) => !source.endsWith('/dist')
    cpSync(join(root, path), join(copy, path), { recursive: true, verbatimSymlinks: true, filter })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Adds files to a scratch copy. */
export function add(copy: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
}

/** A program of node_modules/.bin. */
export const program = (name: string): string => join(root, 'node_modules/.bin', name)
