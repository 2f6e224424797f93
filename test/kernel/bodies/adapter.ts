import { Worker } from 'node:worker_threads'
import { type SystemError, type Transport, UnsupportedError } from '@rtnl/client'
import { encode, frame } from '@rtnl/codec'
import { AF, link, NETLINK, NETLINK_OPTION, NLM_F, RTM, RTNLGRP } from '@rtnl/families'
import { openTransport } from 'rtnl'
import { descriptors, holdings, leakedSince, more, sleep } from './common.ts'

const SOL_NETLINK = 270

const getLoopback = (seq: number) => frame({ type: RTM.GETLINK, flags: NLM_F.REQUEST, seq }, encode(link, { index: 1 }))

/** The code of what `work` throws. */
function codeOf(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as SystemError).code
  }
}

const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('it did not reject'),
    (error) => error,
  )

/** Sends a question and receives its answer in each of the ways there are. */
export async function receives() {
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  const buffer = new Uint8Array(65536)
  const nothing = transport.receive(buffer)
  transport.send(getLoopback(7))
  const looked = transport.receive(buffer, true)
  const cut = transport.receive(new Uint8Array(20), true)
  const taken = transport.receive(buffer)
  const { sender } = transport
  const view = new DataView(buffer.buffer)
  const header = [view.getUint32(0, true) === taken, view.getUint16(4, true), view.getUint32(8, true)]
  const portid = view.getUint32(12, true) === transport.portid && transport.portid !== 0
  transport.send(getLoopback(8))
  const dropped = transport.receive(new Uint8Array(0))
  const after = transport.receive(buffer)
  transport.close()
  return { nothing, same: looked === cut && cut === taken && taken === dropped, sender, header, portid, after }
}

/** What the kernel refuses is thrown with its errno. */
export async function refuses() {
  const before = descriptors()
  const noProtocol = (await rejection(openTransport({ protocol: 31 }))) as SystemError
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  const codes = {
    option: codeOf(() => transport.setOption(SOL_NETLINK, 999, 1)),
    getOption: codeOf(() => transport.getOption(SOL_NETLINK, 999)),
    group: codeOf(() => transport.join(100_000)),
    empty: codeOf(() => transport.send(new Uint8Array(0))),
    tooLong: codeOf(() => transport.send(new Uint8Array(1 << 23))),
    highGroup: codeOf(() => transport.join(RTNLGRP.STATS)),
    leave: codeOf(() => transport.leave(RTNLGRP.STATS)),
  }
  transport.setOption(SOL_NETLINK, NETLINK_OPTION.EXT_ACK, 1)
  const extAck = transport.getOption(SOL_NETLINK, NETLINK_OPTION.EXT_ACK)
  transport.close()
  transport.close()
  const closed = [codeOf(() => transport.send(getLoopback(1))), codeOf(() => transport.receive(new Uint8Array(1)))]
  const { code, syscall } = noProtocol
  return { noProtocol: `${syscall} ${code}`, codes, extAck, closed, leaked: await leakedSince(before) }
}

/** Waits for what comes, for `wake` and for `close`. */
export async function waits() {
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  const order: string[] = []
  const wait = async (what: string) => {
    await transport.readable()
    order.push(what)
  }
  transport.send(getLoopback(1))
  await wait('at once')
  transport.receive(new Uint8Array(65536))
  const woken = wait('woken')
  await sleep(20)
  order.push('wake')
  transport.wake()
  await woken
  transport.wake()
  const later = wait('datagram')
  await sleep(20)
  order.push('send')
  transport.send(getLoopback(2))
  await later
  transport.receive(new Uint8Array(65536))
  const closed = wait('closed')
  await sleep(20)
  order.push('close')
  transport.close()
  await closed
  await wait('closed already')
  return order
}

/** Sends on another thread: the answer, what is refused, and a socket that is closed meanwhile, whose descriptor must not be another's by then. */
export async function sendsAsync() {
  const before = descriptors()
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  const send = transport.sendAsync
  if (send === undefined) {
    transport.close()
    return 'absent'
  }
  await send(getLoopback(7))
  const answered = transport.receive(new Uint8Array(65536)) > 0
  const refused = await Promise.all(
    [0, 1 << 23].map(async (length) => ((await rejection(send(new Uint8Array(length)))) as SystemError).code),
  )
  transport.close()
  refused.push(((await rejection(send(getLoopback(8)))) as SystemError).code)
  const many = getLoopback(9).length
  const bytes = Uint8Array.from({ length: many * 300 }, (_, i) => getLoopback(9)[i % many] ?? 0)
  let strays = 0
  for (let round = 0; round < 300; round++) {
    const closing = await openTransport({ protocol: NETLINK.ROUTE })
    const sent = closing.sendAsync?.(bytes)
    closing.close()
    const next = await openTransport({ protocol: NETLINK.ROUTE })
    await sent
    if (next.receive(new Uint8Array(65536)) >= 0) strays++
    next.close()
  }
  return { answered, refused, strays, leaked: await leakedSince(before) }
}

/** Opens and closes, waiting now and then, as often as would show a leak. */
export async function leaks() {
  const round = async (count: number, earlier?: Awaited<ReturnType<typeof holdings>>) => {
    for (let i = 0; i < count; i++) {
      const transport = await openTransport({ protocol: NETLINK.ROUTE })
      if (i % 2 === 0) {
        transport.send(getLoopback(1))
        await transport.readable()
      } else if (i % 5 === 0) void transport.readable()
      transport.close()
    }
    return await holdings(earlier)
  }
  const before = await round(1000)
  const between = await round(10_000, before)
  const after = await round(10_000, between)
  // A heap grows for a while and shrinks again: what leaks, leaks each time.
  const mebibytes = Math.min(more(before, between).mebibytes, more(between, after).mebibytes)
  return { ...more(before, after), mebibytes }
}

/** Workers that end, or are ended, with a socket open that waits or has waited. */
export async function workers() {
  const said: unknown[] = []
  for (const name of ['idles', 'waitsForEver', 'sendsForEver', 'idles', 'waitsForEver', 'sendsForEver']) {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: ['adapter', name] })
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    said.push(await new Promise((resolve) => worker.once('message', resolve)))
    if (name !== 'idles') await worker.terminate()
    await ended
  }
  return said
}

export async function waitsForEver() {
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  void transport.readable()
  return 'waits'
}

export async function sendsForEver() {
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  const on = async () => {
    for (;;) await (transport.sendAsync?.(getLoopback(1)) ?? sleep(1))
  }
  void on()
  return 'sends'
}

/** A socket that is open, with a handle that has waited, does not keep the process. */
export async function idles() {
  const transport = await openTransport({ protocol: NETLINK.ROUTE })
  transport.send(getLoopback(1))
  await transport.readable()
  keep.push(transport)
  return 'idle'
}
const keep: Transport[] = []

/** What a machine without netlink says. */
export async function unsupported() {
  const { Deno } = globalThis as { Deno?: object }
  if (Deno) Object.defineProperty(Deno, 'build', { value: { os: 'darwin', arch: 'aarch64' } })
  else Object.defineProperty(process, 'platform', { value: 'darwin' })
  const error = await rejection(openTransport({ protocol: NETLINK.ROUTE }))
  return { class: error instanceof UnsupportedError, message: error.message, family: AF.NETLINK }
}
