import type { Input } from '@rtnl/codec'
import type { bridge, bridgePort, Link, LinkInput, macvlan, vxlan } from '@rtnl/families'
import { same } from './values.ts'

/** Attributes that only the kernel sends; an object that has one of them is its report, and not written for a request. */
const REPORT_ONLY = ['stats64', 'stats', 'qdisc', 'promiscuity', 'carrierChanges', 'minMtu'] as const

/**
 * What a report has that a request may have too. The rest is left out: most of it can only be read, and the kernel refuses it or worse, and
 * `carrier`, `protoDown`, `operstate` and `map` are what has come about, and few devices let them be set.
 */
const SETTABLE = [
  'address',
  'broadcast',
  'mtu',
  'txqlen',
  'linkmode',
  'ifalias',
  'group',
  'gsoMaxSegs',
  'gsoMaxSize',
  'groMaxSize',
  'gsoIpv4MaxSize',
  'groIpv4MaxSize',
] as const satisfies readonly (keyof LinkInput)[]

/** What can only be said when a link is made. */
const AT_CREATION = ['link', 'linkNetnsid', 'master', 'numTxQueues', 'numRxQueues'] as const

/** Kinds whose data can be changed. A bond refuses most of what it has while it is up. */
const CHANGEABLE: ReadonlySet<unknown> = new Set(['bridge', 'macvlan', 'macvtap', 'vlan', 'vxlan'])

const MACVLAN = ['macaddrCount', 'bcQueueLenUsed'] as const satisfies readonly (keyof Input<typeof macvlan>)[]

const BRIDGE = [
  'rootId',
  'bridgeId',
  'rootPort',
  'rootPathCost',
  'topologyChange',
  'topologyChangeDetected',
  'helloTimer',
  'tcnTimer',
  'topologyChangeTimer',
  'gcTimer',
  'mcastQuerierState',
  'fdbNLearned',
] as const satisfies readonly (keyof Input<typeof bridge>)[]

const BRIDGE_PORT = [
  'rootId',
  'bridgeId',
  'designatedPort',
  'designatedCost',
  'id',
  'no',
  'topologyChangeAck',
  'configPending',
  'messageAgeTimer',
  'forwardDelayTimer',
  'holdTimer',
  'mcastNGroups',
  'mcastEhtHostsCnt',
  'mrpRingOpen',
  'mrpInOpen',
  // What it is comes about by the link's own state.
  'state',
] as const satisfies readonly (keyof Input<typeof bridgePort>)[]

/** Info data that only reports have, by kind. */
const READ_ONLY: Readonly<Record<string, readonly string[]>> = {
  bridge: BRIDGE,
  bond: ['adInfo'],
  macvlan: MACVLAN,
  macvtap: MACVLAN,
}

/** What goes without saying when a link is made, and better does: some kernels refuse it, or do something else besides. */
const USUAL: Readonly<Record<string, Values>> = {
  bridge: { vlanFiltering: 0, groupAddr: '01:80:c2:00:00:00' } satisfies Input<typeof bridge>,
  vxlan: { remcsumRx: 0 } satisfies Input<typeof vxlan>,
}

type Values = Readonly<Record<string, unknown>>

/** True for what the kernel reported, also with changes written into it. */
export const isReport = (link: LinkInput): boolean => REPORT_ONLY.some((key) => link[key] !== undefined)

/** A request to make a link as one that the kernel reported. */
export function remake(link: LinkInput): LinkInput {
  const { kind, data } = (link.linkinfo ?? {}) as Values
  return {
    index: link.index,
    ifname: link.ifname,
    flags: link.flags,
    ...pick(link, [...SETTABLE, ...AT_CREATION]),
    ...(kind === undefined
      ? {}
      : { linkinfo: infoOf({ kind, data: writable(String(kind), data, USUAL[String(kind)] ?? {}) }) }),
  }
}

/** A request to set a link to what the kernel once reported of it: what is not so `now`. */
export function reset(link: LinkInput, now: Link): LinkInput {
  const differing = SETTABLE.filter((key) => !same(link[key], now[key]))
  const flags = same(link.flags, now.flags) ? {} : { flags: link.flags, change: link.flags && 0xffffffff }
  const linkinfo = { ...changedData(link, now), ...changedSlaveData(link, now) }
  return {
    index: now.index,
    // Up to Linux 6.1 a link that is up may not even be given the name that it has.
    ...(link.ifname === now.ifname ? {} : { ifname: link.ifname }),
    ...flags,
    ...pick(link, differing),
    ...(link.ifalias === undefined && now.ifalias !== undefined ? { ifalias: '' } : {}),
    ...(same(link.master, now.master) ? {} : { master: link.master ?? 0 }),
    ...(Object.keys(linkinfo).length === 0 ? {} : { linkinfo: infoOf(linkinfo) }),
    // A link has no part of IPv6's while its `mtu` is too small for it.
    ...(same(inet6(link), inet6(now)) || inet6(now).afSpec === undefined ? {} : inet6(link)),
  }
}

const infoOf = (info: Values) => info as NonNullable<LinkInput['linkinfo']>

function pick(link: LinkInput, keys: readonly (keyof LinkInput)[]): LinkInput {
  return Object.fromEntries(keys.flatMap((key) => (link[key] === undefined ? [] : [[key, link[key]]])))
}

/** What of IPv6's part can be set, of a link that is there. */
function inet6({ afSpec = {} }: LinkInput): Pick<LinkInput, 'afSpec'> {
  const mode = 'inet6' in afSpec ? afSpec.inet6?.addrGenMode : undefined
  return mode === undefined ? {} : { afSpec: { inet6: { addrGenMode: mode } } }
}

function changedData(link: LinkInput, now: Link): Values {
  const { kind, data } = (link.linkinfo ?? {}) as Values
  const before = (now.linkinfo ?? {}) as Values
  if (!CHANGEABLE.has(kind) || kind !== before.kind) return {}
  const changed = writable(String(kind), data, (before.data ?? {}) as Values)
  return Object.keys(changed).length === 0 ? {} : { kind, data: changed }
}

function changedSlaveData(link: LinkInput, now: Link): Values {
  const { slaveKind, slaveData } = (link.linkinfo ?? {}) as Values
  const before = (now.linkinfo ?? {}) as Values
  if (slaveKind !== 'bridge' || before.slaveKind !== 'bridge') return {}
  const changed = differing(slaveData as Values, before.slaveData as Values, BRIDGE_PORT)
  return Object.keys(changed).length === 0 ? {} : { slaveKind, slaveData: changed }
}

/** Info data as requests have it, but for what is so already. Bytes of a kind that is not declared are what they are. */
function writable(kind: string, data: unknown, before: Values): Values {
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return data as unknown as Values
  const changed: Record<string, unknown> = differing(data as Values, before, READ_ONLY[kind] ?? [])
  // The kernel reports a number and takes a flag.
  if (changed.ttlInherit === 0) delete changed.ttlInherit
  if (typeof changed.ttlInherit === 'number') changed.ttlInherit = true
  if (changed.macaddrData !== undefined) changed.macaddrMode = 'set'
  const { multiBoolopt: options, ...rest } = changed
  return options === undefined ? changed : { ...rest, ...boolopt(options, before.multiBoolopt) }
}

/** The options to change: those that are to be on and those that are on now. The others may not be in the kernel. */
function boolopt(wanted: unknown, before: unknown): Values {
  const on = (value: unknown) => ((value as Values | undefined)?.optval ?? []) as readonly unknown[]
  const optmask = [...new Set([...on(wanted), ...on(before)])]
  return optmask.length === 0 ? {} : { multiBoolopt: { optval: on(wanted), optmask } }
}

function differing(values: Values = {}, before: Values = {}, leftOut: readonly string[]): Values {
  const keys = Object.keys(values).filter((key) => !leftOut.includes(key) && !same(values[key], before[key]))
  return Object.fromEntries(keys.map((key) => [key, values[key]]))
}
