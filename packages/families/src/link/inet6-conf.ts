import { i32, struct, u32 } from '@rtnl/codec'
import { IN6_ADDR_GEN_MODE } from '../uapi/if_link.ts'

/**
 * The IPv6 settings of a link, as in `/proc/sys/net/ipv6/conf/LINK/`, in the order of `DEVCONF_*`. Read only.
 *
 * 1 means on and 0 off unless said otherwise. Members that an older kernel does not send are undefined.
 */
export const ipv6_devconf = struct('ipv6_devconf', () => ({
  /** Forward packets: 0 host, 1 router. `DEVCONF_FORWARDING` */
  forwarding: i32,
  /** Hop limit of packets sent. `DEVCONF_HOPLIMIT` */
  hoplimit: i32,
  /** IPv6 MTU in bytes, at most the link's. `DEVCONF_MTU6` */
  mtu6: i32,
  /** Accept router advertisements: 0 no, 1 unless forwarding, 2 even when forwarding. `DEVCONF_ACCEPT_RA` */
  acceptRa: i32,
  /** Accept redirects. `DEVCONF_ACCEPT_REDIRECTS` */
  acceptRedirects: i32,
  /** Make addresses from advertised prefixes. `DEVCONF_AUTOCONF` */
  autoconf: i32,
  /** How many duplicate address probes are sent; 0 none. `DEVCONF_DAD_TRANSMITS` */
  dadTransmits: i32,
  /** How many router solicitations are sent; -1 without end. `DEVCONF_RTR_SOLICITS` */
  rtrSolicits: i32,
  /** Milliseconds before the first router solicitation is repeated. `DEVCONF_RTR_SOLICIT_INTERVAL` */
  rtrSolicitInterval: i32,
  /** Milliseconds between the link coming up and the first router solicitation. `DEVCONF_RTR_SOLICIT_DELAY` */
  rtrSolicitDelay: i32,
  /** Temporary addresses: 0 or less none, 1 make them, 2 and prefer them. `DEVCONF_USE_TEMPADDR` */
  useTempaddr: i32,
  /** Valid lifetime of temporary addresses, in seconds. `DEVCONF_TEMP_VALID_LFT` */
  tempValidLft: i32,
  /** Preferred lifetime of temporary addresses, in seconds. `DEVCONF_TEMP_PREFERED_LFT` */
  tempPreferedLft: i32,
  /** Attempts at making a temporary address before giving up. `DEVCONF_REGEN_MAX_RETRY` */
  regenMaxRetry: i32,
  /** Largest random part of a temporary address's lifetime, in seconds. `DEVCONF_MAX_DESYNC_FACTOR` */
  maxDesyncFactor: i32,
  /** Most autoconfigured addresses; 0 no limit. `DEVCONF_MAX_ADDRESSES` */
  maxAddresses: i32,
  /** MLD version to speak: 1 or 2; 0 no constraint. `DEVCONF_FORCE_MLD_VERSION` */
  forceMldVersion: i32,
  /** Take the default router from advertisements. `DEVCONF_ACCEPT_RA_DEFRTR` */
  acceptRaDefrtr: i32,
  /** Take prefixes from advertisements. `DEVCONF_ACCEPT_RA_PINFO` */
  acceptRaPinfo: i32,
  /** Heed the router preference of advertisements. `DEVCONF_ACCEPT_RA_RTR_PREF` */
  acceptRaRtrPref: i32,
  /** Milliseconds between probes of an unreachable router. `DEVCONF_RTR_PROBE_INTERVAL` */
  rtrProbeInterval: i32,
  /** Longest prefix of an advertised route; 0 none but the default. `DEVCONF_ACCEPT_RA_RT_INFO_MAX_PLEN` */
  acceptRaRtInfoMaxPlen: i32,
  /** Answer neighbour solicitations for proxied addresses. `DEVCONF_PROXY_NDP` */
  proxyNdp: i32,
  /** Use an address while it is still being probed. `DEVCONF_OPTIMISTIC_DAD` */
  optimisticDad: i32,
  /** Routing headers: less than 0 none, 0 only type 2, more than 0 all. `DEVCONF_ACCEPT_SOURCE_ROUTE` */
  acceptSourceRoute: i32,
  /** Multicast routing; set by the routing daemon's socket. `DEVCONF_MC_FORWARDING` */
  mcForwarding: i32,
  /** No IPv6 on this link. `DEVCONF_DISABLE_IPV6` */
  disableIpv6: i32,
  /** Duplicate address detection: 0 no, 1 yes, 2 yes and disable IPv6 if the link-local address is taken. `DEVCONF_ACCEPT_DAD` */
  acceptDad: i32,
  /** Put the link-layer address into every neighbour advertisement. `DEVCONF_FORCE_TLLAO` */
  forceTllao: i32,
  /** Send unsolicited neighbour advertisements when the link comes up or its address changes. `DEVCONF_NDISC_NOTIFY` */
  ndiscNotify: i32,
  /** Milliseconds until the next unsolicited MLDv1 report. `DEVCONF_MLDV1_UNSOLICITED_REPORT_INTERVAL` */
  mldv1UnsolicitedReportInterval: i32,
  /** Milliseconds until the next unsolicited MLDv2 report. `DEVCONF_MLDV2_UNSOLICITED_REPORT_INTERVAL` */
  mldv2UnsolicitedReportInterval: i32,
  /** Drop fragmented neighbour discovery packets (RFC 6980). `DEVCONF_SUPPRESS_FRAG_NDISC` */
  suppressFragNdisc: i32,
  /** Accept advertisements from a local address. `DEVCONF_ACCEPT_RA_FROM_LOCAL` */
  acceptRaFromLocal: i32,
  /** Let optimistic addresses be chosen as source. `DEVCONF_USE_OPTIMISTIC` */
  useOptimistic: i32,
  /** Take the MTU from advertisements. `DEVCONF_ACCEPT_RA_MTU` */
  acceptRaMtu: i32,
  /** The place of the stable privacy secret, which the kernel does not tell: always 0. `DEVCONF_STABLE_SECRET` */
  stableSecret: i32,
  /** Choose source addresses of the outgoing link only. `DEVCONF_USE_OIF_ADDRS_ONLY` */
  useOifAddrsOnly: i32,
  /** Least hop limit that is taken from an advertisement. `DEVCONF_ACCEPT_RA_MIN_HOP_LIMIT` */
  acceptRaMinHopLimit: i32,
  /** Do not use next hops whose link has no carrier. `DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN` */
  ignoreRoutesWithLinkdown: i32,
  /** Drop unicast IPv6 packets in link-layer multicast or broadcast frames. `DEVCONF_DROP_UNICAST_IN_L2_MULTICAST` */
  dropUnicastInL2Multicast: i32,
  /** Drop unsolicited neighbour advertisements. `DEVCONF_DROP_UNSOLICITED_NA` */
  dropUnsolicitedNa: i32,
  /** Keep addresses when the link goes down: less than 0 no, 0 as `conf/all` says, more than 0 yes. `DEVCONF_KEEP_ADDR_ON_DOWN` */
  keepAddrOnDown: i32,
  /** Most milliseconds between router solicitations. `DEVCONF_RTR_SOLICIT_MAX_INTERVAL` */
  rtrSolicitMaxInterval: i32,
  /** Accept segment routing headers. `DEVCONF_SEG6_ENABLED` */
  seg6Enabled: i32,
  /** HMAC of segment routing headers: -1 ignored, 0 checked where present, 1 demanded. `DEVCONF_SEG6_REQUIRE_HMAC` */
  seg6RequireHmac: i32,
  /** Tell looped-back probes from true duplicates by a nonce (RFC 7527). `DEVCONF_ENHANCED_DAD` */
  enhancedDad: i32,
  /** How link-local and autoconfigured addresses are made. `DEVCONF_ADDR_GEN_MODE` */
  addrGenMode: i32.enum(IN6_ADDR_GEN_MODE),
  /** No IPsec policy on this link. `DEVCONF_DISABLE_POLICY` */
  disablePolicy: i32,
  /** Shortest prefix of an advertised route. `DEVCONF_ACCEPT_RA_RT_INFO_MIN_PLEN` */
  acceptRaRtInfoMinPlen: i32,
  /** Traffic class of neighbour discovery packets sent. `DEVCONF_NDISC_TCLASS` */
  ndiscTclass: i32,
  /** Accept RPL source routing headers. `DEVCONF_RPL_SEG_ENABLED` */
  rplSegEnabled: i32,
  /** Metric of the default route from advertisements. `DEVCONF_RA_DEFRTR_METRIC` */
  raDefrtrMetric: u32,
  /** Accept in-situ OAM options. `DEVCONF_IOAM6_ENABLED` */
  ioam6Enabled: i32,
  /** In-situ OAM identifier of the link, 16 bits. `DEVCONF_IOAM6_ID` */
  ioam6Id: i32,
  /** In-situ OAM identifier of the link, 32 bits. `DEVCONF_IOAM6_ID_WIDE` */
  ioam6IdWide: u32,
  /** Drop the link's neighbours when its carrier is lost. Linux 5.16. `DEVCONF_NDISC_EVICT_NOCARRIER` */
  ndiscEvictNocarrier: i32,
  /** Make neighbours from advertisements nobody asked for: 0 no, 1 yes, 2 of local subnets. Linux 5.19. `DEVCONF_ACCEPT_UNTRACKED_NA` */
  acceptUntrackedNa: i32,
  /** Least lifetime, in seconds, of what is taken from an advertisement. Linux 6.6. `DEVCONF_ACCEPT_RA_MIN_LFT` */
  acceptRaMinLft: i32,
  /** Forward on this link even where `conf/all` does not. Linux 6.17. `DEVCONF_FORCE_FORWARDING` */
  forceForwarding: i32,
}))
