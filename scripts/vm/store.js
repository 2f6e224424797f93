// What the guests are made of lies outside the repository, one folder for each kernel: `$XDG_CACHE_HOME/rtnl/vm`, or `~/.cache/rtnl/vm`.
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder `name` of the store; made when it is not there. */
export function store(/** @type {string} */ name = '') {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rtnl/vm', name)
  mkdirSync(folder, { recursive: true })
  return folder
}
