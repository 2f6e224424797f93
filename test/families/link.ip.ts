import type { Infer } from '@rtnl/codec'
import type { bridge, bridgePort, Link, macvlan, tun, vxlan } from '@rtnl/families'

// What ip(8) 6.1 prints of a link with `-j -d -s -s`, from a decoded one: another program's reading of the same kernel, to compare with.

type Printed = Record<string, unknown>
/** Finds a link by its index. */
export type ByIndex = (index: number | undefined) => Link | undefined

/** Without what is undefined. */
const given = (object: Printed): Printed =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
const snake = (key: string) => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const pick = <T extends object>(
  from: T,
  keys: readonly (keyof T & string)[],
  as = (value: unknown): unknown => value,
) => Object.fromEntries(keys.map((key) => [snake(key), as(from[key])]))
const on = (value: unknown) => value === 1
const ifOn = (value: unknown) => (value === 1 || value === true ? true : undefined)
const hex = (value: number | undefined) => `0x${(value ?? 0).toString(16)}`
const number = (value: unknown) => (value === undefined ? undefined : Number(value))
const ROUTER = ['disabled', 'temp_query', 'perm', 'temp'] as const
const router = (value: (typeof ROUTER)[number] | number | undefined) => ROUTER.indexOf(value as (typeof ROUTER)[number])
/** `8000.2:0:0:0:0:13` */
const bridgeId = (id: Infer<typeof bridge>['bridgeId']) =>
  `${id?.prio?.toString(16).padStart(4, '0')}.${id?.addr?.replace(/\b0/g, '')}`

const bridgeData = (d: Infer<typeof bridge>): Printed => ({
  ...pick(d, ['forwardDelay', 'helloTime', 'maxAge', 'ageingTime', 'stpState', 'priority', 'vlanFiltering']),
  bridge_id: bridgeId(d.bridgeId),
  root_id: bridgeId(d.rootId),
  ...pick(d, ['rootPort', 'rootPathCost', 'topologyChange', 'topologyChangeDetected', 'groupAddr', 'mcastSnooping']),
  group_fwd_mask: hex(d.groupFwdMask),
  no_linklocal_learn: d.multiBoolopt?.optval?.includes('no_ll_learn') ? 1 : 0,
  mcast_vlan_snooping: d.multiBoolopt?.optval?.includes('mcast_vlan_snooping') ? 1 : 0,
  mcast_router: router(d.mcastRouter),
  ...pick(d, ['mcastQueryUseIfaddr', 'mcastQuerier', 'mcastHashElasticity', 'mcastHashMax', 'mcastLastMemberCnt']),
  ...pick(d, ['mcastStartupQueryCnt', 'mcastStatsEnabled', 'mcastIgmpVersion', 'mcastMldVersion']),
  ...pick(d, ['mcastLastMemberIntvl', 'mcastMembershipIntvl', 'mcastQuerierIntvl', 'mcastQueryIntvl'], number),
  ...pick(d, ['mcastQueryResponseIntvl', 'mcastStartupQueryIntvl'], number),
  nf_call_iptables: d.nfCallIptables,
  nf_call_ip6tables: d.nfCallIp6tables,
  nf_call_arptables: d.nfCallArptables,
})

/** What bridge(8) prints of a port, too. */
export const switches = (d: Infer<typeof bridgePort>): Printed => ({
  ...pick(d, ['state', 'priority', 'cost']),
  hairpin: on(d.mode),
  guard: on(d.guard),
  root_block: on(d.protect),
  fastleave: on(d.fastLeave),
  learning: on(d.learning),
  flood: on(d.unicastFlood),
  mcast_flood: on(d.mcastFlood),
  bcast_flood: on(d.bcastFlood),
  mcast_to_unicast: on(d.mcastToUcast),
  ...pick(d, ['neighSuppress', 'vlanTunnel', 'isolated', 'locked'], on),
})

const portData = (d: Infer<typeof bridgePort>): Printed => ({
  ...switches(d),
  id: hex(d.id),
  no: hex(d.no),
  ...pick(d, ['designatedPort', 'designatedCost', 'topologyChangeAck', 'configPending']),
  bridge_id: bridgeId(d.bridgeId),
  root_id: bridgeId(d.rootId),
  proxy_arp: on(d.proxyarp),
  proxy_arp_wifi: on(d.proxyarpWifi),
  multicast_router: router(d.multicastRouter),
  group_fwd_mask: String(d.groupFwdMask),
  group_fwd_mask_str: hex(d.groupFwdMask),
})

const vxlanData = (d: Infer<typeof vxlan>, byIndex: ByIndex): Printed => ({
  external: ifOn(d.collectMetadata),
  vnifilter: ifOn(d.vnifilter),
  id: d.id,
  group: d.group,
  remote6: d.group6,
  local: d.local,
  local6: d.local6,
  link: byIndex(d.link)?.ifname,
  port_range: d.portRange,
  port: d.port,
  learning: on(d.learning),
  proxy: ifOn(d.proxy),
  rsc: ifOn(d.rsc),
  l2miss: ifOn(d.l2miss),
  l3miss: ifOn(d.l3miss),
  tos: d.tos ? hex(d.tos) : undefined,
  ttl: d.ttlInherit === 1 ? undefined : d.ttl,
  df: d.df,
  label: d.label ? hex(d.label) : undefined,
  ageing: d.ageing,
  limit: d.limit || undefined,
  udp_csum: on(d.udpCsum),
  udp_zero_csum6_tx: on(d.udpZeroCsum6Tx),
  udp_zero_csum6_rx: on(d.udpZeroCsum6Rx),
  gbp: ifOn(d.gbp),
  gpe: ifOn(d.gpe),
})

const macvlanData = (d: Infer<typeof macvlan>): Printed => ({
  mode: d.mode,
  nopromisc: d.flags?.includes('nopromisc') ? true : undefined,
  bcqueuelen: d.bcQueueLen,
  usedbcqueuelen: d.bcQueueLenUsed,
  macaddr_count: d.mode === 'source' ? d.macaddrCount : undefined,
  macaddr_data: d.macaddrData,
})

const tunData = (d: Infer<typeof tun>): Printed => ({
  type: d.type,
  pi: on(d.pi),
  vnet_hdr: on(d.vnetHdr),
  multi_queue: on(d.multiQueue),
  numqueues: d.numQueues,
  numdisabled: d.numDisabledQueues,
  persist: on(d.persist),
  user: d.owner,
  group: d.group,
})

function infoData(info: NonNullable<Link['linkinfo']>, byIndex: ByIndex): Printed | undefined {
  if (info.data === undefined) return undefined
  if (info.kind === 'bridge') return bridgeData(info.data)
  if (info.kind === 'vxlan') return vxlanData(info.data, byIndex)
  if (info.kind === 'macvlan' || info.kind === 'macvtap') return macvlanData(info.data)
  if (info.kind === 'tun') return tunData(info.data)
  throw new Error(`nothing is known of ${info.kind}`)
}

const infoOf = (info: Link['linkinfo'], byIndex: ByIndex): Printed | undefined => {
  const data = info && infoData(info, byIndex)
  return (
    info &&
    given({
      info_kind: info.kind,
      info_data: data && given(data),
      info_slave_kind: info.slaveKind,
      info_slave_data: info.slaveKind === 'bridge' && info.slaveData ? portData(info.slaveData) : undefined,
    })
  )
}

function flagsOf(link: Link, byIndex: ByIndex): string[] {
  const flags = (link.flags ?? []).map((flag) => String(flag).toUpperCase()).filter((flag) => flag !== 'RUNNING')
  if (link.flags?.includes('up') && !link.flags.includes('running')) flags.push('NO-CARRIER')
  const below = link.linkNetnsid === undefined ? byIndex(link.link) : undefined
  if (below && !below.flags?.includes('up')) flags.push('M-DOWN')
  return flags.sort()
}

const counters = (from: NonNullable<Link['stats64']>, keys: readonly string[], prefix: string) =>
  Object.fromEntries(
    keys.map((key) => {
      const ours = `${prefix}${key.replace(/(^|_)(.)/g, (_, __, c: string) => c.toUpperCase())}`
      return [key, Number((from as Record<string, unknown>)[ours] ?? (from as Record<string, unknown>)[key])]
    }),
  )
const RX =
  'bytes packets errors dropped over_errors multicast length_errors crc_errors frame_errors fifo_errors missed_errors'
const TX =
  'bytes packets errors dropped carrier_errors collisions aborted_errors fifo_errors window_errors heartbeat_errors'

/** A link as `ip -j -d -s -s link show` prints it; `flags` sorted. */
export const asIp = (link: Link, byIndex: ByIndex): Printed =>
  given({
    ifindex: link.index,
    link: link.linkNetnsid === undefined ? byIndex(link.link)?.ifname : undefined,
    link_index: link.linkNetnsid === undefined ? undefined : link.link,
    link_netnsid: link.linkNetnsid,
    ifname: link.ifname,
    flags: flagsOf(link, byIndex),
    master: byIndex(link.master)?.ifname,
    operstate: String(link.operstate).toUpperCase(),
    linkmode: String(link.linkmode).toUpperCase(),
    group: link.group === 0 ? 'default' : String(link.group),
    txqlen: link.txqlen || undefined,
    link_type: link.type,
    ...pick(link, ['mtu', 'qdisc', 'address', 'broadcast', 'promiscuity', 'allmulti', 'minMtu', 'maxMtu', 'ifalias']),
    ...pick(link, ['numTxQueues', 'numRxQueues', 'gsoMaxSize', 'gsoMaxSegs', 'tsoMaxSize', 'tsoMaxSegs', 'groMaxSize']),
    proto_down: ifOn(link.protoDown),
    proto_down_reason: link.protoDownReason && [String(Math.log2(link.protoDownReason.value ?? 0))],
    linkinfo: infoOf(link.linkinfo, byIndex),
    inet6_addr_gen_mode: link.afSpec?.inet6?.addrGenMode,
    altnames: link.propList?.altIfname,
    stats64: link.stats64 && {
      rx: counters(link.stats64, RX.split(' '), 'rx'),
      tx: { ...counters(link.stats64, TX.split(' '), 'tx'), carrier_changes: link.carrierChanges },
    },
  })
