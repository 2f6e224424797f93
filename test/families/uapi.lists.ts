// What the audit of the constants cannot know: spellings of ours, constants newer than the headers at hand, constants
// left out on purpose.

/**
 * Objects that are not named after the prefix of their constants, because another object is or because the prefix
 * says too little.
 */
export const prefixes: Record<string, string> = {
  BRPORT_MODE: 'BRIDGE_MODE',
  NETKIT_MODE: 'NETKIT',
  NETLINK_OPTION: 'NETLINK',
  TUN_TYPE: 'IFF',
}

/**
 * Keys that are not the rest of the constant's name: the kernel named these after the attribute they lie in, or gave
 * them no common prefix.
 */
export const spellings: Record<string, string> = {
  'IFLA_VF_INFO.INFO': 'IFLA_VF_INFO',
  'IFLA_VF_VLAN_INFO.INFO': 'IFLA_VF_VLAN_INFO',
  'IFLA_VF_PORT.PORT': 'IFLA_VF_PORT',
  'IFLA_STATS_GETSET.GET_FILTERS': 'IFLA_STATS_GET_FILTERS',
  'IFLA_STATS_GETSET.SET_OFFLOAD_XSTATS_L3_STATS': 'IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS',
}

/** Headers that a file takes its constants from, where it is not the one of its name. */
export const sources: Record<string, string[]> = {
  'can_netlink.ts': ['can/netlink.h'],
  'can_vxcan.ts': ['can/vxcan.h'],
  'in.ts': ['in.h', 'in6.h'],
  'socket.ts': ['bits/socket.h'],
}

/**
 * Constants that came with a kernel after 6.1, by that kernel: headers of an older one lack them. What came after
 * 6.12 is compared only where the installed headers are as new.
 */
export const newer: Record<string, string[]> = {
  '6.2': ['IFLA_BRPORT_MAB', 'IFLA_DEVLINK_PORT', 'NTF_EXT_LOCKED'],
  '6.3': [
    'IFLA_BRPORT_MCAST_MAX_GROUPS',
    'IFLA_BRPORT_MCAST_N_GROUPS',
    'IFLA_GRO_IPV4_MAX_SIZE',
    'IFLA_GSO_IPV4_MAX_SIZE',
  ],
  '6.4': ['IFLA_BRPORT_NEIGH_VLAN_SUPPRESS', 'IFLA_MACVLAN_BC_CUTOFF'],
  '6.5': ['IFLA_VXLAN_LOCALBYPASS'],
  '6.6': ['IFLA_BRPORT_BACKUP_NHID'],
  '6.7': [
    'DPLL_A_PIN_ID',
    'IFLA_BR_FDB_MAX_LEARNED',
    'IFLA_BR_FDB_N_LEARNED',
    'IFLA_DPLL_PIN',
    'IFLA_DSA_CONDUIT',
    'IFLA_NETKIT_MODE',
    'IFLA_NETKIT_PEER_INFO',
    'IFLA_NETKIT_PEER_POLICY',
    'IFLA_NETKIT_POLICY',
    'IFLA_NETKIT_PRIMARY',
    'IFLA_NETKIT_UNSPEC',
    'IFLA_VXLAN_LABEL_POLICY',
    'NETKIT_DROP',
    'NETKIT_L2',
    'NETKIT_L3',
    'NETKIT_NEXT',
    'NETKIT_PASS',
    'NETKIT_REDIRECT',
    'NL_ATTR_TYPE_SINT',
    'NL_ATTR_TYPE_UINT',
    'RTAX_FEATURE_TCP_USEC_TS',
    'VXLAN_LABEL_FIXED',
    'VXLAN_LABEL_INHERIT',
  ],
  '6.9': [
    'NHA_GROUP_STATS',
    'NHA_GROUP_STATS_ENTRY',
    'NHA_GROUP_STATS_ENTRY_ID',
    'NHA_GROUP_STATS_ENTRY_PACKETS',
    'NHA_GROUP_STATS_ENTRY_PACKETS_HW',
    'NHA_GROUP_STATS_ENTRY_UNSPEC',
    'NHA_GROUP_STATS_UNSPEC',
    'NHA_HW_STATS_ENABLE',
    'NHA_HW_STATS_USED',
    'NHA_OP_FLAGS',
    'NHA_OP_FLAG_DUMP_HW_STATS',
    'NHA_OP_FLAG_DUMP_STATS',
  ],
  '6.10': ['IFLA_GTP_LOCAL', 'IFLA_GTP_LOCAL6', 'IFLA_HSR_INTERLINK'],
  '6.11': ['IPPROTO_SMC'],
  '6.12': [
    'NHA_OP_FLAG_RESP_GRP_RESVD_0',
    'FRA_DSCP',
    'IFLA_NETKIT_PEER_SCRUB',
    'IFLA_NETKIT_SCRUB',
    'IOAM6_IPTUNNEL_SRC',
    'NETKIT_SCRUB_DEFAULT',
    'NETKIT_SCRUB_NONE',
  ],
  '6.13': ['IFLA_MAX_PACING_OFFLOAD_HORIZON', 'IFLA_MCTP_PHYS_BINDING'],
  '6.14': [
    'FRA_FLOWLABEL',
    'FRA_FLOWLABEL_MASK',
    'IFLA_NETKIT_HEADROOM',
    'IFLA_NETKIT_TAILROOM',
    'IFLA_VXLAN_RESERVED_BITS',
    'RTA_FLOWLABEL',
    'RTM_DELANYCAST',
    'RTM_DELMULTICAST',
    'RTM_NEWANYCAST',
    'RTM_NEWMULTICAST',
    'RTNLGRP_IPV4_MCADDR',
    'RTNLGRP_IPV6_ACADDR',
    'RTNLGRP_IPV6_MCADDR',
  ],
  '6.15': [
    'FRA_DPORT_MASK',
    'FRA_DSCP_MASK',
    'FRA_SPORT_MASK',
    'IFLA_GENEVE_PORT_RANGE',
    'IFLA_NETNS_IMMUTABLE',
    'RTPROT_OVN',
  ],
  '6.16': [
    'BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION',
    'IFLA_OVPN_MODE',
    'IFLA_OVPN_UNSPEC',
    'OVPN_MODE_MP',
    'OVPN_MODE_P2P',
  ],
  '6.17': ['DEVCONF_FORCE_FORWARDING', 'IFLA_BOND_BROADCAST_NEIGH', 'IFLA_VXLAN_MC_ROUTE', 'NTF_EXT_EXT_VALIDATED'],
  '6.18': ['BR_BOOLOPT_FDB_LOCAL_VLAN_0', 'IFLA_HEADROOM', 'IFLA_TAILROOM'],
  '6.19': ['ETH_P_MXLGSW', 'ETH_P_YT921X'],
  '7.2': ['IFLA_BOND_LACP_STRICT'],
}

/**
 * Constants that we leave out on purpose, by header, with the reason. A pattern covers the whole name. Under `*`:
 * those of every header. The highest number of an enum (`IFLA_MAX`) is left out everywhere by rule.
 */
export const leftOut: Record<string, [pattern: RegExp, reason: string][]> = {
  '*': [
    [/NUM_.*/, 'how many members an enum has'],
    [/[a-z].*/, 'members of structs and unions under a shorter name'],
    [/_.*/, 'include guards, the counters behind the last member of an enum, and what libc and the kernel agree on'],
  ],
  'batman_adv.h': [[/BATADV_.*/, 'generic netlink, and packets']],
  'bits/socket.h': [[/(PF|SOL|MSG|SCM|SO)_.*|SOMAXCONN/, 'sockets: what of it netlink needs, the adapters have']],
  'can/netlink.h': [[/CAN_TERMINATION_DISABLED/, '0: the declaration says so']],
  'devlink.h': [
    [/DEVLINK_(?!ATTR_(BUS_NAME|DEV_NAME|PORT_INDEX)$).*/, 'generic netlink: all but what names the port of a link'],
  ],
  'dpll.h': [[/DPLL_(?!A_PIN_ID$).*/, 'generic netlink: all but what names the pin of a link']],
  'icmpv6.h': [[/ICMPV6_(?!ROUTER_PREF_).*|MLD2_.*/, 'packets']],
  'if.h': [[/IF_(GET|IFACE|PROTO)_.*|IFHWADDRLEN/, 'ioctl']],
  'if_arp.h': [[/ARPOP_.*|ATF_.*/, 'packets and ioctl']],
  'if_bonding.h': [
    [/BOND_(.*_OLD|CHECK_MII_STATUS|ABI_VERSION)/, 'ioctl'],
    [/BOND_DEFAULT_.*/, 'defaults of module parameters'],
    [/BOND_(XSTATS|3AD_STAT)_.*/, 'statistics (RTM_*STATS): not declared yet'],
  ],
  'if_bridge.h': [
    [/BRCTL_.*|SYSFS_BRIDGE_.*/, 'ioctl and sysfs'],
    [/BRIDGE_VLANDB_.*/, 'vlans of bridges (RTM_*VLAN): not declared yet'],
    [/MDB[AE]_.*|MDB_(TEMPORARY|PERMANENT|FLAGS_.*)/, 'multicast groups of bridges (RTM_*MDB): not declared yet'],
    [/BRIDGE_XSTATS_.*|BR_MCAST_DIR_.*/, 'statistics (RTM_*STATS): not declared yet'],
  ],
  'if_ether.h': [[/ETH_(?!P_).*|ETH_P_802_3_MIN/, 'lengths, and where lengths end and protocols begin']],
  'if_link.h': [
    [/XDP_FLAGS_(MASK|MODES)|TUNNEL_MSG_VALID_USER_FLAGS/, 'all or some bits of the flags beside them'],
    [/MAX_VLAN_LIST_LEN|PORT_(PROFILE|UUID)_MAX/, 'limits that only the kernel needs'],
  ],
  'if_macsec.h': [
    [/MACSEC_(?!CIPHER_ID_|DEFAULT_CIPHER_).*/, 'generic netlink, and lengths of its values'],
    [/MACSEC_DEFAULT_CIPHER_ALT/, 'another name of MACSEC_CIPHER_ID_GCM_AES_128'],
  ],
  'if_tun.h': [
    [/TUN.*/, 'ioctl and packets'],
    [/IFF_(?!(TUN|TAP)$).*/, 'flags of TUNSETIFF: netlink shows each as an attribute of its own'],
  ],
  'if_tunnel.h': [
    [/SIOC.*/, 'ioctl'],
    [/GRE_(REC|FLAGS|VERSION.*|PROTO_PPP|PPTP_KEY_MASK)/, 'parts of a packet that no attribute has'],
    [/PRL_DEFAULT|VTI_ISVTI/, 'ioctl'],
    [/TUNNEL_OPTIONS_PRESENT/, 'some bits of TUNNEL'],
    [/IP_TUNNEL_.*/, 'the bits of TUNNEL by number, as the kernel has them inside'],
  ],
  'if_vlan.h': [[/(ADD|DEL|GET|SET)_VLAN_(.*_)?CMD|VLAN_NAME_TYPE_.*/, 'ioctl']],
  'in.h': [[/(IN|INADDR|IP|MCAST)_.*/, 'addresses, and options of other sockets']],
  'in6.h': [[/IPV6_.*/, 'packets, and options of other sockets']],
  'ioam6_iptunnel.h': [[/IOAM6_IPTUNNEL_(FREQ_(MIN|MAX)|MODE_MIN)/, 'limits']],
  'ip.h': [[/IPTOS_.*|IPOPT_.*|IPV4_BEET_PHMAXLEN|IPVERSION|MAXTTL|IPDEFTTL|MAX_IPOPTLEN/, 'packets']],
  'ip6_tunnel.h': [[/IPV6_TLV_TNL_ENCAP_LIMIT/, 'packets']],
  'ipv6.h': [[/IPV6_.*/, 'packets']],
  'mpls.h': [
    [/MPLS_LS_.*/, 'where the parts of a label stack entry lie: the codec knows it'],
    [/MPLS_LABEL_FIRST_UNRESERVED/, 'where labels without a meaning of their own begin'],
    [/MPLS_STATS_.*/, 'statistics (RTM_*STATS): not declared yet'],
  ],
  'netlink.h': [
    [/(NLMSG|NLA)_(ALIGNTO|HDRLEN)/, 'layout of messages and attributes: the core knows it'],
    [/NETLINK_(UN)?CONNECTED/, 'states inside the kernel'],
    [/NL_MMAP_.*/, 'mapped sockets, which no kernel since 4.6 has'],
    [/MAX_LINKS|NET_MAJOR/, 'limits of the kernel, and a device that is no more'],
  ],
  'rtnetlink.h': [
    [/RT(A|NH)_ALIGNTO/, 'layout of attributes and next hops: the core and the codec know it'],
    [/RTM_(BASE|NR_FAMILIES|NR_MSGTYPES)/, 'no types of messages, though the first has the number of RTM_NEWLINK'],
    [/RTAX_FEATURE_MASK/, 'all bits of RTAX_FEATURE'],
    [/RTNETLINK_HAVE_PEERINFO/, 'says something about the header'],
    [/TCAA_MAX|TCA_ACT_TAB|TCA_FLAG_LARGE_DUMP_ON/, 'older names of TCA_ROOT_TAB and TCA_ACT_FLAG_LARGE_DUMP_ON'],
  ],
}
