import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { Connection, type ConnectionOptions } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { NLM_F, RTM, route, rtnetlink } from '@rtnl/families'
import type { Libc } from '@rtnl/socket'
import { openTransport } from 'rtnl'
import { runtime } from '../../which.ts'

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

export const connect = (options: Partial<ConnectionOptions> = {}) =>
  Connection.open(openTransport, { protocol: rtnetlink, ...options })

/** How many descriptors the process has open. */
export const descriptors = () => readdirSync('/proc/self/fd').length

/**
 * How many descriptors there are more than `before`, once that many are left or three seconds have gone by: in Bun the thread that waits for sockets
 * stays a second longer than the last of them, with descriptors of its own. What a runtime had open for a moment before counts for nothing.
 */
export async function leakedSince(before: number): Promise<number> {
  for (const end = Date.now() + 3000; descriptors() > before && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 20))
  return Math.max(0, descriptors() - before)
}

/** Threads that Bun starts when it first needs them, be it late: for compiling, for collecting garbage and for files. */
const HELPER = /^(JITWorker|JSCWarmUp|HeapHelper|ollector Thread|s Signal Sender|mi-scavenger|Bun Pool \d+)$/

/** How many threads the process has, but for the runtime's helpers. */
const threads = () => readdirSync('/proc/self/task').filter((thread) => !HELPER.test(nameOf(thread))).length

function nameOf(thread: string): string {
  try {
    return readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim()
  } catch {
    return 'ended meanwhile'
  }
}

/** Has the runtime collect its garbage. */
function collect(): void {
  const { Bun } = globalThis as { Bun?: { gc(now: boolean): void } }
  if (Bun) Bun.gc(true)
  else if (globalThis.gc) globalThis.gc()
  else throw new Error('there is no gc')
}

/**
 * What a process has, some time after everything was closed: by then a thread that waited has ended, and what the runtime makes at its leisure is made.
 * On a busy machine that takes longer: where there is more than `before`, up to ten seconds.
 */
export async function holdings(before?: Holdings): Promise<Holdings> {
  await sleep(1500)
  collect()
  const tooMany = () => before && (descriptors() > before.descriptors || threads() > before.threads)
  for (const end = Date.now() + 10_000; tooMany() && Date.now() < end; ) await sleep(50)
  return { descriptors: descriptors(), threads: threads(), mebibytes: process.memoryUsage.rss() / 2 ** 20 }
}

/** What there is more of than before. */
export function more(before: Holdings, after: Holdings): Holdings {
  return {
    descriptors: Math.max(0, after.descriptors - before.descriptors),
    threads: Math.max(0, after.threads - before.threads),
    mebibytes: after.mebibytes - before.mebibytes,
  }
}

interface Holdings {
  descriptors: number
  threads: number
  mebibytes: number
}

/** libc, as the adapter of this runtime calls it. */
export async function loadLibc(): Promise<Libc> {
  const adapters = {
    node: () => import('../../../adapters/node/src/libc.ts'),
    bun: () => import('../../../adapters/bun/src/libc.ts'),
    deno: () => import('../../../adapters/deno/src/libc.ts'),
  }
  const { loadBindings } = await adapters[runtime]()
  return (await loadBindings()).libc
}

export const ownNamespace = () => readlinkSync('/proc/thread-self/ns/net')

/** The payload for a route to the `i`th of 2^24 networks of 10.0.0.0/8 by way of the loopback. */
export const routeTo = (i: number) =>
  encode(route, {
    family: 'inet',
    dst: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
    dstLen: 32,
    table: 77,
    type: 'unicast',
    protocol: 'static',
    scope: 'link',
    oif: 1,
  })

export const addRoute = (connection: Connection, i: number) =>
  connection.request({ type: RTM.NEWROUTE, flags: NLM_F.CREATE | NLM_F.EXCL, payload: routeTo(i) })

export const deleteRoute = (connection: Connection, i: number) =>
  connection.request({ type: RTM.DELROUTE, payload: routeTo(i) })
