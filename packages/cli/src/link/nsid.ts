import { HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { NETNSA_NSID_NOT_ASSIGNED, type Nsid, nsid, RTM } from '@rtnl/families'
import type { Context } from '../context.ts'

/** The number that this namespace has given to the one of an open file; undefined if none. */
export async function getNsid(context: Context, fd: number): Promise<number | undefined> {
  const { connection } = await context.client()
  const payload = encode(nsid, { fd }, HOST)
  const [reply] = await connection.request<Nsid>({ type: RTM.GETNSID, payload, reply: true })
  const id = reply?.body.nsid
  return id === undefined || id < 0 ? undefined : id
}

/** Has the kernel give it a number. */
export async function assignNsid(context: Context, fd: number): Promise<void> {
  const { connection } = await context.client()
  await connection.request({ type: RTM.NEWNSID, payload: encode(nsid, { fd, nsid: NETNSA_NSID_NOT_ASSIGNED }, HOST) })
}
