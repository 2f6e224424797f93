import { type Client, type ClientEvent, NetlinkError } from '@rtnl/client'
import type { Command, Context } from '../context.ts'
import { NoSuchDeviceError } from '../errors.ts'
import type { Interfaces } from '../ifnames.ts'
import { learnPrograms } from '../link/xdp.ts'
import { JsonPrinter } from '../print.ts'
import { printable } from '../printable.ts'
import { NexthopObjects } from '../route/nexthop-info.ts'
import { help } from './help.ts'
import { concerns, indicesOf, isSeen, printSeen, type Seen, type View } from './print.ts'
import { now, timestamp } from './time.ts'
import { groupsOf, parseWatch } from './words.ts'

interface Watching {
  readonly context: Context
  readonly client: Client
  readonly interfaces: Interfaces
  readonly label: boolean
  /** Index of the only interface of interest; undefined: all. */
  readonly device: number | undefined
}

/** `rtnl monitor`: prints changes until the signal. */
export const run: Command = async (context, words) => {
  if (words.peek() === 'help') return context.out.write(help)
  const watch = parseWatch(words)
  const { io, options } = context
  const client = await context.client()
  const { signal } = io
  const monitor = client.monitor(groupsOf(watch, options.family), signal ? { signal } : {})
  await monitor.ready
  const interfaces = await context.interfaces()
  const device = watch.device === undefined ? undefined : interfaces.index(watch.device)
  if (watch.device !== undefined && device === undefined) throw new NoSuchDeviceError(watch.device)
  const watching: Watching = { context, client, interfaces, label: watch.label, device }
  try {
    for await (const event of monitor) await show(watching, event)
  } catch (error) {
    if (!signal?.aborted) throw error
  }
}

async function show(watching: Watching, event: ClientEvent): Promise<void> {
  const { stderr } = watching.context.io
  if (event.kind === 'overrun') {
    await stderr.write('Warning: changes came faster than they were read, and some were lost; try -rcvbuf BYTES.\n')
  } else if (event.kind === 'error') await stderr.write(`Warning: ${printable(event.error.message)}\n`)
  else if (isSeen(event)) await showChange(watching, event)
}

async function showChange(watching: Watching, seen: Seen): Promise<void> {
  const { context, client, interfaces, device } = watching
  const { options } = context
  if (seen.object === 'link') {
    if (seen.kind === 'delete') interfaces.forget(seen.message.index)
    else interfaces.remember(seen.message)
  }
  if (seen.object === 'route' && seen.message.flags.includes('cloned')) return
  // Neighbours of every family come by one group.
  if (seen.object === 'neigh' && options.family !== 'unspec' && seen.message.family !== options.family) return
  if (device !== undefined && !concerns(seen, device)) return
  await learn(client, interfaces, indicesOf(seen))
  const objects = seen.object === 'route' && options.details > 0 ? new NexthopObjects(client) : undefined
  if (seen.object === 'route') await objects?.learn(seen.message)
  const programs = seen.object === 'link' ? await learnPrograms(context.io, [seen.message]) : undefined
  const view: View = { context, interfaces, objects, programs }
  if (options.json) await printJson(view, seen)
  else await printText(view, seen, watching.label)
}

async function printText(view: View, seen: Seen, label: boolean): Promise<void> {
  const { out, options } = view.context
  if (options.timestamp !== 'no') out.print.text(timestamp(now(), options.timestamp))
  if (label) out.print.text(`[${seen.object.toUpperCase()}]`)
  printSeen(out.print, seen, view)
  await out.flush()
}

/** An object on a line of its own, with ip(8)'s object under its kind: `{"route":{"deleted":true,"dst":...}}`. */
async function printJson(view: View, seen: Seen): Promise<void> {
  const { out, options } = view.context
  const print = new JsonPrinter(options.pretty)
  printSeen(print, seen, view)
  const time = options.timestamp === 'no' ? '' : `"timestamp":"${new Date(now() / 1000).toISOString()}",`
  await out.write(`{${time}"${seen.object}":${print.take()}}\n`)
}

/** Asks for the names of interfaces that are newer than the dump. */
async function learn(client: Client, interfaces: Interfaces, indices: readonly number[]): Promise<void> {
  for (const index of indices) {
    if (interfaces.get(index)) continue
    try {
      interfaces.remember(await client.link.get(index))
    } catch (error) {
      // Gone again: printed by its index.
      if (!(error instanceof NetlinkError)) throw error
    }
  }
}
