// What rtnl is compared with: programs in C, built here, and packages. Each is there, or there is a word why not.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib.js'

/** @typedef {{ words: string[], absent?: undefined } | { words?: undefined, absent: string }} Peer */

/** The last line of what a program complained of. */
const why = (/** @type {{ error?: Error, stderr: string }} */ { error, stderr }) =>
  error?.message ??
  stderr
    .trim()
    .split('\n')
    .find((line) => /error|cannot|No such/i.test(line)) ??
  stderr.trim().slice(-200)

const LIBRARIES = {
  memory: ['-lmnl'],
  live: ['-lmnl'],
  listen: ['-lmnl'],
  libnl: ['-I/usr/include/libnl3', '-lnl-route-3', '-lnl-3'],
  blast: [],
}

/** A program of bench/peers, compiled. @param {keyof typeof LIBRARIES} name @param {readonly string[]} args @returns {Peer} */
export function compiled(name, args) {
  const folder = join(root, 'build/peers')
  mkdirSync(folder, { recursive: true })
  const program = join(folder, name)
  const words = ['-O3', '-o', program, `bench/peers/${name}.c`, ...LIBRARIES[name]]
  const made = spawnSync('cc', words, { cwd: root, encoding: 'utf8' })
  return made.status === 0 ? { words: [program, ...args] } : { absent: `cc ${words.join(' ')}: ${why(made)}` }
}

/** Whether what is not here may be fetched. */
let online = true
export const stayOffline = () => {
  online = false
}

/** npm `netlink`: pinned, and in a folder of its own, as it is no dependency of ours. */
const NPM_NETLINK = '0.3.0'
const NPM_FOLDER = 'build/peers/npm'

/** @param {readonly string[]} runtime words that run a file @param {readonly string[]} args @returns {Peer} */
export function npmNetlink(runtime, args) {
  const folder = join(root, NPM_FOLDER)
  const manifest = join(folder, 'node_modules/netlink/package.json')
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== NPM_NETLINK) {
    if (!online) return { absent: 'not fetched for so small a run' }
    mkdirSync(folder, { recursive: true })
    const dependencies = { netlink: NPM_NETLINK }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'peers', private: true, dependencies }))
    // What it needs in C++ comes ready-made with the package.
    const made = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (made.status !== 0) return { absent: `npm install netlink@${NPM_NETLINK}: ${why(made)}` }
  }
  return { words: [...runtime, 'bench/peers/npm-netlink.js', folder, ...args] }
}

/** Debian's Python: the package is for that one. */
const PYTHON = '/usr/bin/python3'

/** @param {string} script @param {readonly string[]} args @returns {Peer} */
export function pyroute2(script, args) {
  const made = spawnSync(PYTHON, ['-c', 'import pyroute2'], { encoding: 'utf8' })
  return made.status === 0 ? { words: [PYTHON, script, ...args] } : { absent: `python3-pyroute2: ${why(made)}` }
}
