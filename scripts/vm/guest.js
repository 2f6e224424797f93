// One guest: a kernel of the store, booted by qemu, with the host's files below it, running one command.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { initramfs } from './initramfs.js'

const QEMU = 'qemu-system-x86_64'
/** By which a run is interrupted: the process ends as it does by itself, and cleans up. @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

const SCRIPTS = fileURLToPath(new URL('.', import.meta.url))

/** The guest was lost: it panicked, hung or never came up. The message ends with its console. */
export class GuestError extends Error {}

/**
 * @typedef {object} GuestOptions
 * @property {import('./kernels.js').Kernel} kernel
 * @property {'kvm' | 'tcg'} accel
 * @property {string} command a line for sh, run as root in the host's working directory
 * @property {string} share folder of the host that the guest may write to, under the same path; `dmesg.txt` is left in it
 * @property {Record<string, string>} [env] environment of the command
 * @property {number} timeout seconds for everything
 * @property {number} silence seconds without a word from the command or from the console after which the guest counts as hung
 * @property {number} [booting] seconds to the start of the command; 120 when absent
 * @property {(bytes: Buffer) => void} [stdout] takes what the command prints
 * @property {(bytes: Buffer) => void} [stderr]
 */

/**
 * Boots a guest, runs the command in it, and returns the command's exit code and the seconds that booting took. Throws GuestError when the guest
 * did not live to tell.
 * @param {GuestOptions} options
 */
export async function guest(options) {
  const { kernel, accel, share, timeout, silence, booting = 120 } = options
  prepare(options)
  // However this process ends, the guest ends with it.
  const args = ['--pdeathsig', 'KILL', QEMU, ...words(kernel, accel, share)]
  const child = spawn('setpriv', args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'] })
  let console = ''
  let told = ''
  let lost = ''
  let upAfter = 0
  const started = performance.now()
  let heard = started
  /** @type {(index: number, listener: (bytes: Buffer) => void) => void} */
  const listen = (index, listener) => {
    const stream = /** @type {import('node:stream').Duplex} */ (child.stdio[index])
    stream.on('data', (bytes) => {
      heard = performance.now()
      listener(bytes)
    })
    // The end of qemu is seen by its exit.
    stream.on('error', () => {})
  }
  for (const index of [1, 2]) listen(index, (bytes) => (console = `${console}${bytes}`.slice(-65_536)))
  listen(3, (bytes) => options.stdout?.(bytes))
  listen(4, (bytes) => options.stderr?.(bytes))
  listen(5, (bytes) => {
    told += bytes
    if (upAfter === 0 && told.includes('up ')) upAfter = (performance.now() - started) / 1000
  })
  const interrupted = (/** @type {NodeJS.Signals} */ signal) => process.exit(128 + constants.signals[signal])
  for (const signal of SIGNALS) process.on(signal, interrupted)
  const watch = setInterval(() => {
    const now = performance.now()
    if (upAfter === 0 && now - started > booting * 1000) lost = `it had not come up after ${booting} s`
    else if (now - heard > silence * 1000) lost = `nothing was heard of it for ${silence} s`
    else if (now - started > timeout * 1000) lost = `it had not ended after ${timeout} s`
    if (lost) child.kill('SIGKILL')
  }, 500)
  try {
    const ending = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(signal ? `qemu ended by ${signal}` : `qemu ended with ${code}`))
    })
    const code = /^exit (\d+)$/m.exec(told)?.[1]
    if (code !== undefined) return { code: Number(code), upAfter }
    const what = lost || (upAfter === 0 ? `it never came up: ${ending}` : `it ended before its command did: ${ending}`)
    const tail = console.trimEnd().split(/\r?\n/).slice(-60).join('\n')
    throw new GuestError(
      `The guest with Linux ${kernel.release} (${accel}) was lost: ${what}. Its console:\n${tail || '(empty)'}`,
    )
  } finally {
    clearInterval(watch)
    for (const signal of SIGNALS) process.off(signal, interrupted)
  }
}

const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", "'\\''")}'`

/** Writes what the guest finds in the shared folder. */
function prepare(/** @type {GuestOptions} */ { kernel, share, command, env = {} }) {
  mkdirSync(share, { recursive: true })
  const names = { VM_SHARE: share, VM_SCRIPTS: SCRIPTS.replace(/\/$/, ''), VM_KERNEL: kernel.folder }
  const lines = Object.entries(names).map(([name, value]) => `${name}=${quoted(value)}\n`)
  writeFileSync(join(share, 'guest.env'), lines.join(''))
  const exports = Object.entries({
    HOME: '/root',
    LC_ALL: 'C.UTF-8',
    ...env,
    RTNL_VM: kernel.generation,
    RTNL_VM_SHARE: share,
  })
  const script = [
    '#!/bin/sh',
    ...exports.map(([name, value]) => `export ${name}=${quoted(value)}`),
    `cd ${quoted(process.cwd())} || exit`,
    command,
    '',
  ]
  writeFileSync(join(share, 'command'), script.join('\n'))
  chmodSync(join(share, 'command'), 0o755)
}

/** @type {(kernel: import('./kernels.js').Kernel, accel: 'kvm' | 'tcg', share: string) => string[]} */
function words(kernel, accel, share) {
  const append = [
    'console=ttyS0 quiet mitigations=off nokaslr audit=0 rtnl.guest',
    // A panic ends qemu, as does the end of the command; a kernel task that waits for good is a panic.
    'reboot=t panic=-1 oops=panic hung_task_panic=1 sysctl.kernel.hung_task_timeout_secs=60',
  ]
  const folder = (/** @type {string} */ tag, /** @type {string} */ path, /** @type {string} */ more) => [
    '-virtfs',
    `local,mount_tag=${tag},path=${path.replaceAll(',', ',,')},security_model=none,multidevs=remap${more}`,
  ]
  const port = (/** @type {number} */ nr, /** @type {number} */ fd) => [
    ...['-chardev', `socket,id=port${nr},fd=${fd}`],
    ...['-device', `virtserialport,chardev=port${nr},nr=${nr}`],
  ]
  return [
    ...['-machine', 'pc', '-accel', accel === 'tcg' ? 'tcg,thread=multi' : 'kvm'],
    ...[
      '-cpu',
      accel === 'tcg' ? 'max,la57=off' : 'host',
      '-smp',
      `${Math.min(2, availableParallelism())}`,
      '-m',
      '3G',
    ],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-nic', 'none', '-no-reboot'],
    ...['-chardev', 'stdio,id=console,signal=off', '-serial', 'chardev:console'],
    ...['-device', 'virtio-serial-pci', '-device', 'virtio-rng-pci'],
    ...port(1, 3),
    ...port(2, 4),
    ...port(3, 5),
    ...folder('host', '/', ',readonly=on'),
    ...folder('share', share, ''),
    ...['-kernel', join(kernel.folder, 'vmlinux'), '-initrd', initramfs(kernel), '-append', append.join(' ')],
  ]
}
