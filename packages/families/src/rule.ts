import {
  address,
  attributes,
  be32,
  be64,
  bytes,
  type Infer,
  type Input,
  i32,
  message,
  pad,
  string,
  struct,
  u8,
  u16,
  u32,
} from '@rtnl/codec'
import { FIB_RULE, FR_ACT, FRA } from './uapi/fib_rules.ts'
import { IPPROTO } from './uapi/in.ts'
import { RT_TABLE, RTNL_FAMILY, RTPROT } from './uapi/rtnetlink.ts'
import { AF } from './uapi/socket.ts'

/** Header of a rule message: `struct fib_rule_hdr`. */
export const fib_rule_hdr = struct('fib_rule_hdr', () => ({
  /**
   * 'inet', 'inet6', or 'ipmr' and 'ip6mr' for rules of multicast routing; 'unspec' in a dump request asks for all.
   * `family`
   */
  family: u8.enum({ ...AF, ...RTNL_FAMILY }),
  /** Length in bits of `dst`; 0 = any destination. `dst_len` */
  dstLen: u8,
  /** Length in bits of `src`; 0 = any source. `src_len` */
  srcLen: u8,
  /** TOS or traffic class that packets must have; 0 = any. `tos` */
  tos: u8,
  /** Low 8 bits of the table; `table` wins when both are present, and tables above 255 say 'compat' here. `table` */
  hdrTable: u8.enum(RT_TABLE),
  _res: pad(2),
  /**
   * What to do with what matches: 'to_tbl' looks up `table`, 'goto' jumps to `goto`, 'nop', 'blackhole', 'unreachable',
   * 'prohibit'. `action`
   */
  action: u8.enum(FR_ACT),
  /**
   * 'invert': match what does not match. 'unresolved', 'iif_detached' and 'oif_detached' say that `goto` or a name
   * leads nowhere now. `flags`
   */
  flags: u32.flags(FIB_RULE),
}))

/** A range of user ids, both ends included: `struct fib_rule_uid_range`. */
export const fib_rule_uid_range = struct('fib_rule_uid_range', () => ({
  /** First user id. `start` */
  start: u32,
  /** Last user id. `end` */
  end: u32,
}))

/** A range of ports, both ends included, in the host's byte order: `struct fib_rule_port_range`. */
export const fib_rule_port_range = struct('fib_rule_port_range', () => ({
  /** First port; 0 is refused. `start` */
  start: u16,
  /** Last port; not less than `start`. `end` */
  end: u16,
}))

/** One rule of policy routing: `RTM_NEWRULE`, `RTM_DELRULE`, `RTM_GETRULE`. All that is present must match. */
export const rule = message(
  fib_rule_hdr,
  attributes('FRA', FRA, () => ({
    /** Destination, of which `dstLen` bits count. Absent: any. `FRA_DST` */
    dst: [FRA.DST, address],
    /** Source, of which `srcLen` bits count. Absent, or '' as some tools send: any. `FRA_SRC` */
    src: [FRA.SRC, address],
    /**
     * Name of the interface that packets come in by, 'lo' for those of the host itself; it need not exist.
     * `FRA_IIFNAME`
     */
    iifname: [FRA.IIFNAME, string(16)],
    /** `action` 'goto': the priority of the rule to go on with; greater than this rule's own. `FRA_GOTO` */
    goto: [FRA.GOTO, u32],
    /** Not used by the kernel: raw. `FRA_UNUSED2` */
    unused2: [FRA.UNUSED2, bytes],
    /**
     * Place in the order: the lowest comes first. Absent: 0 in answers; in a request just before the second rule.
     * `FRA_PRIORITY`
     */
    priority: [FRA.PRIORITY, u32],
    /** Not used by the kernel: raw. `FRA_UNUSED3` */
    unused3: [FRA.UNUSED3, bytes],
    /** Not used by the kernel: raw. `FRA_UNUSED4` */
    unused4: [FRA.UNUSED4, bytes],
    /** Not used by the kernel: raw. `FRA_UNUSED5` */
    unused5: [FRA.UNUSED5, bytes],
    /** Firewall mark, of which the bits of `fwmask` must agree. `FRA_FWMARK` */
    fwmark: [FRA.FWMARK, u32],
    /**
     * Realms to give, the source's in the upper 16 bits, the destination's in the lower; 0 or absent = none. IPv4.
     * `FRA_FLOW`
     */
    flow: [FRA.FLOW, u32],
    /** Tunnel id of packets from an IP tunnel, as the tunnel's key. Absent or 0: any. `FRA_TUN_ID` */
    tunId: [FRA.TUN_ID, be64],
    /** Drop a result whose interface is in this group. Absent or -1: none. `FRA_SUPPRESS_IFGROUP` */
    suppressIfgroup: [FRA.SUPPRESS_IFGROUP, i32],
    /**
     * Drop a result whose prefix has this length or less (0 = the default route). Absent in a request, or -1: none.
     * `FRA_SUPPRESS_PREFIXLEN`
     */
    suppressPrefixlen: [FRA.SUPPRESS_PREFIXLEN, i32],
    /** The table to look up, all 32 bits of it. Absent: `hdrTable`. `FRA_TABLE` */
    table: [FRA.TABLE, u32.enum(RT_TABLE)],
    /** The bits of the mark that count. Absent in a request with a `fwmark`: all. `FRA_FWMASK` */
    fwmask: [FRA.FWMASK, u32],
    /** Name of the interface that the sending socket is bound to; it need not exist. `FRA_OIFNAME` */
    oifname: [FRA.OIFNAME, string(16)],
    /** Filler that aligns a 64-bit attribute on some machines: empty. `FRA_PAD` */
    pad: [FRA.PAD, bytes],
    /** 1: look up the table of the VRF that the packet belongs to; `table` must be absent or 0. `FRA_L3MDEV` */
    l3mdev: [FRA.L3MDEV, u8],
    /** User ids of the sending process. Absent: any. `FRA_UID_RANGE` */
    uidRange: [FRA.UID_RANGE, fib_rule_uid_range],
    /** Who made the rule, as `protocol` of routes; 'unspec' = not said. `FRA_PROTOCOL` */
    protocol: [FRA.PROTOCOL, u8.enum(RTPROT)],
    /** IP protocol: 'tcp', 'udp' ... Absent or 0: any. `FRA_IP_PROTO` */
    ipProto: [FRA.IP_PROTO, u8.enum(IPPROTO)],
    /** Source ports. Absent: any. `FRA_SPORT_RANGE` */
    sportRange: [FRA.SPORT_RANGE, fib_rule_port_range],
    /** Destination ports. Absent: any. `FRA_DPORT_RANGE` */
    dportRange: [FRA.DPORT_RANGE, fib_rule_port_range],
    /** DSCP, 0 to 63; 0 is a value here, unlike `tos`. Linux 6.12. `FRA_DSCP` */
    dscp: [FRA.DSCP, u8],
    /** IPv6 flow label, of which the bits of `flowlabelMask` must agree: 20 bits. Linux 6.14. `FRA_FLOWLABEL` */
    flowlabel: [FRA.FLOWLABEL, be32],
    /** The bits of the flow label that count: 20 bits. Goes with `flowlabel`. `FRA_FLOWLABEL_MASK` */
    flowlabelMask: [FRA.FLOWLABEL_MASK, be32],
    /**
     * The bits of the source port that count, when `sportRange` is one port; 65535 = all. Linux 6.15. `FRA_SPORT_MASK`
     */
    sportMask: [FRA.SPORT_MASK, u16],
    /**
     * The bits of the destination port that count, when `dportRange` is one port; 65535 = all. Linux 6.15.
     * `FRA_DPORT_MASK`
     */
    dportMask: [FRA.DPORT_MASK, u16],
    /** The bits of the DSCP that count, when `dscp` is there; 63 = all. Linux 6.15. `FRA_DSCP_MASK` */
    dscpMask: [FRA.DSCP_MASK, u8],
  })),
)

/** A rule of the policy routing as the kernel reports it. */
export type Rule = Infer<typeof rule>
/** A rule of the policy routing as requests describe it. */
export type RuleInput = Input<typeof rule>
