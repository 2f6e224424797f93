import { type Client, type ClientOptions, connect } from '@rtnl/client'
import { encode, frame } from '@rtnl/codec'
import { link, NLM_F, RTM } from '@rtnl/families'
import { FakeNetwork, type FakeTransport, type SentHeader, settle } from './fake-transport.ts'
import { decodeOne, type Summary, summary } from './like-ip.ts'
import { ack, done } from './thing.ts'

const ENODEV = 19

export interface FakeKernel {
  readonly net: Client
  readonly network: FakeNetwork
  /** What was sent, but for the look-ups of interfaces' names. */
  readonly sent: readonly SentHeader[]
  /** How often names were looked up. */
  readonly lookups: () => number
  [Symbol.asyncDispose](): Promise<void>
}

/** What the kernel has to say to a request, beside the ack or the end of the dump. */
export type Answer = (request: SentHeader) => readonly Uint8Array[]

/** A client of a kernel that knows the interfaces of `links` by name, and does whatever it is asked to. */
export async function fakeKernel(
  links: Readonly<Record<string, number>> = {},
  answer: Answer = () => [],
  options: ClientOptions = {},
  threads = false,
): Promise<FakeKernel> {
  const network = new FakeNetwork()
  network.threads = threads
  const sent: SentHeader[] = []
  let lookups = 0
  const onSend = (request: SentHeader, socket: FakeTransport) => {
    const name = nameLookedUp(request)
    if (name !== undefined) {
      lookups++
      return deliver(
        socket,
        request,
        links[name] === undefined ? undefined : [reportLink(request.seq, links[name], name.slice(0, 15))],
      )
    }
    sent.push(request)
    deliver(socket, request, answer(request))
  }
  network.onOpen = (socket) => {
    socket.onSend = onSend
  }
  const net = await connect(network.open, options)
  return { net, network, sent, lookups: () => lookups, [Symbol.asyncDispose]: () => net.close() }
}

/** A link as a look-up reports it. */
export const reportLink = (seq: number, index: number, ifname: string, type: number = RTM.NEWLINK): Uint8Array =>
  frame({ type, flags: 0, seq, portid: 4711 }, encode(link, { index, ifname }))

function nameLookedUp(request: SentHeader): string | undefined {
  if (request.type !== RTM.GETLINK || (request.flags & NLM_F.DUMP) !== 0) return undefined
  const { ifname, altIfname, extMask } = decodeOne(request.bytes) as Readonly<Record<string, unknown>>
  // The tests' own look-ups of links do not leave out the statistics.
  return String(extMask) === 'skip_stats' ? String(ifname ?? altIfname) : undefined
}

function deliver(socket: FakeTransport, request: SentHeader, messages: readonly Uint8Array[] | undefined): void {
  if (messages === undefined) socket.deliver(ack(request, ENODEV))
  else if ((request.flags & NLM_F.DUMP) === NLM_F.DUMP) socket.deliver(...messages, done(request))
  else {
    if (messages.length > 0) socket.deliver(...messages)
    if ((request.flags & NLM_F.ACK) !== 0) socket.deliver(ack(request))
  }
}

/** What a verb sends first, but for look-ups of names. Whether it is content with the answer does not matter. */
export async function firstRequest(
  links: Readonly<Record<string, number>>,
  call: (net: Client) => Promise<unknown>,
): Promise<Summary> {
  await using kernel = await fakeKernel(links)
  const outcome = call(kernel.net).catch((error: unknown) => error)
  await settle()
  const [request] = kernel.sent
  if (request === undefined) throw await outcome
  return summary(request.bytes)
}
