import type { Command } from '../context.ts'
import { UsageError } from '../errors.ts'

/** `rtnl route`. */
export const run: Command = async () => {
  throw new UsageError('not written yet')
}
