// What the guests are made of lies outside the repository, one folder for each kernel: `$XDG_CACHE_HOME/rtnl/vm`, or `~/.cache/rtnl/vm`.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder `name` of the store; made when it is not there. */
export function store(/** @type {string} */ name = '') {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rtnl/vm', name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** @type {string[]} */
const scratches = []

process.on('exit', () => {
  for (const folder of scratches) rmSync(folder, { recursive: true, force: true })
})

/** A new folder in the store, gone at the end of this process. One that was killed leaves its own to the next that asks. */
export function scratch() {
  for (const name of readdirSync(store())) {
    const [, pid] = /^scratch-(\d+)-/.exec(name) ?? []
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(join(store(), name), { recursive: true, force: true })
  }
  const folder = mkdtempSync(join(store(), `scratch-${process.pid}-`))
  scratches.push(folder)
  return folder
}
