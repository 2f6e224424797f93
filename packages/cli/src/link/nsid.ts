import { HOST } from '@rtnl/client'
import { attributes, decode, encode, i32, message, pad, protocol, struct, u8, u32 } from '@rtnl/codec'
import { NETLINK, RTM } from '@rtnl/families'
import type { Context } from '../context.ts'

/** Attributes of a namespace's id (`linux/net_namespace.h`). */
const NETNSA = { NONE: 0, NSID: 1, PID: 2, FD: 3 } as const

/** What is asked of the kernel and told by it: which number this namespace has given to another. */
const nsid = message(
  struct('rtgenmsg', { family: u8, _pad: pad(3) }),
  attributes('NETNSA', NETNSA, {
    /** The number; -1: none is given, in a request to give one: any. */
    nsid: [NETNSA.NSID, i32],
    /** An open file of the namespace that is meant. */
    fd: [NETNSA.FD, u32],
  }),
)

const answers = protocol({
  name: 'route',
  number: NETLINK.ROUTE,
  types: RTM,
  prefix: 'RTM',
  messages: [[RTM.NEWNSID, nsid]],
})

/** The number that this namespace has given to the one of an open file; undefined if none. */
export async function getNsid(context: Context, fd: number): Promise<number | undefined> {
  const { connection } = await context.client()
  const payload = encode(nsid, { fd }, HOST)
  const [reply] = await connection.request({ type: RTM.GETNSID, payload, reply: true })
  if (!reply?.bytes) return undefined
  const [answer] = decode(answers, reply.bytes, HOST).messages
  const id = (answer?.body as { nsid?: number } | undefined)?.nsid
  return id === undefined || id < 0 ? undefined : id
}

/** Has the kernel give it a number. */
export async function assignNsid(context: Context, fd: number): Promise<void> {
  const { connection } = await context.client()
  await connection.request({ type: RTM.NEWNSID, payload: encode(nsid, { fd, nsid: -1 }, HOST) })
}
