/** Links of kinds that few machines have, as link-crafted.ts has the others: what `ip` prints of them is in link-crafted-others.json. */

import type { LinkInput } from '@rtnl/families'

const kind = (index: number, name: string, data?: object, more: object = {}): LinkInput =>
  ({
    type: 'ether',
    index,
    flags: ['broadcast', 'multicast'],
    ifname: `${name}${index}`,
    mtu: 1500,
    qdisc: 'noop',
    operstate: 'down',
    linkmode: 'default',
    group: 0,
    promiscuity: 0,
    linkinfo: { kind: name, ...(data ? { data } : {}), ...more },
  }) as LinkInput

const port = (index: number, slaveKind: string, slaveData?: object): LinkInput =>
  ({
    type: 'ether',
    index,
    ifname: `port${index}`,
    master: 2,
    linkinfo: { slaveKind, ...(slaveData ? { slaveData } : {}) },
  }) as LinkInput

const virtual: LinkInput[] = [
  kind(2, 'team'),
  port(3, 'team'),
  port(4, 'team', {}),
  kind(5, 'ipvlan', { mode: 'l2', flags: ['private'] }),
  kind(6, 'ipvlan', { mode: 'l3', flags: [] }),
  kind(7, 'ipvtap', { mode: 'l3s', flags: ['vepa', 'private'] }),
  kind(8, 'ipvtap', { mode: 9, flags: 0x8002 }),
  kind(9, 'ipvlan'),
  kind(10, 'ipvlan', {}),
  kind(11, 'nlmon'),
  kind(12, 'vcan', {}),
  kind(13, 'vxcan'),
  kind(14, 'wireguard', {}),
  kind(15, 'netkit', { primary: 1, policy: 'pass', mode: 'l3', scrub: 'default', peerPolicy: 'drop' }),
  kind(16, 'virt_wifi'),
  kind(17, 'netdevsim'),
  kind(18, 'batadv'),
  kind(19, 'lowpan'),
  kind(20, 'vsockmon'),
  kind(21, 'pfcp'),
  kind(22, 'ppp'),
  kind(23, 'ovpn', { mode: 'mp' }),
  kind(24, 'rmnet', { muxId: 254, flags: { flags: ['ingress_deaggregation'], mask: 0xffffffff } }),
  kind(25, 'rmnet', {}),
  kind(26, 'wwan', { linkId: 4294967295 }),
  kind(27, 'wwan', {}),
  kind(28, 'dsa', { conduit: 11 }),
  kind(29, 'dsa', { conduit: 99 }),
  kind(30, 'ipoib', { pkey: 0x8001, mode: 'connected', umcast: 1 }),
  kind(31, 'ipoib', { pkey: 1, mode: 7, umcast: 0xffff }),
  kind(32, 'ipoib', { pkey: 0 }),
  kind(33, 'ipoib', { mode: 'datagram' }),
  kind(34, 'ipoib', { pkey: 0xffff, mode: 'datagram' }),
]

const tunnels: LinkInput[] = [
  kind(2, 'gtp', { role: 'sgsn', pdpHashsize: 1024, restartCount: 255 }),
  kind(3, 'gtp', { role: 'ggsn', pdpHashsize: 4294967295 }),
  kind(4, 'gtp', { role: 9 }),
  kind(5, 'amt', {
    mode: 'gateway',
    relayPort: 2268,
    gatewayPort: 65535,
    link: 2,
    localIp: '192.0.2.1',
    remoteIp: '192.0.2.3',
    discoveryIp: '192.0.2.2',
    maxTunnels: 128,
  }),
  kind(6, 'amt', { mode: 'relay', link: 99, localIp: '0.0.0.0', maxTunnels: 4294967295 }),
  kind(7, 'amt', {}),
  kind(8, 'hsr', { slave1: 2, slave2: 99, supervisionAddr: '01:15:4e:00:01:2d', seqNr: 65535, protocol: 'hsr' }),
  kind(9, 'hsr', { supervisionAddr: '01:15:4e:00:01:00', seqNr: 0, protocol: 'prp' }),
  kind(10, 'hsr', { slave2: 3, protocol: 7 }),
  kind(11, 'macsec', {
    sci: 0x0200000000010001n,
    icvLen: 16,
    cipherSuite: 0x0080020001000001n,
    encodingSa: 0,
    encrypt: 0,
    protect: 1,
    incSci: 1,
    es: 0,
    scb: 0,
    replayProtect: 0,
    validation: 'strict',
    offload: 'off',
  }),
  kind(12, 'macsec', {
    sci: 1n,
    icvLen: 8,
    cipherSuite: 0x0080c20001000001n,
    encodingSa: 3,
    encrypt: 1,
    protect: 0,
    incSci: 0,
    es: 1,
    scb: 1,
    replayProtect: 1,
    window: 4294967295,
    validation: 'check',
    offload: 'mac',
  }),
  kind(13, 'macsec', { cipherSuite: 0x0080c20001000002n, validation: 'disabled', offload: 'phy', window: 7 }),
  kind(14, 'macsec', { cipherSuite: 0x0080c20001000003n, validation: 3, offload: 9 }),
  kind(15, 'macsec', { cipherSuite: 0x0080c20001000004n }),
  kind(16, 'macsec', { cipherSuite: 5n, sci: 0xffffffffffffffffn }),
]

const timing = { bitrate: 500000, samplePoint: 875, tq: 125, propSeg: 6, phaseSeg1: 7, phaseSeg2: 2, sjw: 1, brp: 4 }
const limits = {
  name: 'mcp251xfd',
  tseg1Min: 2,
  tseg1Max: 256,
  tseg2Min: 1,
  tseg2Max: 128,
  sjwMax: 128,
  brpMin: 1,
  brpMax: 256,
  brpInc: 1,
}
const xstats = {
  busError: 1,
  errorWarning: 22,
  errorPassive: 333,
  busOff: 4444,
  arbitrationLost: 55555,
  restarts: 4294967295,
}
const tdcLimits = { tdcvMin: 0, tdcvMax: 63, tdcoMin: 1, tdcoMax: 4294967295, tdcfMin: 0, tdcfMax: 127 }

const controllers: LinkInput[] = [
  kind(
    2,
    'can',
    {
      bittiming: timing,
      bittimingConst: limits,
      clock: { freq: 80000000 },
      state: 'error_active',
      ctrlmode: { flags: ['berr_reporting', 'fd', 'tdc_auto'] },
      restartMs: 100,
      berrCounter: { txerr: 1, rxerr: 65535 },
      dataBittiming: { ...timing, bitrate: 2000000, samplePoint: 29 },
      dataBittimingConst: { ...limits, tseg1Max: 4294967295 },
      termination: 120,
      terminationConst: [120, 0, 65535],
      bitrateMax: 8000000,
      tdc: { ...tdcLimits, tdcv: 1, tdco: 2, tdcf: 3 },
      ctrlmodeExt: { supported: ['loopback', 'listenonly', '3_samples', 'fd', 'fd_non_iso', 'tdc_auto'] },
    },
    { xstats },
  ),
  kind(3, 'can', {
    ctrlmode: {
      flags: [
        'loopback',
        'listenonly',
        '3_samples',
        'one_shot',
        'presume_ack',
        'cc_len8_dlc',
        'tdc_manual',
        0x80000000,
      ],
    },
    ctrlmodeExt: { supported: [] },
    state: 'bus_off',
    restartMs: 0,
    bittiming: { ...timing, samplePoint: 10000 },
    bitrateConst: [10000, 20000, 50000, 100000, 125000, 250000, 500000],
    dataBittiming: timing,
    dataBitrateConst: [1000000],
    clock: { freq: 0 },
  }),
  kind(4, 'can', { state: 9, bitrateConst: [], dataBitrateConst: [1, 2], ctrlmode: { flags: [] } }, { xstats: {} }),
  kind(5, 'can', { state: 'sleeping', bittiming: { ...timing, samplePoint: 4294967295 }, termination: 0 }),
  kind(6, 'can', {
    state: 'stopped',
    dataBittiming: timing,
    dataBittimingConst: limits,
    tdc: { tdcoMin: 1, tdcoMax: 2 },
  }),
  kind(7, 'can', { state: 'error_warning', dataBittiming: timing, tdc: { tdco: 5 }, terminationConst: [120] }),
  kind(8, 'can', { state: 'error_passive', termination: 120, terminationConst: [] }),
  kind(9, 'can', {}),
  kind(10, 'can'),
  kind(11, 'vcan', undefined, { xstats: new Uint8Array([1, 2, 3]) }),
]

/** By name, what one dump contains. */
export const crafted: Readonly<Record<string, readonly LinkInput[]>> = { virtual, tunnels, controllers }

/** What each is printed with. */
export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  virtual: ['-d', ''],
  tunnels: ['-d', '-o -d'],
  controllers: ['-d', '-s -d', '-o -d'],
}
