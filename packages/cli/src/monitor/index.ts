import type { Client, MonitorEvent } from '@rtnl/client'
import type { Command, Context } from '../context.ts'
import { NoSuchDeviceError } from '../errors.ts'
import type { Interfaces } from '../ifnames.ts'
import { JsonPrinter } from '../print.ts'
import { printable } from '../printable.ts'
import { help } from './help.ts'
import { concerns, indicesOf, printSeen, type Seen, seen } from './print.ts'
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

async function show(watching: Watching, event: MonitorEvent): Promise<void> {
  const { stderr } = watching.context.io
  if (event.kind === 'overrun') {
    await stderr.write('Warning: changes came faster than they were read, and some were lost; try -rcvbuf BYTES.\n')
  } else if (event.kind === 'error') await stderr.write(`Warning: ${printable(event.error.message)}\n`)
  else {
    const found = seen(event.type, event.message)
    if (found) await showObject(watching, found, event.type)
  }
}

async function showObject(watching: Watching, found: Seen, type: string): Promise<void> {
  const { context, client, interfaces, device } = watching
  const { options } = context
  if (found.object === 'link') {
    if (type === 'RTM_DELLINK') interfaces.forget(found.message.index)
    else interfaces.remember(found.message)
  }
  if (found.object === 'route' && found.message.flags.includes('cloned')) return
  // Neighbours of every family come by one group.
  if (found.object === 'neigh' && options.family !== 'unspec' && found.message.family !== options.family) return
  if (device !== undefined && !concerns(found, device)) return
  await learn(client, interfaces, indicesOf(found))
  if (options.json) await printJson(watching, found, type)
  else await printText(watching, found, type)
}

async function printText({ context, interfaces, label }: Watching, found: Seen, type: string): Promise<void> {
  const { out, options } = context
  if (options.timestamp !== 'no') out.print.text(timestamp(now(), options.timestamp))
  if (label) out.print.text(`[${found.object.toUpperCase()}]`)
  printSeen(out.print, found, type, context, interfaces)
  await out.flush()
}

/** An object on a line of its own, with the kernel's object under its kind: `{"route":{"deleted":true,"dst":...}}`. */
async function printJson({ context, interfaces }: Watching, found: Seen, type: string): Promise<void> {
  const { out, options } = context
  const print = new JsonPrinter(options.pretty)
  printSeen(print, found, type, context, interfaces)
  const time = options.timestamp === 'no' ? '' : `"timestamp":"${new Date(now() / 1000).toISOString()}",`
  await out.write(`{${time}"${found.object}":${print.take()}}\n`)
}

/** Asks for the names of interfaces that are newer than the dump. */
async function learn(client: Client, interfaces: Interfaces, indices: readonly number[]): Promise<void> {
  for (const index of indices) {
    if (interfaces.get(index)) continue
    try {
      interfaces.remember(await client.link.get(index))
    } catch {
      // Gone again: printed by its index.
    }
  }
}
