import { existsSync, readFileSync } from 'node:fs'

const CMDLINE = '/proc/cmdline'

/** Whether this is a guest of `npm run test:vm`, which may be lost: only its own kernel's command line says so, which no environment can fake. */
export const inGuest: boolean =
  existsSync(CMDLINE) && readFileSync(CMDLINE, 'utf8').trim().split(/\s+/).includes('rtnl.guest')

/** By what the limits of time are multiplied: an emulated machine takes ten times as long. */
export const patience: number = inGuest ? 10 : 1
