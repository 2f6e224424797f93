// What the tests compare with: the programs and kernel headers of Debian.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, root, run, unlessDone } from './lib.js'

const SOURCE = '/usr/src/linux-source-6.12.tar.xz'
const HEADERS = 'build/linux-6.12'

/** A file, or a program by its bare name, and the Debian package that brings it. @typedef {[what: string, name: string]} Tool */

/** @type {Tool[]} */
const compared = [
  ['ip', 'iproute2'],
  ['unshare', 'util-linux'],
  ['tshark', 'tshark'],
  ['editcap', 'wireshark-common'],
  ['chromium', 'chromium'],
  ['xxd', 'xxd'],
  ['hexdump', 'bsdextrautils'],
  ['script', 'bsdutils'],
  ['strace', 'strace'],
  ['cc', 'gcc'],
  ['/usr/include/stdio.h', 'libc6-dev'],
  ['xz', 'xz-utils'],
  ['/usr/include/linux/rtnetlink.h', 'linux-libc-dev'],
  [SOURCE, 'linux-source-6.12'],
]

/** What the benches compare with. @type {Tool[]} */
const peers = [
  ['ip', 'iproute2'],
  ['unshare', 'util-linux'],
  ['cc', 'gcc'],
  ['/usr/include/stdio.h', 'libc6-dev'],
  ['/usr/include/libmnl/libmnl.h', 'libmnl-dev'],
  ['/usr/include/libnl3/netlink/route/route.h', 'libnl-route-3-dev'],
  ['/usr/lib/python3/dist-packages/pyroute2', 'python3-pyroute2'],
]

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
const present = (/** @type {string} */ what) =>
  what.startsWith('/') ? existsSync(what) : folders.some((folder) => existsSync(join(folder, what)))

/**
 * Installs the packages of what is missing, where it may, and returns what is to be done about the rest; undefined if all is there.
 * @param {Tool[]} wanted
 */
function lacking(wanted) {
  const missing = () => wanted.flatMap(([what, name]) => (present(what) ? [] : [name]))
  const names = missing()
  if (names.length === 0) return undefined
  const command = `apt-get install --yes --no-install-recommends ${names.join(' ')}`
  if (!present('apt-get')) return `Please install what Debian calls ${names.join(', ')}.`
  if (process.getuid?.() !== 0) return `Please run, as root:\n  ${command}`
  console.log(`rtnl: installing ${names.join(', ')}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if (
    run('apt-get', ['update'], { quiet: true, env }) ||
    run('apt-get', command.split(' ').slice(1), { quiet: true, env })
  )
    return `This failed: apt-get update && ${command}`
  const still = missing()
  return still.length === 0 ? undefined : `Installed, and still not there: ${still.join(', ')}`
}

/**
 * Sees to it that programs and files are there: installs their packages where it may, and otherwise says what to install.
 * @param {Tool[]} wanted
 * @param {string} why a sentence
 */
export function install(wanted, why) {
  const advice = lacking(wanted)
  if (advice !== undefined) fail(`${why} ${advice}`)
}

/** Installs what the benches compare with, where it may; what cannot be had they name as absent. */
export function benchTools() {
  const advice = lacking(peers)
  if (advice !== undefined) console.log(`rtnl: some of what rtnl is measured against is not here. ${advice}`)
}

/** Sees to it that no test lacks what it compares with. */
export function tools() {
  install(compared, 'The tests compare rtnl with other programs.')
  const { size, mtimeMs } = statSync(SOURCE)
  unlessDone(`${HEADERS}.stamp`, `${size} ${mtimeMs}`, [`${HEADERS}/include/uapi/linux/rtnetlink.h`], unpack)
}

/** The headers of a newer kernel than the installed one's: `build/linux-6.12/include/uapi`. */
function unpack() {
  console.log(`rtnl: unpacking the headers of ${SOURCE}`)
  rmSync(join(root, HEADERS), { recursive: true, force: true })
  mkdirSync(join(root, HEADERS), { recursive: true })
  const args = [
    '--extract',
    '--file',
    SOURCE,
    '--directory',
    join(root, HEADERS),
    '--strip-components=1',
    'linux-source-6.12/include/uapi',
  ]
  const result = spawnSync('tar', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (result.status !== 0) fail(`The headers in ${SOURCE} cannot be unpacked.`)
}
