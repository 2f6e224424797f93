import type { Context } from './context.ts'
import { NoSuchDeviceError, UsageError } from './errors.ts'

/** Whether a name is of the form `if7`: that may be the interface with the index 7, for which ip(8) has no other name. */
export const isNumbered = (name: unknown): boolean => typeof name === 'string' && /^if[1-9][0-9]*$/.test(name)

/** The index of an interface by its name; throws `NoSuchDeviceError`. */
export async function deviceIndex(context: Context, device: string): Promise<number> {
  const index = (await context.interfaces()).index(device)
  if (index === undefined) throw new NoSuchDeviceError(device)
  return index
}

/** What the selectors `master`, `vrf` and `nomaster` ask for; of them the last one written holds. */
export interface MasterSelection {
  /** The name of a master. */
  master?: string
  /** The master must be a VRF. */
  vrf?: boolean
  nomaster?: boolean
}

/** The index of the master that was asked for, 0 for any, -1 for none. Throws `UsageError` when `vrf` names no VRF. */
export async function masterIndex(context: Context, { master, vrf, nomaster }: MasterSelection): Promise<number> {
  if (nomaster) return -1
  if (master === undefined) return 0
  const index = await deviceIndex(context, master)
  if (vrf) {
    const link = await (await context.client()).link.get({ index })
    const info: { kind?: string } = link.linkinfo ?? {}
    if (info.kind !== 'vrf') throw new UsageError(`vrf: "${master}" is no VRF`)
  }
  return index
}
