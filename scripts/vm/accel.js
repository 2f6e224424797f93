// KVM where a guest really runs under it, emulation where not. That /dev/kvm is there says little: under some hosts guests die or hang on it.
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { join } from 'node:path'
import { GuestError, guest } from './guest.js'
import { scratch, store } from './store.js'

/** Seconds within which a guest under KVM must have said that it is up. It takes about one. */
const PATIENCE = 20

/** How to run guests on this machine. Believes only what a guest said, and remembers it until machine or kernel change. */
export async function accel(/** @type {import('./kernels.js').Kernel} */ kernel) {
  if (!usable('/dev/kvm')) return 'tcg'
  const note = join(store(), 'accel')
  const machine = `${release()} ${cpus()[0]?.model} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
  const known = existsSync(note) ? readFileSync(note, 'utf8').split('\n') : []
  const [answer] = known
  if (known[1] === machine && (answer === 'kvm' || answer === 'tcg')) return answer
  const found = await probe(kernel)
  writeFileSync(note, `${found}\n${machine}\n`)
  return found
}

async function probe(/** @type {import('./kernels.js').Kernel} */ kernel) {
  const share = scratch()
  const times = { timeout: PATIENCE, booting: PATIENCE, silence: PATIENCE }
  let said = ''
  try {
    await guest({ kernel, accel: 'kvm', share, command: 'echo alive', ...times, stdout: (bytes) => (said += bytes) })
    return said === 'alive\n' ? 'kvm' : 'tcg'
  } catch (error) {
    if (!(error instanceof GuestError)) throw error
    console.log('rtnl: guests die under KVM here, so they are emulated')
    return 'tcg'
  } finally {
    rmSync(share, { recursive: true, force: true })
  }
}

function usable(/** @type {string} */ path) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}
