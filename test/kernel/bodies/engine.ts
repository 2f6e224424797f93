import { Worker } from 'node:worker_threads'
import { Connection, type Monitor, type MonitorEvent } from '@rtnl/client'
import { encode, frame, type Infer } from '@rtnl/codec'
import { link, NLM_F, NLMSG, RTM, RTNLGRP, route, rtnetlink } from '@rtnl/families'
import { openTransport } from 'rtnl'
import { addRoute, connect, deleteRoute, descriptors, holdings, loadLibc, more, routeTo, sleep } from './common.ts'

type Route = Infer<typeof route>

const dumpRoutes = (connection: Connection, signal?: AbortSignal) =>
  connection.dump<Route>({ type: RTM.GETROUTE, payload: encode(route, { family: 'inet', table: 77 }), signal })

async function count(connection: Connection): Promise<number> {
  let routes = 0
  for await (const { body } of dumpRoutes(connection)) if (body.table === 77) routes++
  return routes
}

async function addRoutes(connection: Connection, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) await addRoute(connection, i)
}

/** Adds, reads, overlaps, deletes; how long a round trip takes. */
export async function requests() {
  await using connection = await connect()
  await addRoutes(connection, 0, 1000)
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, i) =>
      connection.request<Infer<typeof link>>({
        type: RTM.GETLINK,
        payload: encode(link, { index: 1 }),
        reply: i % 2 > 0,
      }),
    ),
  )
  const again: Error & { code?: string } = await addRoute(connection, 5).catch((error) => error)
  const counted = await count(connection)
  await Promise.all(Array.from({ length: 1000 }, (_, i) => deleteRoute(connection, i)))
  return {
    loopbacks: answers.filter(([reply]) => reply?.body.ifname === 'lo').length,
    again: again.message,
    counted,
    left: await count(connection),
  }
}

/** Errors with the kernel's sentence and the place in the request. */
export async function refusals() {
  await using connection = await connect()
  const explain = async (type: number, payload: Uint8Array, flags = 0) => {
    try {
      await connection.request({ type, flags, payload })
      return 'no error'
    } catch (error) {
      return (error as Error).message
    }
  }
  const nowhere = encode(route, { family: 'inet', table: 254, type: 'unicast', gateway: '192.0.2.1' })
  const dumpError: Error = await connection
    .dump({ type: RTM.GETROUTE, payload: encode(route, { family: 'inet', oif: 4_000_000 }) })
    .next()
    .then(() => new Error('no error'))
    .catch((error) => error)
  return {
    place: await explain(RTM.NEWLINK, encode(link, { index: 1, permAddress: '02:00:00:00:00:01' })),
    missing: await explain(RTM.GETLINK, encode(link, { index: 12345 })),
    gateway: await explain(RTM.NEWROUTE, nowhere, NLM_F.CREATE),
    dump: dumpError.message,
  }
}

/** Dumps of a table of some size: whole, left half-way, aborted, one inside another, many at once, with requests in between. */
export async function dumps() {
  await using connection = await connect()
  await addRoutes(connection, 0, 5000)
  const whole = await count(connection)
  let half = 0
  for await (const _ of dumpRoutes(connection)) if (++half === 1000) break
  const controller = new AbortController()
  let aborted = 0
  const reason: unknown = await (async () => {
    for await (const _ of dumpRoutes(connection, controller.signal)) if (++aborted === 1500) controller.abort('stop')
  })().catch((error) => error)
  const many = await Promise.all([count(connection), count(connection), count(connection)])
  let inner = 0
  let outer = 0
  for await (const _ of dumpRoutes(connection)) if (++outer % 1000 === 0) inner += await count(connection)
  let got = 0
  for await (const _ of dumpRoutes(connection))
    if (++got % 100 === 0) await connection.request({ type: RTM.GETLINK, payload: encode(link, { index: 1 }) })
  // Half of the routes go while they are dumped.
  let seen = 0
  for await (const { body } of dumpRoutes(connection)) {
    if (body.table === 77 && seen++ % 2 === 0)
      await connection.request({ type: RTM.DELROUTE, payload: encode(route, body) })
  }
  const left = await count(connection)
  return { whole, half, aborted, reason, many, outer, inner, got, seen, left, descriptors: descriptors() }
}

/** A monitor with a receive buffer of 4 KiB under 10,000 changes. */
export async function overrun() {
  await using connection = await connect({ receiveBuffer: 4096 })
  const monitor = connection.monitor<Route>([RTNLGRP.IPV4_ROUTE], { receiveBuffer: 4096 })
  await monitor.ready
  const counts = { new: 0, delete: 0, get: 0, overrun: 0, error: 0 }
  let last: MonitorEvent<Route> | undefined
  const reading = (async () => {
    for await (const event of monitor) {
      counts[event.kind]++
      last = event
      if (event.kind === 'new' && event.message.dst === '10.1.0.0') break
    }
  })()
  // The requests answer at once, so the reader seldom has his turn.
  await addRoutes(connection, 0, 10_000)
  await sleep(100)
  const during = { ...counts }
  const dumped = await count(connection)
  await addRoute(connection, 65_536)
  await reading
  return { during, dumped, last: last?.kind }
}

/** The same while a thread of its own makes the changes and this one is blocked for a while. */
export async function blocked() {
  await using connection = await connect()
  const monitor = connection.monitor<Route>([RTNLGRP.IPV4_ROUTE], { receiveBuffer: 4096 })
  await monitor.ready
  const first = monitor.next()
  await sleep(50)
  await using changing = await connect()
  await addRoutes(changing, 0, 500)
  const end = performance.now() + 1000
  while (performance.now() < end) Math.random()
  const kinds = [(await first).value?.kind]
  while (kinds.at(-1) !== 'overrun') kinds.push((await monitor.next()).value?.kind)
  await addRoute(changing, 70_000)
  const { value } = await monitor.next()
  return { before: kinds.length > 1, overruns: kinds.filter((kind) => kind === 'overrun').length, after: value?.kind }
}

/** Changes in their order, nothing but what was asked for, from the moment that it is ready. */
export async function monitors() {
  await using connection = await connect({ receiveBuffer: 1 << 22 })
  await using monitor = connection.monitor<Route>([RTNLGRP.IPV4_ROUTE, RTNLGRP.NEXTHOP])
  await monitor.ready
  for (let i = 0; i < 200; i++) {
    await addRoute(connection, i)
    await deleteRoute(connection, i)
  }
  const story: string[] = []
  for await (const event of monitor) {
    if (event.kind !== 'new' && event.kind !== 'delete') throw new Error(event.kind)
    story.push(`${event.type} ${event.message.dst}`)
    if (story.length === 400) break
  }
  const expected = Array.from({ length: 200 }, (_, i) => [`RTM_NEWROUTE 10.0.0.${i}`, `RTM_DELROUTE 10.0.0.${i}`])
  return { inOrder: JSON.stringify(story) === JSON.stringify(expected.flat()) }
}

/** Messages from another socket of this machine, forged to look like the kernel's. */
export async function forged() {
  const libc = await loadLibc()
  const portids: number[] = []
  const connection = await Connection.open(
    async (options) => {
      const transport = await openTransport(options)
      portids.push(transport.portid)
      return transport
    },
    { protocol: rtnetlink },
  )
  await using monitor = connection.monitor<Route>([RTNLGRP.IPV4_ROUTE])
  await monitor.ready
  const next = monitor.next()
  const fd = libc.socket(16, 3, 0)
  const family = new Uint32Array(new Uint16Array([16, 0]).buffer)[0] ?? 0
  const forge = (portid: number, message: Uint8Array) =>
    libc.sendto(fd, message, message.length, 0, new Uint32Array([family, portid, 0]), 12)
  const sent = [
    // An answer to the request that comes next, and a change.
    forge(portids[0] ?? 0, frame({ type: NLMSG.ERROR, flags: 0, seq: 1 }, new Uint8Array(20).fill(255))),
    forge(portids[1] ?? 0, frame({ type: RTM.NEWROUTE, flags: 0, seq: 0 }, routeTo(666))),
  ]
  await addRoute(connection, 1)
  const { value } = await next
  libc.close(fd)
  await connection.close()
  return { sent: sent.every((length) => length > 0), first: value && 'message' in value ? value.message.dst : value }
}

/** Pending work of each kind when the client is closed. */
export async function closes() {
  const connection = await connect()
  const monitor = connection.monitor([RTNLGRP.LINK])
  await monitor.ready
  const next = monitor.next().catch((error) => error.name)
  await addRoute(connection, 1)
  const routes = dumpRoutes(connection)
  await routes.next()
  await sleep(20)
  await connection.close()
  await connection.close()
  const dump = await routes.next().then(String, (error) => error.name)
  const request = await addRoute(connection, 1).then(String, (error) => error.name)
  return [await next, dump, request]
}

/** Two clients in one process: what happens to the one does not happen to the other. */
export async function together() {
  await using first = await connect({ receiveBuffer: 4096 })
  const second = await connect()
  const overrun = first.monitor<Route>([RTNLGRP.IPV4_ROUTE], { receiveBuffer: 4096 })
  const whole = second.monitor<Route>([RTNLGRP.IPV4_ROUTE], { receiveBuffer: 1 << 22 })
  await Promise.all([overrun.ready, whole.ready])
  await Promise.all([addRoutes(first, 0, 1000), addRoutes(second, 1000, 2000)])
  const seen = new Set<string | undefined>()
  for await (const event of whole) {
    if (event.kind !== 'new') throw new Error(event.kind)
    if (seen.add(event.message.dst).size === 2000) break
  }
  const kinds = new Set<string>()
  for await (const event of overrun) if (kinds.add(event.kind).has('overrun')) break
  const left = second.monitor<Route>([RTNLGRP.IPV4_ROUTE])
  const other = first.monitor<Route>([RTNLGRP.IPV4_ROUTE])
  await Promise.all([left.ready, other.ready])
  const [ended, next] = [left.next().catch((error) => error.name), other.next()]
  await sleep(50)
  await second.close()
  await addRoute(first, 3000)
  const { value } = await next
  return {
    seen: seen.size,
    overrun: kinds.has('overrun'),
    ended: await ended,
    next: value?.kind,
    count: await count(first),
  }
}

/** How many milliseconds of processor time more in a second a client uses that waits for changes, of which there are none, than the runtime alone. */
export async function rests() {
  await sleep(1000)
  const before = await leastUsed()
  await using connection = await connect()
  await using monitor = connection.monitor([RTNLGRP.LINK])
  await monitor.ready
  void monitor.next().catch(() => {})
  await addRoute(connection, 1)
  await sleep(1000)
  return (await leastUsed()) - before
}

/** Milliseconds of processor time in a second, the least of three: in one of them a runtime may tidy up. */
async function leastUsed(): Promise<number> {
  const used: number[] = []
  for (let i = 0; i < 3; i++) {
    const before = process.cpuUsage()
    await sleep(1000)
    const { user, system } = process.cpuUsage(before)
    used.push((user + system) / 1000)
  }
  return Math.min(...used)
}

/** A client inside a worker, with a monitor that waits. */
export async function worker() {
  const inside = new Worker(new URL('./worker.js', import.meta.url), { workerData: ['engine', 'requestsAndChanges'] })
  return await new Promise((resolve, reject) => inside.once('message', resolve).once('error', reject))
}

export async function requestsAndChanges() {
  const answers = await requests()
  await using connection = await connect()
  await using monitor = connection.monitor<Route>([RTNLGRP.IPV4_ROUTE])
  await monitor.ready
  const next = monitor.next()
  await sleep(20)
  await addRoute(connection, 1)
  return { ...answers, change: (await next).value?.kind }
}

/** Everything is used, then closed: nothing is left that would keep the process. */
export async function ends() {
  const connection = await connect()
  const monitor = connection.monitor([RTNLGRP.LINK])
  await monitor.ready
  const next = monitor.next().catch(() => {})
  await sleep(50)
  await connection.close()
  await next
}

/** Ten thousand clients, one after another, each with a dump and a monitor. */
export async function leaks() {
  await using lasting = await connect()
  await addRoute(lasting, 1)
  const round = async (clients: number, earlier?: Awaited<ReturnType<typeof holdings>>) => {
    for (let i = 0; i < clients; i++) {
      await using connection = await connect()
      await connection.request({ type: RTM.GETLINK, payload: encode(link, { index: 1 }) })
      if (i % 4 === 0) for await (const _ of dumpRoutes(connection)) break
      if (i % 4 === 1) await connection.monitor([RTNLGRP.LINK]).ready
      if (i % 4 === 2)
        void connection
          .monitor([RTNLGRP.LINK])
          .next()
          .catch(() => {})
    }
    return await holdings(earlier)
  }
  const before = await round(1000)
  const after = await round(10_000, before)
  return more(before, after)
}

/** An open client with nothing pending does not keep the process. */
export async function idles() {
  const connection = await connect()
  const monitor = connection.monitor([RTNLGRP.LINK])
  await monitor.ready
  await addRoute(connection, 1)
  await count(connection)
  kept.push(connection, monitor)
}
const kept: (Connection | Monitor)[] = []

/** A monitor that is read keeps the process: something is said after a while, by which time it would have ended. */
export async function listens() {
  const connection = await connect()
  const monitor = connection.monitor([RTNLGRP.LINK])
  await monitor.ready
  void monitor.next()
  process.on('exit', () => process.stdout.write('"it ended by itself"\n'))
}
