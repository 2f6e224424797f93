import type { Context } from './context.ts'
import { UsageError } from './errors.ts'

/** The table of the VRF `name`. Throws a `UsageError` when no interface of that name is a VRF. */
export async function vrfTable(context: Context, name: string): Promise<number> {
  const interfaces = await context.interfaces()
  const index = interfaces.index(name)
  const client = await context.client()
  const link = index === undefined ? undefined : await client.link.get(index)
  const info = link?.linkinfo
  const table = info?.kind === 'vrf' ? info.data?.table : undefined
  if (typeof table !== 'number' || table === 0) throw new UsageError(`vrf: "${name}" is not a VRF`)
  return table
}
