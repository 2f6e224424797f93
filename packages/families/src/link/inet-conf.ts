import { i32, struct } from '@rtnl/codec'

/**
 * The IPv4 settings of a link, as in `/proc/sys/net/ipv4/conf/LINK/`, in the order of `IPV4_DEVCONF_*`.
 *
 * 1 means on and 0 off unless said otherwise. For most switches the kernel also looks at `conf/all`: this is the link's own
 * part. Members that an older kernel does not send are undefined.
 */
export const ipv4_devconf = struct('ipv4_devconf', () => ({
  /** Forward packets that arrive on this link. `IPV4_DEVCONF_FORWARDING` */
  forwarding: i32,
  /** Multicast routing; set by the routing daemon's socket, not by hand. `IPV4_DEVCONF_MC_FORWARDING` */
  mcForwarding: i32,
  /** Answer ARP for addresses that are reached through another link. `IPV4_DEVCONF_PROXY_ARP` */
  proxyArp: i32,
  /** Accept ICMP redirects. `IPV4_DEVCONF_ACCEPT_REDIRECTS` */
  acceptRedirects: i32,
  /** Accept ICMP redirects only from listed gateways. `IPV4_DEVCONF_SECURE_REDIRECTS` */
  secureRedirects: i32,
  /** Send ICMP redirects. `IPV4_DEVCONF_SEND_REDIRECTS` */
  sendRedirects: i32,
  /** The medium is shared by several IP networks. `IPV4_DEVCONF_SHARED_MEDIA` */
  sharedMedia: i32,
  /** Reverse path filter: 0 none, 1 strict, 2 loose; the larger of this and `conf/all` counts. `IPV4_DEVCONF_RP_FILTER` */
  rpFilter: i32,
  /** Accept packets with source routing. `IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE` */
  acceptSourceRoute: i32,
  /** Take packets from 0.b.c.d as local, for a BOOTP relay; not implemented. `IPV4_DEVCONF_BOOTP_RELAY` */
  bootpRelay: i32,
  /** Log packets with impossible addresses. `IPV4_DEVCONF_LOG_MARTIANS` */
  logMartians: i32,
  /** A number free for users. `IPV4_DEVCONF_TAG` */
  tag: i32,
  /** Answer ARP only when a route to the asker leaves by this link. `IPV4_DEVCONF_ARPFILTER` */
  arpfilter: i32,
  /** Number of the medium, for proxy ARP: 0 none of its own, -1 not known. `IPV4_DEVCONF_MEDIUM_ID` */
  mediumId: i32,
  /** No IPsec encryption on this link (`disable_xfrm`). `IPV4_DEVCONF_NOXFRM` */
  noxfrm: i32,
  /** No IPsec policy on this link (`disable_policy`). `IPV4_DEVCONF_NOPOLICY` */
  nopolicy: i32,
  /** IGMP version to speak, whatever is heard: 1, 2 or 3; 0 no constraint. `IPV4_DEVCONF_FORCE_IGMP_VERSION` */
  forceIgmpVersion: i32,
  /** Source address of ARP requests: 0 any local, 1 prefer the target's subnet, 2 always the best. `IPV4_DEVCONF_ARP_ANNOUNCE` */
  arpAnnounce: i32,
  /** When to answer ARP, 0 (for any local address) to 8 (never). `IPV4_DEVCONF_ARP_IGNORE` */
  arpIgnore: i32,
  /** Promote a secondary address when its primary is deleted, instead of deleting both. `IPV4_DEVCONF_PROMOTE_SECONDARIES` */
  promoteSecondaries: i32,
  /** Make neighbours from gratuitous ARP: 0 never, 1 always, 2 only for an address in a local subnet. `IPV4_DEVCONF_ARP_ACCEPT` */
  arpAccept: i32,
  /** Send gratuitous ARP when the link comes up or its address changes. `IPV4_DEVCONF_ARP_NOTIFY` */
  arpNotify: i32,
  /** Accept packets whose source address is local. `IPV4_DEVCONF_ACCEPT_LOCAL` */
  acceptLocal: i32,
  /** Let the packet's mark take part in the reverse path filter. `IPV4_DEVCONF_SRC_VMARK` */
  srcVmark: i32,
  /** Answer ARP for neighbours of this same link, for private VLANs. `IPV4_DEVCONF_PROXY_ARP_PVLAN` */
  proxyArpPvlan: i32,
  /** Route 127.0.0.0/8 instead of treating it as impossible. `IPV4_DEVCONF_ROUTE_LOCALNET` */
  routeLocalnet: i32,
  /** Milliseconds until the next unsolicited IGMPv1 or v2 report. `IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL` */
  igmpv2UnsolicitedReportInterval: i32,
  /** Milliseconds until the next unsolicited IGMPv3 report. `IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL` */
  igmpv3UnsolicitedReportInterval: i32,
  /** Do not use next hops whose link has no carrier. `IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN` */
  ignoreRoutesWithLinkdown: i32,
  /** Drop unicast IP packets in link-layer multicast or broadcast frames. `IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST` */
  dropUnicastInL2Multicast: i32,
  /** Drop gratuitous ARP. `IPV4_DEVCONF_DROP_GRATUITOUS_ARP` */
  dropGratuitousArp: i32,
  /** Forward directed broadcasts; must be on in `conf/all` too. Linux 4.19. `IPV4_DEVCONF_BC_FORWARDING` */
  bcForwarding: i32,
  /** Drop the link's ARP entries when its carrier is lost. Linux 5.16. `IPV4_DEVCONF_ARP_EVICT_NOCARRIER` */
  arpEvictNocarrier: i32,
}))
