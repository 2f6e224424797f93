import { attributes, bytes, ipv6, nest, select, struct, u8, u32 } from '@rtnl/codec'
import { IFLA_INET, IFLA_INET6, IFLA_MCTP, IN6_ADDR_GEN_MODE } from '../uapi/if_link.ts'
import { AF } from '../uapi/socket.ts'
import { bridgeAfSpec } from './bridge.ts'
import { ipv4_devconf } from './inet-conf.ts'
import { ipv6_devconf } from './inet6-conf.ts'
import { icmpv6_mib, ipstats_mib } from './inet6-stats.ts'
import { bridgePort } from './kinds/bridge-port.ts'

/** State of autoconfiguration, as `IFLA_INET6_FLAGS` shows it. The kernel keeps these in `net/if_inet6.h`, not in a header for users. */
const INET6_IF = { RS_SENT: 0x10, RA_RCVD: 0x20, RA_MANAGED: 0x40, RA_OTHERCONF: 0x80, READY: 0x80000000 } as const

const ifla_cacheinfo = struct('ifla_cacheinfo', () => ({
  /** Largest packet that can be reassembled, in bytes. */
  maxReasmLen: u32,
  /** When the settings last changed, in hundredths of a second since boot. */
  tstamp: u32,
  /** How long a neighbour is held reachable, in milliseconds; varies at random. */
  reachableTime: u32,
  /** Time between neighbour solicitations, in milliseconds. */
  retransTime: u32,
}))

/** IPv4's part of a link. */
export const inetLink = attributes('IFLA_INET', IFLA_INET, () => ({
  /**
   * Settings of `/proc/sys/net/ipv4/conf/LINK/`. Read only in this form: to set one the kernel wants a nest of `u32` attributes
   * with the types `IPV4_DEVCONF_*`. `IFLA_INET_CONF`
   */
  conf: [IFLA_INET.CONF, ipv4_devconf],
}))

/** IPv6's part of a link. Only `token` and `addrGenMode` can be set. */
export const inet6Link = attributes('IFLA_INET6', IFLA_INET6, () => ({
  /** State of autoconfiguration: 'rs_sent', 'ra_rcvd', 'ra_managed', 'ra_otherconf', 'ready'. `IFLA_INET6_FLAGS` */
  flags: [IFLA_INET6.FLAGS, u32.flags(INET6_IF)],
  /** Settings of `/proc/sys/net/ipv6/conf/LINK/`. `IFLA_INET6_CONF` */
  conf: [IFLA_INET6.CONF, ipv6_devconf],
  /** Packet counters; absent when the request's `extMask` has 'skip_stats'. `IFLA_INET6_STATS` */
  stats: [IFLA_INET6.STATS, ipstats_mib],
  /** Never sent by any kernel. `IFLA_INET6_MCAST` */
  mcast: [IFLA_INET6.MCAST, bytes],
  /** Times of neighbour discovery. `IFLA_INET6_CACHEINFO` */
  cacheinfo: [IFLA_INET6.CACHEINFO, ifla_cacheinfo],
  /** ICMPv6 counters; absent when the request's `extMask` has 'skip_stats'. `IFLA_INET6_ICMP6STATS` */
  icmp6stats: [IFLA_INET6.ICMP6STATS, icmpv6_mib],
  /** Low 64 bits of the addresses to make from advertised prefixes, as '::1:2:3:4'; '::': none. `IFLA_INET6_TOKEN` */
  token: [IFLA_INET6.TOKEN, ipv6],
  /** How link-local and autoconfigured addresses are made. `IFLA_INET6_ADDR_GEN_MODE` */
  addrGenMode: [IFLA_INET6.ADDR_GEN_MODE, u8.enum(IN6_ADDR_GEN_MODE)],
  /** MTU from the last router advertisement, in bytes; absent: none received. `IFLA_INET6_RA_MTU` */
  raMtu: [IFLA_INET6.RA_MTU, u32],
}))

/** MCTP's part of a link. */
const mctp = attributes('IFLA_MCTP', IFLA_MCTP, () => ({
  /** Network number. `IFLA_MCTP_NET` */
  net: [IFLA_MCTP.NET, u32],
  /** What carries it: 1 SMBus, 2 PCIe, 3 USB, ... (DSP0239); 0: not said. Read only. Linux 6.13. `IFLA_MCTP_PHYS_BINDING` */
  physBinding: [IFLA_MCTP.PHYS_BINDING, u8],
}))

/** What each protocol has to say of a link: the attribute's type is the number of the address family. */
const afSpec = attributes('AF', AF, () => ({
  /** IPv4; absent: the link has none, as with `mtu` below 68. `AF_INET` */
  inet: [AF.INET, nest(inetLink)],
  /** IPv6; absent: the link has none, as with `mtu` below 1280. `AF_INET6` */
  inet6: [AF.INET6, nest(inet6Link)],
  /** MCTP; absent: not in use. `AF_MCTP` */
  mctp: [AF.MCTP, nest(mctp)],
}))

/** `IFLA_AF_SPEC`: in messages of family 'bridge' the bridge's own attributes, in all others a nest per address family. */
export const afSpecOfFamily = select('family', { bridge: nest(bridgeAfSpec) }, nest(afSpec))

/** `IFLA_PROTINFO`: of a bridge's port in messages of family 'bridge', of IPv6 in those of family 'inet6'. */
export const protinfoOfFamily = select('family', { inet6: nest(inet6Link), bridge: nest(bridgePort, true) }, bytes)
