// Debian's stock kernels: fetched and unpacked into the store, never installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../lib.js'
import { scratch, store } from './store.js'

/** The generations that the tests run on: the first is what `npm run test:vm` takes when none is named. */
export const generations = ['6.12', '6.1']

/**
 * @typedef {object} Kernel
 * @property {string} generation '6.12'
 * @property {string} release what `uname -r` says
 * @property {string} folder holds `vmlinux` and `lib/modules`
 */

/** Only what a guest's network and file systems can need: the drivers of real hardware are nine tenths of the package. */
const PARTS = [
  './boot/vmlinuz-*',
  ...['arch', 'crypto', 'lib', 'net', 'fs/9p', 'fs/fscache', 'fs/netfs', 'fs/overlayfs', 'drivers/virtio'].map(
    inModules,
  ),
  ...['*.ko*', 'bonding', 'can', 'ieee802154', 'ipvlan', 'ppp', 'team', 'vxlan', 'wireguard'].map((name) =>
    inModules(`drivers/net/${name}`),
  ),
  ...['drivers/char/virtio_console.ko*', 'drivers/char/hw_random', 'drivers/ptp'].map(inModules),
  './lib/modules/*/modules.*',
]

function inModules(/** @type {string} */ path) {
  return `./lib/modules/*/kernel/${path}`
}

/**
 * Runs a program and returns what it printed; throws with what it complained of.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function output(program, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1 << 28, ...options })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${status}: ${stderr}`)
  return stdout
}

/** The newest release of a generation that apt knows of, by the packages that depend on it. */
function newest(/** @type {string} */ generation) {
  const prefix = `linux-image-${generation}.`
  for (const meta of ['linux-image-amd64', `linux-image-${generation}-amd64`]) {
    const { stdout } = spawnSync('apt-cache', ['depends', meta], { encoding: 'utf8' })
    const [name] = (stdout ?? '').split(/\s+/).filter((word) => word.startsWith(prefix))
    if (name) return name.slice('linux-image-'.length)
  }
  return undefined
}

/** Whether all was unpacked that is wanted now: of a package not all is. */
const complete = (/** @type {string} */ folder) =>
  existsSync(join(folder, 'complete')) && readFileSync(join(folder, 'complete'), 'utf8') === `${PARTS}`

/**
 * The kernel of a generation, fetched if it has to be.
 * @param {string} generation
 * @returns {Kernel}
 */
export function kernel(generation) {
  const kept = readdirSync(store()).filter((name) => name.startsWith(`${generation}.`) && complete(store(name)))
  const known = newest(generation)
  // What is to be fetched may be gone where the lists are old, and a bare machine has none.
  if (kept.length === 0 || (known !== undefined && !kept.includes(known))) spawnSync('apt-get', ['update'])
  // Where apt knows of none, what was fetched before will do.
  const release = newest(generation) ?? kept.at(-1)
  if (release === undefined)
    fail(
      `apt knows of no package linux-image-${generation}.*: the guests' kernels are Debian's. Perhaps: apt-get update`,
    )
  const folder = join(store(), `${release}`)
  if (!complete(folder)) fetch(`${release}`, folder)
  for (const name of kept) if (name !== release) rmSync(store(name), { recursive: true, force: true })
  return { generation, release: `${release}`, folder }
}

function fetch(/** @type {string} */ release, /** @type {string} */ folder) {
  const name = `linux-image-${release}`
  console.log(`rtnl: fetching ${name}`)
  const work = scratch()
  try {
    const { status, stderr } = spawnSync('apt-get', ['download', name], { cwd: work, encoding: 'utf8' })
    if (status !== 0) fail(`apt-get download ${name}: ${stderr}\nPerhaps its lists are old: apt-get update`)
    const [file = ''] = readdirSync(work)
    console.log(`rtnl: unpacking ${file}`)
    const tree = join(work, 'tree')
    mkdirSync(tree)
    const parts = PARTS.map((part) => `'${part}'`).join(' ')
    const line = `dpkg-deb --fsys-tarfile "$1" | tar --extract --directory "$2" --no-same-owner --wildcards ${parts} 2> "$2/tar.log"`
    // tar complains of parts that one generation has and the other has not; what must be there is used below.
    spawnSync('sh', ['-c', line, 'sh', join(work, file), tree], { stdio: 'inherit' })
    writeFileSync(join(tree, 'vmlinux'), vmlinux(readFileSync(join(tree, `boot/vmlinuz-${release}`))))
    // Uncompressed, a module loads several times faster where the guest is emulated.
    output('sh', ['-c', 'find "$1" -name "*.ko.xz" -exec xz --decompress {} +', 'sh', join(tree, 'lib/modules')])
    output('depmod', ['--basedir', tree, release])
    rmSync(join(tree, 'boot'), { recursive: true })
    writeFileSync(join(tree, 'complete'), `${PARTS}`)
    rmSync(folder, { recursive: true, force: true })
    renameSync(tree, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * The kernel inside a bzImage (Documentation/arch/x86/boot.rst). qemu starts it by its PVH entry, which spares the guest its unpacking: seconds
 * where it is emulated.
 * @param {Buffer} image
 */
function vmlinux(image) {
  const SETUP_SECTS = 0x1f1
  const PAYLOAD_OFFSET = 0x248
  const PAYLOAD_LENGTH = 0x24c
  const start = ((image[SETUP_SECTS] ?? 0) + 1) * 512 + image.readUInt32LE(PAYLOAD_OFFSET)
  // The last four bytes are the length of what is packed.
  const payload = image.subarray(start, start + image.readUInt32LE(PAYLOAD_LENGTH) - 4)
  const packers = /** @type {const} */ ([
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    ['gzip', [0x1f, 0x8b]],
  ])
  const found = packers.find(([, magic]) => magic.every((byte, index) => payload[index] === byte))
  if (!found) fail(`The kernel is packed by none of ${packers.map(([name]) => name).join(', ')}.`)
  return output(found?.[0] ?? '', ['--decompress', '--stdout'], { input: payload })
}
