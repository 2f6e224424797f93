/**
 * Links that no kernel at hand makes, as `RTM_NEWLINK` could say them: kinds, virtual functions, hardware, odd values.
 *
 * What iproute2-6.1.0's `ip link` prints for them is recorded in link-crafted.json: it was given the bytes that the codec makes of
 * them (in order, in a namespace without other links, from a library put before the C library's recvmsg).
 */

import { ARPHRD, ETH_P, IFF, type LinkInput, VLAN_FLAG } from '@rtnl/families'

/** What every link has. */
const plain = (index: number, ifname: string, more: Partial<LinkInput> = {}): LinkInput =>
  ({
    type: 'ether',
    index,
    flags: ['broadcast', 'multicast'],
    ifname,
    txqlen: 1000,
    operstate: 'down',
    linkmode: 'default',
    mtu: 1500,
    group: 0,
    address: '02:00:00:00:00:01',
    broadcast: 'ff:ff:ff:ff:ff:ff',
    qdisc: 'noop',
    promiscuity: 0,
    ...more,
  }) as LinkInput

const slave = (index: number, ifname: string, master: number, slaveKind: string, slaveData: object): LinkInput =>
  plain(index, ifname, {
    master,
    flags: ['up', 'slave'],
    linkinfo: { kind: 'veth', slaveKind, slaveData },
  } as Partial<LinkInput>)

export const kind = (
  index: number,
  ifname: string,
  name: string,
  data?: object,
  more: Partial<LinkInput> = {},
): LinkInput =>
  plain(index, ifname, { ...more, linkinfo: { kind: name, ...(data ? { data } : {}) } } as Partial<LinkInput>)

const bonds: LinkInput[] = [
  kind(2, 'bond0', 'bond', {
    mode: '8023ad',
    activeSlave: 0,
    miimon: 100,
    updelay: 200,
    downdelay: 300,
    peerNotifDelay: 400,
    useCarrier: 1,
    arpInterval: 0,
    missedMax: 2,
    arpIpTarget: [],
    nsIp6Target: [],
    arpValidate: 0,
    arpAllTargets: 'any',
    primaryReselect: 'always',
    failOverMac: 'none',
    xmitHashPolicy: 'layer34',
    resendIgmp: 1,
    numPeerNotif: 1,
    allSlavesActive: 0,
    minLinks: 2,
    lpInterval: 1,
    packetsPerSlave: 1,
    adLacpActive: 1,
    adLacpRate: 'fast',
    adSelect: 'bandwidth',
    adInfo: { aggregator: 1, numPorts: 2, actorKey: 15, partnerKey: 65535, partnerMac: '00:11:22:33:44:55' },
    adActorSysPrio: 65535,
    adUserPortKey: 3,
    adActorSystem: '02:00:00:00:0a:0b',
    tlbDynamicLb: 1,
  }),
  kind(3, 'bond1', 'bond', {
    mode: 'activebackup',
    activeSlave: 5,
    arpInterval: 250,
    arpIpTarget: ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
    nsIp6Target: ['fe80::1', '2001:db8::2'],
    arpValidate: 3,
    arpAllTargets: 'all',
    primary: 6,
    primaryReselect: 'failure',
    failOverMac: 'follow',
    xmitHashPolicy: 'vlan_srcmac',
    adLacpActive: 0,
    adLacpRate: 'slow',
    adSelect: 'stable',
    adInfo: {},
  }),
  // Values that only a later kernel knows.
  kind(4, 'bond2', 'bond', {
    mode: 9,
    arpValidate: 6,
    xmitHashPolicy: 99,
    adSelect: 3,
    failOverMac: 7,
    primary: 77,
    coupledControl: 1,
  }),
  slave(5, 's0', 2, 'bond', {
    state: 'active',
    miiStatus: 'up',
    linkFailureCount: 3,
    permHwaddr: '02:00:00:00:00:05',
    queueId: 7,
    prio: -5,
    adAggregatorId: 1,
    adActorOperPortState: 0x3f,
    adPartnerOperPortState: 0x85,
  }),
  slave(6, 's1', 2, 'bond', {
    state: 'backup',
    miiStatus: 'back',
    queueId: 0,
    adActorOperPortState: 0,
    adPartnerOperPortState: 0xff,
  }),
  slave(7, 's2', 3, 'bond', { state: 5, miiStatus: 9, linkFailureCount: 0 }),
  slave(8, 's3', 3, 'bond', { miiStatus: 'fail' }),
]

const vlans: LinkInput[] = [
  kind(
    2,
    'eth0.7',
    'vlan',
    { id: 7, protocol: '8021q', flags: { flags: ['reorder_hdr'], mask: 0xffffffff } },
    { link: 3 },
  ),
  plain(3, 'eth0', { flags: ['up', 'running', 'lower_up'] }),
  kind(
    4,
    'eth0.8',
    'vlan',
    {
      id: 4094,
      protocol: '8021ad',
      flags: { flags: Object.values(VLAN_FLAG).reduce<number>((all, bit) => all | bit, 0), mask: 0xffffffff },
      ingressQos: [
        { from: 0, to: 7 },
        { from: 5, to: 4294967295 },
      ],
      egressQos: [{ from: 1, to: 2 }],
    },
    { link: 3 },
  ),
  kind(5, 'odd', 'vlan', { id: 1, protocol: ETH_P.QINQ1, flags: { flags: 0x80000042, mask: 0 } }, { link: 3 }),
  kind(6, 'old', 'vlan', { id: 2 }, { link: 9 }),
  kind(7, 'none', 'vlan', { protocol: '8021q' }),
  kind(8, 'arp', 'vlan', { id: 3, protocol: 'lldp', flags: { flags: 0, mask: 0 } }, { link: 2 }),
]

const others: LinkInput[] = [
  kind(2, 'blue', 'vrf', { table: 10 }, { flags: ['noarp', 'master', 'up', 'lower_up'] }),
  slave(3, 'in-blue', 2, 'vrf', { table: 10 }),
  kind(4, 'd0', 'dummy'),
  kind(5, 'wg0', 'wireguard', undefined, { type: 'none' }),
  kind(6, 'nlmon0', 'nlmon', undefined, { type: 'netlink' }),
  plain(7, 't0', { master: 2, linkinfo: { slaveKind: 'team' } } as Partial<LinkInput>),
  plain(8, 'x0', { master: 99, linkinfo: { slaveKind: 'openvswitch' } } as Partial<LinkInput>),
  kind(9, 'b0', 'bridge', {
    vlanFiltering: 1,
    vlanProtocol: '8021ad',
    bridgeId: { prio: 0x8001, addr: '0a:00:10:01:00:ff' },
    rootId: { prio: 0x1000, addr: '00:00:00:00:00:01' },
    rootPort: 1,
    rootPathCost: 4,
    topologyChange: 1,
    topologyChangeDetected: 1,
    helloTimer: 123n,
    tcnTimer: 7n,
    topologyChangeTimer: 1234567n,
    gcTimer: 100n,
    vlanDefaultPvid: 1,
    vlanStatsEnabled: 1,
    vlanStatsPerPort: 0,
    groupFwdMask: 0x4004,
    groupAddr: '01:80:c2:00:00:00',
    multiBoolopt: { optval: 3, optmask: 7 },
    mcastQueryIntvl: 0xffffffffffffn,
  }),
  slave(10, 'p0', 9, 'bridge', {
    state: 'blocking',
    priority: 32,
    cost: 100,
    mode: 1,
    guard: 0,
    protect: 1,
    fastLeave: 1,
    rootId: { prio: 1, addr: '00:00:00:00:00:02' },
    bridgeId: { prio: 2, addr: '0f:00:f0:00:00:00' },
    id: 0x8001,
    no: 1,
    designatedPort: 32769,
    designatedCost: 65535,
    holdTimer: 1n,
    multicastRouter: 'temp_query',
    groupFwdMask: 0xc005,
    backupPort: 3,
    vlanTunnel: 1,
    locked: 1,
  }),
  slave(11, 'p1', 9, 'bridge', { state: 7, groupFwdMask: 0, backupPort: 88 }),
  kind(12, 'mv0', 'macvlan', { mode: 3, flags: 7 }, { link: 10 }),
  kind(13, 'mv1', 'macvlan', {}, { link: 10 }),
  kind(14, 'mv2', 'macvlan', { mode: 'source', flags: ['nodst'], macaddrCount: 0 }, { link: 10 }),
  kind(15, 'vx0', 'vxlan', {
    id: 1,
    group: '0.0.0.0',
    local: '0.0.0.0',
    ttl: 0,
    tos: 1,
    df: 'inherit',
    label: 0xfffff,
    ageing: 0,
    learning: 0,
    collectMetadata: 1,
    vnifilter: 1,
    portRange: { low: 1, high: 65535 },
    port: 4789,
    gbp: true,
    gpe: true,
    localbypass: 1,
  }),
  kind(16, 'vx1', 'vxlan', { id: 2, group6: 'ff02::1', local6: '::', link: 10, tos: 0xb8, ttl: 64, df: 9 }),
  kind(17, 'tun0', 'tun', {
    type: 7,
    owner: 4000000000,
    group: 4000000000,
    multiQueue: 1,
    numQueues: 2,
    numDisabledQueues: 3,
  }),
]

const vf = (number: number, more: object): object => ({
  mac: { vf: number, mac: '02:00:00:00:00:0a' },
  vlan: { vf: number, vlan: 0, qos: 0 },
  txRate: { vf: number, rate: 0 },
  ...more,
})

const functions: LinkInput[] = [
  plain(2, 'pf0', {
    numVf: 3,
    vfinfoList: [
      vf(0, {
        broadcast: { broadcast: 'ff:ff:ff:ff:ff:ff' },
        vlan: { vf: 0, vlan: 100, qos: 3 },
        txRate: { vf: 0, rate: 1000 },
        rate: { vf: 0, minTxRate: 10, maxTxRate: 1000 },
        spoofchk: { vf: 0, setting: 1 },
        linkState: { vf: 0, linkState: 'auto' },
        trust: { vf: 0, setting: 0 },
        rssQueryEn: { vf: 0, setting: 1 },
        stats: {
          rxPackets: 1n,
          txPackets: 22n,
          rxBytes: 333n,
          txBytes: 4444n,
          broadcast: 5n,
          multicast: 6n,
          rxDropped: 7n,
          txDropped: 8888888888n,
        },
      }),
      vf(1, {
        spoofchk: { vf: 1, setting: 0xffffffff },
        linkState: { vf: 1, linkState: 'enable' },
        trust: { vf: 1, setting: 0xffffffff },
        rate: { vf: 1, minTxRate: 0, maxTxRate: 0 },
        stats: { rxPackets: 0n, txPackets: 0n, rxBytes: 0n, txBytes: 0n, broadcast: 0n, multicast: 0n },
      }),
      vf(2, {
        vlanList: [
          { vf: 2, vlan: 7, qos: 0, vlanProto: '8021q' },
          { vf: 2, vlan: 8, qos: 1, vlanProto: '8021ad' },
          { vf: 2, vlan: 0, qos: 0, vlanProto: 0 },
        ],
        linkState: { vf: 2, linkState: 'disable' },
        spoofchk: { vf: 2, setting: 0 },
        trust: { vf: 2, setting: 1 },
        rssQueryEn: { vf: 2, setting: 0 },
      }),
    ],
  } as Partial<LinkInput>),
  plain(3, 'ib0', {
    type: 'infiniband',
    flags: ['pointopoint'],
    address: Array.from({ length: 20 }, (_, i) => (i + 16).toString(16)).join(':'),
    numVf: 1,
    vfinfoList: [
      {
        mac: { vf: 0, mac: Array.from({ length: 20 }, (_, i) => (i + 32).toString(16)).join(':') },
        broadcast: { broadcast: '01:02:03' },
        vlan: { vf: 0, vlan: 0, qos: 0 },
        txRate: { vf: 0, rate: 0 },
        ibNodeGuid: { vf: 0, guid: 0x0102030405060708n },
        ibPortGuid: { vf: 0, guid: 0n },
        linkState: { vf: 0, linkState: 9 },
      },
    ],
  } as Partial<LinkInput>),
]

const types: LinkInput[] = [...new Set([...Object.values(ARPHRD), 788, 799, 800, 65000])].map(
  (type, i): LinkInput => ({ type, index: i + 2, flags: [], ifname: `t${type}`, txqlen: 0 }) as unknown as LinkInput,
)

/** Every flag alone, all together, and what depends on others. */
const flags: LinkInput[] = [...Object.values(IFF), 0xffffffff, 0x41, 0x10041, 0x80000000, 0x1, 0].map(
  (bits, i): LinkInput =>
    ({ type: 'ether', index: i + 2, flags: bits, ifname: `f${i}`, txqlen: 0 }) as unknown as LinkInput,
)

const hardware: LinkInput[] = [
  plain(2, 'eth0', {
    minMtu: 68,
    maxMtu: 9000,
    allmulti: 1,
    permAddress: '02:00:00:00:00:02',
    physPortName: 'p0',
    physPortId: Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0),
    physSwitchId: Uint8Array.of(1, 2, 3),
    parentDevBusName: 'pci',
    parentDevName: '0000:03:00.0',
    protoDown: 1,
    protoDownReason: { value: 0x10d },
    afSpec: { inet6: { addrGenMode: 7 } },
    numTxQueues: 4,
    numRxQueues: 5,
    gsoMaxSize: 65536,
    gsoMaxSegs: 65535,
    tsoMaxSize: 1,
    tsoMaxSegs: 2,
    groMaxSize: 3,
    ifalias: 'it\'s "the" \\ alias',
    propList: { altIfname: ['enp3s0', 'a-long-name-of-more-than-fifteen'] },
    xdp: { attached: 'drv', progId: 4000000 },
  } as Partial<LinkInput>),
  plain(3, 'eth1', {
    permAddress: '02:00:00:00:00:01',
    protoDown: 1,
    xdp: { attached: 'multi', skbProgId: 4000001, drvProgId: 4000002, hwProgId: 4000003 },
    afSpec: { inet6: { addrGenMode: 'stable_privacy' } },
  } as Partial<LinkInput>),
  plain(4, 'eth2', {
    protoDown: 0,
    protoDownReason: { value: 2 },
    xdp: { attached: 'skb', progId: 4000001, skbProgId: 4000001 },
    afSpec: { inet6: { addrGenMode: 'random' } },
    txqlen: 0,
    master: 99,
    event: 'bonding_failover',
  } as Partial<LinkInput>),
  plain(5, 'eth3', {
    xdp: { attached: 'hw', hwProgId: 4000001 },
    event: 'none',
    operstate: 9,
    linkmode: 2,
  } as Partial<LinkInput>),
  plain(6, 'eth4', {
    xdp: { attached: 'none' },
    event: 99,
    operstate: 'testing',
    linkmode: 'dormant',
  } as Partial<LinkInput>),
  { type: 'ether', index: 7, flags: ['up', 'running'], ifname: 'bare', txqlen: 0 } as LinkInput,
  plain(8, 'nowhere', { link: 0, type: 'none' }),
  plain(9, 'far', { link: 5, linkNetnsid: 3 }),
  plain(10, 'lost', { link: 5, linkNetnsid: -1 }),
  plain(11, 'moved', { newNetnsid: 4, newIfindex: 17 }),
  plain(12, 'below', { link: 2 }),
  plain(13, 'gone', { link: 77 }),
  {
    type: 'ether',
    index: 14,
    flags: ['up'],
    ifname: 'noqueue',
    operstate: 'lowerlayerdown',
    group: 4000000,
    txqlen: 0,
  } as LinkInput,
]

const tunnels: LinkInput[] = [
  plain(2, 'tunl0', { type: 'tunnel', flags: ['noarp'], address: '00:00:00:00', broadcast: '00:00:00:00', link: 0 }),
  plain(3, 'ipip1', {
    type: 'tunnel',
    flags: ['pointopoint', 'noarp'],
    address: '0a:00:00:01',
    broadcast: 'ff:00:00:02',
    link: 0,
  }),
  plain(4, 'sit1', { type: 'sit', flags: ['pointopoint'], address: '0a:00:00:01', broadcast: '0a:00:00:02' }),
  plain(5, 'gre1', { type: 'ipgre', flags: ['pointopoint'], address: '0a:00:00:01', broadcast: '0a:00:00:02' }),
  plain(6, 'ip6tnl1', {
    type: 'tunnel6',
    flags: ['pointopoint'],
    address: 'fe:80:00:00:00:00:00:00:00:00:00:00:00:00:00:01',
    broadcast: '20:01:0d:b8:00:00:00:01:00:01:00:00:00:00:00:01',
    permAddress: '00:00:00:00:00:00:00:00:00:00:ff:ff:0a:00:00:01',
  }),
  plain(7, 'ip6gre1', {
    type: 'ip6gre',
    flags: [],
    address: '00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00',
    broadcast: '00:00:00:00:00:00:00:00:00:00:00:00:01:02:03:04',
  }),
  plain(8, 'six', { type: 'tunnel', flags: [], address: '0a:00:00:01:02:03' }),
]

const counters = (from: bigint, keys: readonly string[]): object =>
  Object.fromEntries(keys.map((key, i) => [key, from * BigInt(i + 1)]))

const COUNTERS = [
  'rxPackets',
  'txPackets',
  'rxBytes',
  'txBytes',
  'rxErrors',
  'txErrors',
  'rxDropped',
  'txDropped',
  'multicast',
  'collisions',
  'rxLengthErrors',
  'rxOverErrors',
  'rxCrcErrors',
  'rxFrameErrors',
  'rxFifoErrors',
  'rxMissedErrors',
  'txAbortedErrors',
  'txCarrierErrors',
  'txFifoErrors',
  'txHeartbeatErrors',
  'txWindowErrors',
  'rxCompressed',
  'txCompressed',
  'rxNohandler',
  'rxOtherhostDropped',
]

const statistics: LinkInput[] = [
  plain(2, 'few', { stats64: counters(1n, COUNTERS), carrierChanges: 2 }),
  plain(3, 'many', { stats64: counters(1234567890123n, COUNTERS), carrierChanges: 4294967295 }),
  plain(4, 'some', { stats64: counters(999n, COUNTERS.slice(0, 21)) }),
  plain(5, 'most', {
    stats64: {
      ...counters(0n, COUNTERS),
      rxPackets: 18446744073709551615n,
      rxBytes: 1125899906842624n,
      txErrors: 123456789n,
    },
  }),
  plain(6, 'dropped', { stats64: { ...counters(0n, COUNTERS), rxOtherhostDropped: 12345678901n }, carrierChanges: 0 }),
  plain(7, 'unhandled', {
    stats64: { ...counters(0n, COUNTERS), rxNohandler: 1n, txHeartbeatErrors: 123456789n, txCompressed: 5n },
    carrierChanges: 1,
  }),
  plain(8, 'narrow', {
    stats: Object.fromEntries(COUNTERS.slice(0, 24).map((key, i) => [key, i * 1000])),
    carrierChanges: 3,
  }),
  plain(9, 'none'),
]

/** By name, what one dump contains. */
export const crafted: Readonly<Record<string, readonly LinkInput[]>> = {
  bonds,
  vlans,
  others,
  functions,
  types,
  flags,
  hardware,
  tunnels,
  statistics,
}

/** What each is printed with. */
export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  bonds: ['-d'],
  vlans: ['-d', '-N -d'],
  others: ['-d'],
  functions: ['', '-s'],
  types: ['', '-N'],
  flags: ['', '-br'],
  hardware: ['', '-d', '-br', '-o -d'],
  tunnels: ['', '-d'],
  statistics: ['-s', '-s -s', '-h -s -s', '-h -iec -s -s'],
}
