import type { Group, LinkCase } from './group.ts'

/** A link whose name is that in front of its words. */
const link = (kind: string, words: string, more: Partial<LinkCase> = {}): LinkCase => {
  const name = words.split(' ')[0] as string
  return { kind, name, add: words.includes(' type ') ? words : `${words} type ${kind}`, ...more }
}

/** A link on top of another. */
const upper = (kind: string, lower: string, words: string, more: Partial<LinkCase> = {}): LinkCase => {
  const [name = '', ...rest] = words.split(' ')
  return { kind, name, add: `link ${lower} name ${name} ${rest.join(' ')}`, ...more }
}

let addresses = 0
/** An address that no other link has: the kernel would choose one at random. */
const address = (): string => `address 02:00:00:00:01:${(addresses++).toString(16).padStart(2, '0')}`

const dummies = Array.from({ length: 12 }, (_, i) => `link add d${i} index ${10 + i} ${address()} type dummy`)
const up = Array.from({ length: 8 }, (_, i) => `link set d${i} up`)

const simple: readonly LinkCase[] = [
  link('dummy', `dummy1 ${address()}`),
  link('dummy', `dummy2 index 77 ${address()} mtu 9000 txqueuelen 77 numtxqueues 4 numrxqueues 2 type dummy`, {
    set: ['dummy2 alias hello group 7 promisc on', 'dummy2 up addrgenmode none arp off'],
  }),
  link('ifb', `ifb1 ${address()}`),
  link('ifb', `ifb2 ${address()} numtxqueues 3 type ifb`, { set: ['ifb2 up mtu 1400'] }),
  link('veth', `veth1 ${address()} type veth peer name veth2 ${address()}`),
  link('veth', `veth3 index 80 ${address()} mtu 1400 type veth peer name veth4 index 81 ${address()} mtu 1300`, {
    set: ['veth3 up', 'veth4 up', 'veth4 gso_max_size 30000 gso_max_segs 100 gro_max_size 40000'],
  }),
  link('nlmon', 'nlmon1'),
  link('nlmon', 'nlmon2 mtu 5000 type nlmon', { set: ['nlmon2 up'] }),
  link('vcan', 'vcan1'),
  link('vcan', 'vcan2 mtu 72 type vcan', { set: ['vcan2 up'] }),
  link('vxcan', 'vxcan1 type vxcan peer name vxcan2'),
  link('vxcan', 'vxcan3 index 84 mtu 72 type vxcan peer name vxcan4 index 85 mtu 72', { set: ['vxcan3 up'] }),
  link('vsockmon', 'vsockmon1'),
  link('vsockmon', 'vsockmon2 txqueuelen 5 type vsockmon', { set: ['vsockmon2 up'] }),
  link('wireguard', 'wg1'),
  link('wireguard', 'wg2 mtu 1280 type wireguard', { set: ['wg2 up alias tunnel'] }),
  link('netkit', 'netkit1', { since: 6012 }),
  link('netkit', 'netkit2 mtu 1400 type netkit', { since: 6012, set: ['netkit2 up'] }),
  link('team', `team1 ${address()}`),
  link('team', `team2 ${address()} mtu 1400 type team`, { set: ['team2 up', 'd11 master team2'] }),
  link('batadv', `bat1 ${address()}`),
  link('batadv', `bat2 ${address()} type batadv ra BATMAN_V`, { set: ['bat2 up'] }),
  // Only one can have the ports.
  link('gtp', 'gtp1 type gtp role sgsn hsize 2048 restart_count 7'),
]

const stacked: readonly LinkCase[] = [
  upper('vlan', 'd0', 'vlan1 type vlan id 7'),
  upper(
    'vlan',
    'd0',
    'vlan2 type vlan protocol 802.1ad id 4094 reorder_hdr off gvrp on mvrp off loose_binding on bridge_binding off ingress-qos-map 1:2 3:4 egress-qos-map 5:6',
    { set: ['vlan2 type vlan egress-qos-map 7:1 mvrp on', 'vlan2 up'] },
  ),
  upper('macvlan', 'd1', `mv1 ${address()} type macvlan`),
  upper('macvlan', 'd1', `mv2 ${address()} type macvlan mode bridge bcqueuelen 500`, { set: ['mv2 up'] }),
  upper('macvlan', 'd1', `mv3 ${address()} type macvlan mode source macaddr set 02:00:00:00:aa:01 02:00:00:00:aa:02`, {
    set: ['mv3 type macvlan macaddr add 02:00:00:00:aa:03', 'mv3 type macvlan macaddr del 02:00:00:00:aa:01'],
  }),
  upper('macvlan', 'd2', `mv4 ${address()} type macvlan mode passthru nopromisc`),
  upper('macvlan', 'd1', `mv5 ${address()} type macvlan mode private`),
  upper('macvtap', 'd1', `mt1 ${address()} type macvtap`),
  upper('macvtap', 'd1', `mt2 ${address()} type macvtap mode vepa bcqueuelen 7`),
  upper('ipvlan', 'd3', 'iv1 type ipvlan'),
  upper('ipvlan', 'd4', 'iv2 type ipvlan mode l2 private', { set: ['iv2 type ipvlan mode l3s private', 'iv2 up'] }),
  upper('ipvlan', 'd5', 'iv3 type ipvlan mode l3s vepa'),
  upper('ipvtap', 'd6', 'it1 type ipvtap'),
  upper('ipvtap', 'd3', 'it2 type ipvtap mode l3 bridge'),
  upper('macsec', 'd7', `ms1 ${address()} type macsec`),
  upper(
    'macsec',
    'd7',
    `ms2 ${address()} type macsec port 13 cipher gcm-aes-256 icvlen 12 encrypt on send_sci off end_station on protect off replay on window 32 validate check encodingsa 3 offload off`,
    { set: ['ms2 type macsec encrypt off encodingsa 1 validate disabled', 'ms2 up'] },
  ),
  upper('macsec', 'd7', `ms3 ${address()} type macsec sci 0102030405060708 cipher gcm-aes-xpn-128`),
  upper('macsec', 'd7', `ms5 ${address()} type macsec port 14 scb on send_sci off`),
  upper('macsec', 'd7', `ms4 ${address()} type macsec address 02:00:00:00:00:99 port 12 replay off`),
  link('hsr', 'hsr1 type hsr slave1 d8 slave2 d9', { since: 6012 }),
  link('hsr', 'hsr2 type hsr slave1 veth1 slave2 veth2 supervision 45 proto 1', { since: 6012 }),
]

const masters: readonly LinkCase[] = [
  link('vrf', `vrf1 ${address()} type vrf table 10`),
  link('vrf', `vrf2 ${address()} mtu 1400 type vrf table 4000000000`, { set: ['vrf2 up', 'dummy1 master vrf2'] }),
  link('bond', `bond1 ${address()}`),
  link(
    'bond',
    `bond2 ${address()} type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 use_carrier 1 xmit_hash_policy layer3+4 min_links 2 lacp_active on lacp_rate fast ad_select bandwidth ad_actor_sys_prio 100 ad_user_port_key 5 ad_actor_system 02:00:00:00:00:77 resend_igmp 2 num_grat_arp 3 all_slaves_active 1 peer_notify_delay 400`,
    { set: ['port1 master bond2', 'port2 master bond2', 'port1 type bond_slave queue_id 3'] },
  ),
  link(
    'bond',
    `bond3 ${address()} type bond mode active-backup arp_interval 250 arp_ip_target 192.0.2.9,192.0.2.10 ns_ip6_target 2001:db8::9,2001:db8::a arp_validate filter_backup arp_all_targets all arp_missed_max 4 primary_reselect failure fail_over_mac follow`,
    { set: ['port3 master bond3', 'port3 type bond_slave prio -5', 'bond3 type bond primary port3'] },
  ),
  link('bond', `bond4 ${address()} type bond mode balance-rr packets_per_slave 8 lp_interval 3`),
  link('bond', `bond5 ${address()} type bond mode balance-tlb tlb_dynamic_lb 0 miimon 50`),
  link('bridge', `br1 ${address()}`),
  link(
    'bridge',
    `br2 ${address()} type bridge forward_delay 800 hello_time 300 max_age 1800 ageing_time 6000 stp_state 0 priority 4096 vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 5 vlan_stats_enabled 1 vlan_stats_per_port 1 group_fwd_mask 0x4000 group_address 01:80:c2:00:00:0b mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_max 512 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 150 mcast_membership_interval 20000 mcast_querier_interval 20500 mcast_query_interval 11000 mcast_query_response_interval 900 mcast_startup_query_interval 2900 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1`,
    {
      set: [
        'port4 master br2',
        'port5 master br2',
        'port4 type bridge_slave priority 5 cost 77 hairpin on guard on root_block on fastleave on learning off flood off proxy_arp on proxy_arp_wifi on mcast_router 2 mcast_flood off mcast_to_unicast on bcast_flood off group_fwd_mask 8 neigh_suppress on isolated on locked on backup_port port5 vlan_tunnel on',
        'br2 type bridge no_linklocal_learn 1 mcast_vlan_snooping 1',
      ],
    },
  ),
]

const vxlans: readonly LinkCase[] = [
  link('vxlan', `vx1 ${address()} type vxlan id 1 dstport 4789`),
  link(
    'vxlan',
    `vx2 ${address()} type vxlan id 4001 dev d0 group 239.1.1.1 local 192.0.2.1 ttl 5 tos 0x10 dstport 4790 srcport 32768 60000 ageing 600 maxaddress 99 nolearning proxy rsc l2miss l3miss udpcsum df set`,
    { set: ['vx2 type vxlan ageing 900'] },
  ),
  link(
    'vxlan',
    `vx3 ${address()} type vxlan id 4002 remote 2001:db8::2 local 2001:db8::1 ttl inherit flowlabel 0x12345 dstport 4791 udp6zerocsumtx udp6zerocsumrx gbp`,
  ),
  link('vxlan', `vx4 ${address()} type vxlan dstport 8472 external vnifilter`),
  link('vxlan', `vx5 type vxlan dstport 4793 external gpe`),
]

/**
 * All kinds but the tunnels over IP. A tun or tap is made through a file: `ip tuntap` makes it in both namespaces. Not here, for Debian's
 * kernels do not have them: netdevsim, amt, rmnet, virt_wifi, dsa, pfcp; nor ipoib and wwan, which need hardware, and lowpan, which has a test of its own.
 */
export const others: Group = {
  modules: ['tun'],
  before: [
    ...dummies,
    ...up,
    'tuntap add dev tun1 mode tun user 4242 group 4343 pi',
    'tuntap add dev tap1 mode tap multi_queue vnet_hdr',
    `link set tap1 ${address()}`,
    ...Array.from({ length: 5 }, (_, i) => `link add port${i + 1} ${address()} type dummy`),
  ],
  links: [...simple, ...stacked, ...vxlans, ...masters],
}
