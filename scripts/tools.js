// What the tests compare with: the programs and kernel headers of Debian.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, root, run, unlessDone } from './lib.js'

const SOURCE = '/usr/src/linux-source-6.12.tar.xz'
const HEADERS = 'build/linux-6.12'

/** A file, or a program by its bare name, and the Debian package that brings it. */
const wanted = [
  ['ip', 'iproute2'],
  ['unshare', 'util-linux'],
  ['tshark', 'tshark'],
  ['editcap', 'wireshark-common'],
  ['chromium', 'chromium'],
  ['xxd', 'xxd'],
  ['hexdump', 'bsdextrautils'],
  ['strace', 'strace'],
  ['cc', 'gcc'],
  ['/usr/include/stdio.h', 'libc6-dev'],
  ['xz', 'xz-utils'],
  ['/usr/include/linux/rtnetlink.h', 'linux-libc-dev'],
  [SOURCE, 'linux-source-6.12'],
]

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
const present = (/** @type {string} */ what) =>
  what.startsWith('/') ? existsSync(what) : folders.some((folder) => existsSync(join(folder, what)))
const missing = () => wanted.flatMap(([what = '', name = '']) => (present(what) ? [] : [name]))

/** Sees to it that no test lacks what it compares with: installs it where it may, and otherwise says what to install. */
export function tools() {
  const names = missing()
  if (names.length > 0) {
    const command = `apt-get install --yes --no-install-recommends ${names.join(' ')}`
    const apt = present('apt-get')
    if (!apt) fail(`The tests compare rtnl with other programs. Please install what Debian calls ${names.join(', ')}.`)
    if (process.getuid?.() !== 0) fail(`The tests compare rtnl with other programs. Please run, as root:\n  ${command}`)
    console.log(`rtnl: installing ${names.join(', ')}`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    if (
      run('apt-get', ['update'], { quiet: true, env }) ||
      run('apt-get', command.split(' ').slice(1), { quiet: true, env })
    )
      fail(`This failed: apt-get update && ${command}`)
    if (missing().length > 0) fail(`Installed, and still not there: ${missing().join(', ')}`)
  }
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
