import type { Input } from '@rtnl/codec'
import type { bridge, bridgePort, LinkInput, macvlan } from '@rtnl/families'

/** Attributes that only the kernel sends; an object that has one of them is its report, and not written for a request. */
const REPORT_ONLY = ['stats64', 'stats', 'qdisc', 'promiscuity', 'carrierChanges', 'minMtu', 'protinfo'] as const

/**
 * What a report has that a request may have too. The rest is left out: most of it can only be read, and the kernel refuses it or worse, and
 * `carrier`, `protoDown`, `operstate` and `map` are what has come about, and few devices let them be set.
 */
const SETTABLE = [
  'family',
  'index',
  'flags',
  'address',
  'broadcast',
  'ifname',
  'mtu',
  'link',
  'linkNetnsid',
  'master',
  'txqlen',
  'linkmode',
  'ifalias',
  'group',
  'numTxQueues',
  'numRxQueues',
  'gsoMaxSegs',
  'gsoMaxSize',
  'groMaxSize',
  'gsoIpv4MaxSize',
  'groIpv4MaxSize',
  'targetNetnsid',
] as const satisfies readonly (keyof LinkInput)[]

/** Kinds whose data can be set again after creation. A bond refuses most of what it has while it is up. */
const CHANGEABLE: ReadonlySet<unknown> = new Set(['bridge', 'macvlan', 'macvtap', 'vlan', 'vxlan'])

const MACVLAN = ['macaddrCount', 'macaddrData', 'bcQueueLenUsed'] as const satisfies readonly (keyof Input<
  typeof macvlan
>)[]

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
  // Setting it, to whatever address, keeps the kernel from choosing one.
  'groupAddr',
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
  // Can be set while the port is up only.
  'state',
] as const satisfies readonly (keyof Input<typeof bridgePort>)[]

/** Info data that a report has and a request had better not, by kind. */
const DATA_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  bridge: BRIDGE,
  bond: ['adInfo'],
  macvlan: MACVLAN,
  macvtap: MACVLAN,
}

/** The same for slave data, by kind of the master. */
const SLAVE_DATA_LEFT_OUT: Readonly<Record<string, readonly string[]>> = { bridge: BRIDGE_PORT }

/** True for what the kernel reported, also with changes written into it. */
export const isReport = (link: LinkInput): boolean => REPORT_ONLY.some((key) => link[key] !== undefined)

/** What can be sent of a report: to make a link like it, or to set the one it speaks of. */
export function fromReport(link: LinkInput, creates: boolean): LinkInput {
  const request: LinkInput = {}
  for (const key of SETTABLE) if (link[key] !== undefined) Object.assign(request, { [key]: link[key] })
  const linkinfo = infoFromReport(link.linkinfo, creates)
  const { afSpec: told = {} } = link
  const addrGenMode = 'inet6' in told ? told.inet6?.addrGenMode : undefined
  const afSpec = addrGenMode === undefined ? undefined : { inet6: { addrGenMode } }
  return {
    ...request,
    // The flags are all that the link has: each is to be as it is there.
    change: 0xffffffff,
    ...(linkinfo === undefined ? {} : { linkinfo }),
    ...(afSpec === undefined ? {} : { afSpec }),
  }
}

function infoFromReport(linkinfo: LinkInput['linkinfo'], creates: boolean): LinkInput['linkinfo'] {
  if (linkinfo === undefined) return undefined
  const { kind, data, slaveKind, slaveData } = linkinfo as Readonly<Record<string, unknown>>
  const info: Record<string, unknown> = {}
  if (creates || CHANGEABLE.has(kind)) Object.assign(info, { kind, data: without(data, DATA_LEFT_OUT[String(kind)]) })
  // Slave data is for a link that is a port already.
  const left = creates ? undefined : SLAVE_DATA_LEFT_OUT[String(slaveKind)]
  if (left) Object.assign(info, { slaveKind, slaveData: without(slaveData, left) })
  return Object.keys(info).length === 0 ? undefined : (info as LinkInput['linkinfo'])
}

function without(data: unknown, keys: readonly string[] = []): unknown {
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return data
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)))
}
