// What a guest starts from: busybox, the modules that reach the host's files, and init.sh.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../lib.js'
import { scratch } from './store.js'

const MODULES = ['virtio_pci', 'virtio_console', '9pnet_virtio', '9p', 'overlay']
const BUSYBOX = '/bin/busybox'
const INIT = fileURLToPath(new URL('init.sh', import.meta.url))

/** The files of modules and of what they depend on, in the order to load them in. */
function modules(/** @type {import('./kernels.js').Kernel} */ { release, folder }) {
  const args = ['--dirname', folder, '--set-version', release, '--show-depends', '--all', ...MODULES]
  const { status, stdout, stderr } = spawnSync('modprobe', args, { encoding: 'utf8' })
  if (status !== 0) fail(`modprobe ${args.join(' ')}: ${stderr}`)
  return [...new Set([...stdout.matchAll(/^insmod (\S+)/gm)].map(([, file]) => `${file}`))]
}

/** Writes the archive for a kernel and returns its path. It is made anew each time: that takes a tenth of a second. */
export function initramfs(/** @type {import('./kernels.js').Kernel} */ kernel) {
  const work = scratch()
  try {
    const files = modules(kernel)
    for (const folder of ['bin', 'modules', 'proc', 'sys', 'dev', 'share', 'host', 'top', 'new'])
      mkdirSync(join(work, folder))
    copyFileSync(BUSYBOX, join(work, 'bin/busybox'))
    copyFileSync(INIT, join(work, 'init'))
    for (const file of files) copyFileSync(file, join(work, 'modules', basename(file)))
    writeFileSync(join(work, 'modules/order'), files.map((file) => `${basename(file)}\n`).join(''))
    const { status, stdout, stderr } = spawnSync('sh', ['-c', 'find . | cpio --create --format=newc --quiet'], {
      cwd: work,
      maxBuffer: 1 << 28,
    })
    if (status !== 0) fail(`cpio: ${stderr}`)
    const archive = join(kernel.folder, 'initramfs')
    writeFileSync(`${archive}.${process.pid}`, stdout)
    renameSync(`${archive}.${process.pid}`, archive)
    return archive
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
