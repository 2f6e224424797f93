/** Links of every kind that this kernel makes, with their options, as lines for `ip -batch`. `?`: another kernel may refuse it. */

const veths = Array.from({ length: 16 }, (_, i) => `link add v${i} type veth peer name p${i}`)

export const links: readonly string[] = [
  'link set lo up',
  ...veths,
  'link add v20 numtxqueues 4 numrxqueues 3 mtu 9000 txqueuelen 77 address 02:00:00:00:20:01 type veth peer name p20 numrxqueues 2 mtu 8000',
  'link add v21 index 4021 type veth peer name p21 index 4022',
  'link set v0 alias "the first, with a comma and \\ a backslash"',
  'link set v1 group 42',
  'link set p1 group 2000000000',
  'link property add dev v0 altname a-name-longer-than-fifteen-bytes altname other0',
  '? link set v2 gso_max_size 32768 gso_max_segs 100',
  '? link set v2 gro_max_size 40000',
  'link set v3 arp off multicast off',
  'link set v4 allmulticast on promisc on',
  'link set v5 txqueuelen 0',
  'link set v6 addrgenmode none',
  '? link set v7 addrgenmode random',
  'link set v9 mtu 1280',
  'link set v10 address 02:aa:bb:cc:dd:ee broadcast ff:ff:ff:ff:ff:fe',
  'link set v11 mode dormant',
  ...[0, 1, 2, 3, 4, 6, 7, 8, 9].flatMap((i) => [`link set v${i} up`, `link set p${i} up`]),
  'link set p20 up', // without carrier: its peer is down

  // bridges
  'link add br0 type bridge',
  'link add br1 type bridge stp_state 1 forward_delay 400 hello_time 900 max_age 1200 ageing_time 12300 priority 4096 group_fwd_mask 8',
  '? link add br2 type bridge vlan_stats_per_port 0 vlan_default_pvid 7',
  'link add br3 address 02:00:00:00:b3:01 type bridge group_address 01:80:c2:00:00:04',
  '? link set br3 type bridge mcast_snooping 0',
  '? link add br4 type bridge mcast_snooping 1 mcast_router 2 mcast_querier 1 mcast_query_use_ifaddr 1 mcast_hash_max 1024 mcast_last_member_count 3 mcast_startup_query_count 4',
  '? link set br4 type bridge mcast_last_member_interval 200 mcast_membership_interval 30000 mcast_querier_interval 20000 mcast_query_interval 10000',
  '? link set br4 type bridge mcast_query_response_interval 900 mcast_startup_query_interval 3000 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2',
  '? link set br4 type bridge nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1',
  'link set br0 up',
  'link set br1 up',
  'link set br4 up',
  'link add b0 type veth peer name q0',
  'link add b1 type veth peer name q1',
  'link add b2 type veth peer name q2',
  'link add b3 type veth peer name q3',
  'link set b0 master br0',
  'link set b1 master br1',
  'link set b2 master br1',
  'link set b3 master br4',
  'link set b1 type bridge_slave cost 55 priority 12 hairpin on guard on root_block on learning off flood off proxy_arp on',
  '? link set b1 type bridge_slave fastleave on proxy_arp_wifi on mcast_flood off mcast_to_unicast on neigh_suppress on isolated on',
  '? link set b2 type bridge_slave bcast_flood off group_fwd_mask 16 mcast_router 2 vlan_tunnel on backup_port b1',
  '? link set b2 type bridge_slave locked on',
  ...[0, 1, 2, 3].flatMap((i) => [`link set b${i} up`, `link set q${i} up`]),

  // ifb
  'link add ifb0 type ifb',
  'link add ifb1 numtxqueues 2 numrxqueues 2 type ifb',
  'link set ifb1 up',

  // vxlan
  'link add vx0 type vxlan id 100 local 10.50.0.1 remote 10.50.0.2 dstport 4789 dev v0 ttl 16 tos 8',
  'link add vx1 type vxlan id 101 group 239.1.1.1 dev v1 dstport 0 ttl inherit tos inherit ageing 77 maxaddress 512',
  'link add vx2 type vxlan id 102 dstport 4790 srcport 10000 20000 nolearning proxy rsc l2miss l3miss udpcsum df set',
  'link add vx3 type vxlan id 103 local 2001:db8::1 remote 2001:db8::2 dstport 4789 udp6zerocsumtx udp6zerocsumrx flowlabel 0x12345',
  'link add vx4 type vxlan id 104 dstport 4791 noudpcsum gbp remcsumtx remcsumrx df unset',
  'link add vx5 type vxlan external dstport 4792',
  'link add vx6 type vxlan external gpe dstport 4793',
  'link add vx7 type vxlan id 107 group ff05::107 dev v2 dstport 4794 df inherit ageing 0',
  'link add vx8 mtu 1400 type vxlan id 16777215 dstport 8472 l3miss',
  '? link add vx9 type vxlan external vnifilter dstport 4795',
  'link set vx8 master br1',
  ...[0, 2, 3, 5, 8].map((i) => `link set vx${i} up`),

  // macvlan, macvtap
  'link add link v0 name mv0 type macvlan mode private',
  'link add link v0 name mv1 type macvlan mode vepa',
  'link add link v1 name mv2 type macvlan mode bridge',
  '? link set mv2 type macvlan bcqueuelen 2000',
  'link add link v2 name mv3 type macvlan mode passthru nopromisc',
  'link add link v4 name mv4 type macvlan mode source',
  'link set mv4 type macvlan macaddr set 02:00:00:00:04:01 02:00:00:00:04:02',
  'link set mv4 type macvlan macaddr add 02:00:00:00:04:03',
  'link add link v9 name mt0 type macvtap mode bridge',
  'link add link v9 name mt1 type macvtap mode private',
  'link add link v10 name mt2 type macvtap mode vepa',
  ...['mv0', 'mv2', 'mv4', 'mt0'].map((name) => `link set ${name} up`),

  '? link set mv1 protodown on',
  '? link set mv1 protodown_reason 3 on',
  '? link set vx4 protodown on',

  // tun, tap
  '? tuntap add name tun0 mode tun',
  '? tuntap add name tun1 mode tun user 1000 group 100 pi vnet_hdr',
  '? tuntap add name tap0 mode tap multi_queue',
  '? tuntap add name tap1 mode tap vnet_hdr user 0',
  '? link set tun0 up',
  '? link set tap0 up',
]

/** Names that a shell, a terminal or a parser may stumble over; each becomes a veth. */
export const oddNames: readonly string[] = [
  'a"quote',
  "an'apos",
  'back\\slash',
  '<b>&amp;',
  'ünïcödé',
  '{brace}',
  '-dash',
  'at@v0',
  '\u001b[31mred',
  'bell\u0007',
  'del\u007f',
  'comma,dot.',
  '$HOME`id`',
]

/** The other end of these veths is moved to a second namespace. */
export const distant: readonly string[] = ['far0', 'far1']
