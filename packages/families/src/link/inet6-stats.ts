import { struct, u64 } from '@rtnl/codec'

/**
 * IPv6 counters of a link, in the order of `IPSTATS_MIB_*`; names as in `/proc/net/dev_snmp6/LINK`.
 *
 * Members that an older kernel does not send are undefined.
 */
export const ipstats_mib = struct('ipstats_mib', () => ({
  /** How many members the kernel knows, this one counted. `IPSTATS_MIB_NUM` */
  num: u64,
  /** Packets received (Ip6InReceives). `IPSTATS_MIB_INPKTS` */
  inpkts: u64,
  /** Bytes received (Ip6InOctets). `IPSTATS_MIB_INOCTETS` */
  inoctets: u64,
  /** Packets delivered to local protocols (Ip6InDelivers). `IPSTATS_MIB_INDELIVERS` */
  indelivers: u64,
  /** Packets forwarded (Ip6OutForwDatagrams). `IPSTATS_MIB_OUTFORWDATAGRAMS` */
  outforwdatagrams: u64,
  /** Packets that local protocols asked to send (Ip6OutRequests); before Linux 6.7 all packets sent. `IPSTATS_MIB_OUTREQUESTS` */
  outrequests: u64,
  /** Bytes sent (Ip6OutOctets). `IPSTATS_MIB_OUTOCTETS` */
  outoctets: u64,
  /** Dropped for a bad header (Ip6InHdrErrors). `IPSTATS_MIB_INHDRERRORS` */
  inhdrerrors: u64,
  /** Too big to forward (Ip6InTooBigErrors). `IPSTATS_MIB_INTOOBIGERRORS` */
  intoobigerrors: u64,
  /** Received with no route to the destination (Ip6InNoRoutes). `IPSTATS_MIB_INNOROUTES` */
  innoroutes: u64,
  /** Dropped for a bad destination address (Ip6InAddrErrors). `IPSTATS_MIB_INADDRERRORS` */
  inaddrerrors: u64,
  /** Dropped for an unknown next header (Ip6InUnknownProtos). `IPSTATS_MIB_INUNKNOWNPROTOS` */
  inunknownprotos: u64,
  /** Shorter than their header says (Ip6InTruncatedPkts). `IPSTATS_MIB_INTRUNCATEDPKTS` */
  intruncatedpkts: u64,
  /** Received and dropped without fault of their own (Ip6InDiscards). `IPSTATS_MIB_INDISCARDS` */
  indiscards: u64,
  /** Dropped on sending without fault of their own (Ip6OutDiscards). `IPSTATS_MIB_OUTDISCARDS` */
  outdiscards: u64,
  /** No route to send by (Ip6OutNoRoutes). `IPSTATS_MIB_OUTNOROUTES` */
  outnoroutes: u64,
  /** Reassemblies that timed out (Ip6ReasmTimeout). `IPSTATS_MIB_REASMTIMEOUT` */
  reasmtimeout: u64,
  /** Fragments received (Ip6ReasmReqds). `IPSTATS_MIB_REASMREQDS` */
  reasmreqds: u64,
  /** Packets reassembled (Ip6ReasmOKs). `IPSTATS_MIB_REASMOKS` */
  reasmoks: u64,
  /** Reassemblies that failed (Ip6ReasmFails). `IPSTATS_MIB_REASMFAILS` */
  reasmfails: u64,
  /** Packets fragmented (Ip6FragOKs). `IPSTATS_MIB_FRAGOKS` */
  fragoks: u64,
  /** Packets that could not be fragmented (Ip6FragFails). `IPSTATS_MIB_FRAGFAILS` */
  fragfails: u64,
  /** Fragments made (Ip6FragCreates). `IPSTATS_MIB_FRAGCREATES` */
  fragcreates: u64,
  /** Multicast packets received (Ip6InMcastPkts). `IPSTATS_MIB_INMCASTPKTS` */
  inmcastpkts: u64,
  /** Multicast packets sent (Ip6OutMcastPkts). `IPSTATS_MIB_OUTMCASTPKTS` */
  outmcastpkts: u64,
  /** Broadcast packets received: none in IPv6. `IPSTATS_MIB_INBCASTPKTS` */
  inbcastpkts: u64,
  /** Broadcast packets sent: none in IPv6. `IPSTATS_MIB_OUTBCASTPKTS` */
  outbcastpkts: u64,
  /** Bytes of multicast packets received (Ip6InMcastOctets). `IPSTATS_MIB_INMCASTOCTETS` */
  inmcastoctets: u64,
  /** Bytes of multicast packets sent (Ip6OutMcastOctets). `IPSTATS_MIB_OUTMCASTOCTETS` */
  outmcastoctets: u64,
  /** Bytes of broadcast packets received: none in IPv6. `IPSTATS_MIB_INBCASTOCTETS` */
  inbcastoctets: u64,
  /** Bytes of broadcast packets sent: none in IPv6. `IPSTATS_MIB_OUTBCASTOCTETS` */
  outbcastoctets: u64,
  /** Received with a bad checksum. `IPSTATS_MIB_CSUMERRORS` */
  csumerrors: u64,
  /** Received without ECN capability (Ip6InNoECTPkts). `IPSTATS_MIB_NOECTPKTS` */
  noectpkts: u64,
  /** Received with ECT(1) (Ip6InECT1Pkts). `IPSTATS_MIB_ECT1PKTS` */
  ect1pkts: u64,
  /** Received with ECT(0) (Ip6InECT0Pkts). `IPSTATS_MIB_ECT0PKTS` */
  ect0pkts: u64,
  /** Received with congestion experienced (Ip6InCEPkts). `IPSTATS_MIB_CEPKTS` */
  cepkts: u64,
  /** Overlapping fragments. `IPSTATS_MIB_REASM_OVERLAPS` */
  reasmOverlaps: u64,
  /** Packets sent (Ip6OutTransmits). Linux 6.7; before it `outrequests` counted them. `IPSTATS_MIB_OUTPKTS` */
  outpkts: u64,
}))

/** ICMPv6 counters of a link, in the order of `ICMP6_MIB_*`. Members that an older kernel does not send are undefined. */
export const icmpv6_mib = struct('icmpv6_mib', () => ({
  /** How many members the kernel knows, this one counted. `ICMP6_MIB_NUM` */
  num: u64,
  /** Messages received. `ICMP6_MIB_INMSGS` */
  inmsgs: u64,
  /** Messages received with an error. `ICMP6_MIB_INERRORS` */
  inerrors: u64,
  /** Messages sent. `ICMP6_MIB_OUTMSGS` */
  outmsgs: u64,
  /** Messages not sent for an error. `ICMP6_MIB_OUTERRORS` */
  outerrors: u64,
  /** Messages received with a bad checksum. `ICMP6_MIB_CSUMERRORS` */
  csumerrors: u64,
  /** Messages not sent for the limit per destination. `ICMP6_MIB_RATELIMITHOST` */
  ratelimithost: u64,
}))
