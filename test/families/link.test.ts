import { Decoder, encode, type Type } from '@rtnl/codec'
import {
  BRIDGE_QUERIER,
  bond,
  bondAdInfo,
  bondSlave,
  bridge,
  bridgeAfSpec,
  bridgePort,
  bridgeQuerier,
  cfm,
  IFLA,
  IFLA_BOND,
  IFLA_BOND_AD_INFO,
  IFLA_BOND_SLAVE,
  IFLA_BR,
  IFLA_BRIDGE,
  IFLA_BRIDGE_CFM,
  IFLA_BRIDGE_MRP,
  IFLA_BRPORT,
  IFLA_INET,
  IFLA_INET6,
  IFLA_INFO,
  IFLA_MACVLAN,
  IFLA_PORT,
  IFLA_TUN,
  IFLA_VF,
  IFLA_VF_STATS,
  IFLA_VLAN,
  IFLA_VRF,
  IFLA_VRF_PORT,
  IFLA_VXLAN,
  IFLA_XDP,
  ifinfomsg,
  inet6Link,
  inetLink,
  type Link,
  type LinkInput,
  link,
  linkinfo,
  linkPort,
  macvlan,
  mrp,
  rtnetlink,
  rtnl_link_ifmap,
  rtnl_link_stats,
  rtnl_link_stats64,
  tun,
  veth,
  vfInfo,
  vfStats,
  vlan,
  vrf,
  vrfSlave,
  vxlan,
  xdp,
} from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { asIp, type ByIndex, switches } from './link.ip.ts'
import { expected, several } from './link.requests.ts'
import { decodeOne, encoded, payload, plain, type RequestVector, recording, roundTrips } from './recorded.ts'

const HEADER = 16
const requests = recording('link/requests').vectors ?? []
const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Attributes without `NLA_F_NESTED`, which iproute2 leaves out where the kernel has it. */
function unmarked(hex: string | undefined): string | undefined {
  if (hex === undefined) return undefined
  const bytes = fromHex(hex)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < bytes.length; at += (view.getUint16(at, true) + 3) & ~3)
    view.setUint16(at + 2, view.getUint16(at + 2, true) & 0x7fff, true)
  return toHex(bytes)
}

/** Where attributes lie in a message, by their paths: header and payload, without padding. */
function fieldsOf(hex: string) {
  const bytes = fromHex(hex)
  const decoder = new Decoder(rtnetlink)
  decoder.buffer(bytes.length).set(bytes)
  decoder.scan(bytes.length)
  return new Map(decoder.fields(0).map((field) => [field.path, field]))
}

/** The bytes of an attribute's payload. */
function payloadAt(hex: string, path: string): string | undefined {
  const field = fieldsOf(hex).get(path)
  return field && hex.slice((field.offset + 4) * 2, (field.offset + field.length) * 2)
}

const kinds: Readonly<Record<string, Type<unknown, unknown>>> = {
  bond,
  bridge,
  macvlan,
  macvtap: macvlan,
  veth,
  vlan,
  vrf,
  vxlan,
}
const slaveKinds: Readonly<Record<string, Type<unknown, unknown>>> = { bond_slave: bondSlave, bridge_slave: bridgePort }
/** The data of a kind as it is encoded on its own. */
const encodedAs = (declaration: Type<unknown, unknown> | undefined, value: unknown) =>
  declaration && value ? toHex(encode(declaration, value)) : undefined

const { tool, kernel } = recording('link/requests')
describe(`requests (${tool}, Linux ${kernel})`, () => {
  test('each has its value, and each value its request', () => {
    const commands = requests.map(({ command }) => command).filter((command) => !(command in several))
    expect(commands).toEqual(Object.keys(expected))
  })

  const pairs = requests.map(({ command, hex }, i): [string, RequestVector['hex'], LinkInput | undefined] => [
    command,
    hex,
    expected[command] ?? several[command]?.[requests.slice(0, i).filter((other) => other.command === command).length],
  ])
  test.each(pairs)('%s', (_command, hex, value) => {
    const { body } = decodeOne<Link>(hex)
    expect(plain(body)).toEqual(value)
    expect(encoded(link, body)).toBe(payload(hex, HEADER))
    // iproute2 writes the kind and the alias without a NUL, which a value does not remember. So what lies before, and what lies in it.
    const { linkinfo: info, ifalias, ...rest } = value ?? {}
    const at = fieldsOf(hex).get(ifalias === undefined ? 'linkinfo' : 'ifalias')?.offset
    expect(encoded(link, rest)).toBe(payload(hex, HEADER).slice(0, at === undefined ? undefined : (at - 16) * 2))
    expect(unmarked(encodedAs(kinds[info?.kind ?? ''], info?.data))).toBe(payloadAt(hex, 'linkinfo.data'))
    expect(encodedAs(slaveKinds[info?.kind ?? ''], info?.slaveData)).toBe(payloadAt(hex, 'linkinfo.slaveData'))
  })
})

describe('messages of the kernel, both ways', () => {
  for (const name of ['dump', 'dump-bridge', 'dump-inet6', 'skip-stats', 'target-netnsid', 'notifications'])
    roundTrips(link, `link/${name}`, HEADER)
})

/** The links of a dump, and how to find them. */
function dumped(path: string): { links: Link[]; byIndex: ByIndex } {
  const links = (recording(path).messages ?? []).map((hex) => decodeOne<Link>(hex).body)
  return { links, byIndex: (index) => links.find((one) => one.index === index) }
}

describe('a dump', () => {
  const { ip } = recording('link/dump')
  const { links, byIndex } = dumped('link/dump')
  const find = (name: string) => links.find(({ ifname }) => ifname === name) as Link

  /** What moves on between the dump and ip(8)'s own, and what is compared on its own. */
  const apart = ['xdp', 'hello_timer', 'tcn_timer', 'topology_change_timer', 'gc_timer']
  const apartOfPorts = ['hold_timer', 'message_age_timer', 'forward_delay_timer']
  const without = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => ![...apart, ...apartOfPorts].includes(key))
            .map(([key, member]) => [key, key === 'flags' ? [...(member as string[])].sort() : without(member)]),
        )

  test.each(ip?.output.map((printed) => [printed.ifname, printed] as const) ?? [])(
    '%s is as ip prints it',
    (name, printed) => {
      expect(asIp(find(name as string), byIndex)).toEqual(without(printed))
    },
  )

  test('has what ip does not print', () => {
    expect(find('v1').xdp).toEqual({
      skbProgId: expect.any(Number),
      attached: 'skb',
      progId: find('v1').xdp?.skbProgId,
    })
    expect(ip?.output.find(({ ifname }) => ifname === 'v1')).toMatchObject({
      xdp: { mode: 2, prog: { id: find('v1').xdp?.progId } },
    })
    expect(find('v0').afSpec).toMatchObject({
      inet: { conf: { forwarding: 0, rpFilter: 0, igmpv2UnsolicitedReportInterval: 10000, arpEvictNocarrier: 1 } },
      inet6: {
        flags: expect.arrayContaining(['ready']),
        conf: {
          hoplimit: 64,
          mtu6: 1400,
          addrGenMode: 'none',
          maxAddresses: 16,
          raDefrtrMetric: 1024,
          forceForwarding: 0,
        },
        cacheinfo: { maxReasmLen: 65535, retransTime: 1000 },
        stats: { num: 38n },
        icmp6stats: { num: 7n },
        token: '::',
      },
    })
    expect(find('v0')).toMatchObject({
      type: 'ether',
      link: 11,
      carrier: 1,
      netnsImmutable: 0,
      maxPacingOffloadHorizon: 0n,
      gsoIpv4MaxSize: 30000,
      groIpv4MaxSize: 40000,
      headroom: 0,
      tailroom: 0,
      devlinkPort: {},
      dpllPin: {},
      map: { memStart: 0n, memEnd: 0n, baseAddr: 0n, irq: 0, dma: 0, port: 0 },
    })
    const { data } = find('br0').linkinfo as { data: { mcastQuerierState: unknown; fdbNLearned: unknown } }
    expect(data).toMatchObject({
      multiBoolopt: { optmask: expect.arrayContaining(['fdb_local_vlan_0']) },
      fdbMaxLearned: 0,
    })
    expect(data.mcastQuerierState).toEqual({ ipAddress: '0.0.0.0', ipv6Address: expect.any(String) })
    expect(find('vx4').linkinfo?.data).toMatchObject({ localbypass: 1, labelPolicy: 'fixed', ttlInherit: 0 })
    expect(find('vx6').linkinfo?.data).toMatchObject({ ttlInherit: 1 })
  })

  test('of family bridge has the ports, as bridge(8) prints them', () => {
    const { ip: bridged } = recording('link/dump-bridge')
    const { links: ports } = dumped('link/dump-bridge')
    expect(ports.map(({ family, ifname }) => [family, ifname])).toEqual([
      ['bridge', 'br0'],
      ['bridge', 'p0'],
      ['bridge', 'p2'],
    ])
    for (const printed of bridged?.output ?? []) {
      const port = ports.find(({ index }) => index === printed.ifindex)
      expect(printed).toMatchObject(switches(port?.protinfo as Parameters<typeof switches>[0]))
    }
  })

  test('of family inet6 has what the dump of all has under afSpec', () => {
    const { links: six } = dumped('link/dump-inet6')
    for (const { index, protinfo } of six) {
      const { conf, token, addrGenMode } = protinfo as NonNullable<NonNullable<Link['afSpec']>['inet6']>
      expect(byIndex(index)?.afSpec?.inet6).toMatchObject({ conf, token, addrGenMode })
    }
    expect(six).toHaveLength(3)
  })
})

test('statistics are left out where the request said so, but for those of the link itself', () => {
  const [short] = dumped('link/skip-stats').links
  expect(short?.afSpec?.inet6).not.toHaveProperty('stats')
  expect(short?.afSpec?.inet6).not.toHaveProperty('icmp6stats')
  expect(short?.stats64).toBeDefined()
})

test('notifications say what changed, and where a link went', () => {
  const { links } = dumped('link/notifications')
  expect(links.some(({ change }) => change?.includes('promisc') && change.length === 1)).toBe(true)
  expect(links.some(({ event }) => event === 'features')).toBe(true)
  expect(links.find(({ ifname }) => ifname === 'v2')).toMatchObject({ newNetnsid: 5, newIfindex: expect.any(Number) })
})

test('statistics of older and newer kernels', () => {
  const bytes = new BigUint64Array(27).map((_, i) => BigInt(i + 1))
  const attribute = (length: number) => {
    const data = new Uint8Array(bytes.buffer, 0, length)
    const message = new Uint8Array(32 + 4 + length)
    const view = new DataView(message.buffer)
    view.setUint32(0, message.length, true)
    view.setUint16(4, 16, true)
    view.setUint16(32, 4 + length, true)
    view.setUint16(34, IFLA.STATS64, true)
    message.set(data, 36)
    return toHex(message)
  }
  for (const length of [184, 192, 200, 216]) {
    const hex = attribute(length)
    const { body } = decodeOne<Link>(hex)
    expect(body.stats64?.rxPackets).toBe(1n)
    expect(body.stats64?.rxNohandler).toBe(length < 192 ? undefined : 24n)
    expect(body.stats64?.rxOtherhostDropped).toBe(length < 200 ? undefined : 25n)
    expect(encoded(link, body)).toBe(hex.slice(32))
  }
})

test('structs are as long as in C', () => {
  const size = (declaration: Type<unknown, unknown>, value: unknown = {}) => encode(declaration, value).length
  expect(size(ifinfomsg)).toBe(16)
  expect(size(rtnl_link_stats)).toBe(96)
  expect(size(rtnl_link_stats64)).toBe(200)
  expect(size(rtnl_link_ifmap)).toBe(32)
  const lengths = { mac: 36, broadcast: 32, vlan: 12, txRate: 8, rate: 12, spoofchk: 8, linkState: 8, rssQueryEn: 8 }
  for (const [key, length] of Object.entries({ ...lengths, trust: 8, ibNodeGuid: 16, ibPortGuid: 16 }))
    expect([key, size(vfInfo, { [key]: {} })]).toEqual([key, 4 + length])
  expect(size(vfInfo, { vlanList: [{}] })).toBe(4 + 4 + 16)
  expect(size(linkPort, { vsiType: { vsiTypeId: [1, 2, 3] } })).toBe(4 + 8)
  expect(size(bridge, { rootId: {} })).toBe(4 + 8)
  expect(size(bridge, { multiBoolopt: {} })).toBe(4 + 8)
  expect(size(vlan, { flags: {} })).toBe(4 + 8)
  expect(size(vlan, { egressQos: [{}] })).toBe(4 + 4 + 8)
  expect(size(vxlan, { portRange: {} })).toBe(4 + 4)
  expect(size(vxlan, { reservedBits: {} })).toBe(4 + 8)
  expect(size(inet6Link, { cacheinfo: {} })).toBe(4 + 16)
  expect(size(bridgeAfSpec, { vlanInfo: [{}] })).toBe(4 + 4)
})

test.each([
  ['IFLA', link.set, IFLA, 'UNSPEC PAD'],
  ['IFLA_INFO', linkinfo, IFLA_INFO, 'UNSPEC'],
  ['IFLA_INET', inetLink, IFLA_INET, 'UNSPEC'],
  ['IFLA_INET6', inet6Link, IFLA_INET6, 'UNSPEC'],
  ['IFLA_XDP', xdp, IFLA_XDP, 'UNSPEC'],
  ['IFLA_VF', vfInfo, IFLA_VF, 'UNSPEC'],
  ['IFLA_VF_STATS', vfStats, IFLA_VF_STATS, 'PAD'],
  ['IFLA_PORT', linkPort, IFLA_PORT, 'UNSPEC'],
  ['IFLA_BR', bridge, IFLA_BR, 'UNSPEC PAD'],
  ['BRIDGE_QUERIER', bridgeQuerier, BRIDGE_QUERIER, 'UNSPEC PAD'],
  ['IFLA_BRPORT', bridgePort, IFLA_BRPORT, 'UNSPEC PAD'],
  ['IFLA_BRIDGE', bridgeAfSpec, IFLA_BRIDGE, ''],
  ['IFLA_BRIDGE_MRP', mrp, IFLA_BRIDGE_MRP, 'UNSPEC'],
  ['IFLA_BRIDGE_CFM', cfm, IFLA_BRIDGE_CFM, 'UNSPEC'],
  ['IFLA_VLAN', vlan, IFLA_VLAN, 'UNSPEC'],
  ['IFLA_VXLAN', vxlan, IFLA_VXLAN, 'UNSPEC'],
  ['IFLA_MACVLAN', macvlan, IFLA_MACVLAN, 'UNSPEC'],
  ['IFLA_BOND', bond, IFLA_BOND, 'UNSPEC'],
  ['IFLA_BOND_AD_INFO', bondAdInfo, IFLA_BOND_AD_INFO, 'UNSPEC'],
  ['IFLA_BOND_SLAVE', bondSlave, IFLA_BOND_SLAVE, 'UNSPEC'],
  ['IFLA_VRF', vrf, IFLA_VRF, 'UNSPEC'],
  ['IFLA_VRF_PORT', vrfSlave, IFLA_VRF_PORT, 'UNSPEC'],
  ['IFLA_TUN', tun, IFLA_TUN, 'UNSPEC'],
] as const)('every %s is declared', (prefix, set, constants, leftOut) => {
  const declared = new Set(Object.values(set.declared).map(([type]) => type))
  const missing = Object.entries(constants).filter(([, type]) => !declared.has(type))
  expect(set.prefix).toBe(prefix)
  expect(missing.map(([name]) => name).join(' ')).toBe(leftOut)
})

test('the types narrow on the kind', () => {
  const describeLink = ({ linkinfo: info, afSpec }: Link): unknown => {
    if (info?.kind === 'vxlan') return info.data?.id
    if (info?.kind === 'bridge') return info.data?.rootId?.addr
    if (info?.slaveKind === 'bond') return info.slaveData?.miiStatus
    return afSpec?.inet6?.addrGenMode ?? info?.kind
  }
  expect(describeLink(decodeOne<Link>(recording('link/skip-stats').messages?.[0] ?? '').body)).toBe('none')
  const request: LinkInput = { ifname: 'x', linkinfo: { kind: 'vrf', data: { table: 5 } } }
  expect(encode(link, request)).toHaveLength(48)
})
