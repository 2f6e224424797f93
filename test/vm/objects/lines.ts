/** Commands without the `ip`, for twin namespaces (test/kernel/twins.ts) with v0, v1, xfrm9, which is external, and vrf100, whose table is 100. */

/** Encapsulations, but bpf, which has test/kernel/cli-route-bpf, and rpl and ioam6, which Debian's kernels do not have. */
export const encapsulated: readonly string[] = [
  'route add 10.90.0.0/24 encap mpls 100 via 10.50.0.2',
  'route add 10.90.1.0/24 encap mpls 100/200/300 ttl 7 via 10.50.0.2 dev v0',
  'route add 2001:db8:90::/64 encap mpls 1048575 via 2001:db8::99 dev v0',
  'route add 10.90.2.0/24 encap ip id 42 src 10.1.1.1 dst 10.1.1.2 tos 4 ttl 9 dev v0',
  'route add 10.90.3.0/24 encap ip id 43 dst 10.1.1.3 key csum seq dev v0',
  'route add 10.90.4.0/24 encap ip6 id 44 src 2001:db8::1 dst 2001:db8::2 tc 7 hoplimit 12 dev v0',
  'route add 2001:db8:90:1::/64 encap ip6 id 45 dst 2001:db8::2 key csum seq dev v0',
  'route add 2001:db8:90:2::/64 encap ip id 46 dst 10.1.1.4 ttl 3 dev v0',
  'route add 10.90.5.0/24 nexthop encap ip id 1 dst 10.1.1.9 dev v0 nexthop encap mpls 5 via 10.50.0.2 dev v0',
  'route add 10.90.6.0/24 encap seg6 mode encap segs 2001:db8::a,2001:db8::b dev v0',
  'route add 2001:db8:90:3::/64 encap seg6 mode encap segs 2001:db8::a,2001:db8::b,2001:db8::c dev v0',
  'route add 2001:db8:90:4::/64 encap seg6 mode inline segs 2001:db8::a dev v0',
  'route add 2001:db8:90:5::/64 encap seg6 mode l2encap segs 2001:db8::a dev v0',
  'route add 2001:db8:90:6::/64 encap seg6 mode encap.red segs 2001:db8::a dev v0',
  'route add 2001:db8:90:7::/64 encap seg6 mode l2encap.red segs 2001:db8::a,2001:db8::b dev v0',
  'route add 2001:db8:91::/64 encap seg6local action End dev v0',
  'route add 2001:db8:91:2::/64 encap seg6local action End flavors next-csid lblen 48 nflen 16 dev v0',
  'route add 2001:db8:91:3::/64 encap seg6local action End.X nh6 2001:db8::5 count dev v0',
  'route add 2001:db8:91:4::/64 encap seg6local action End.T table 200 dev v0',
  'route add 2001:db8:91:5::/64 encap seg6local action End.DX2 oif v1 dev v0',
  'route add 2001:db8:91:6::/64 encap seg6local action End.DX4 nh4 10.50.0.2 count dev v0',
  'route add 2001:db8:91:7::/64 encap seg6local action End.DX6 nh6 2001:db8::7 dev v0',
  'route add 2001:db8:91:8::/64 encap seg6local action End.DT6 table 200 dev v0',
  'route add 2001:db8:91:9::/64 encap seg6local action End.B6 srh segs 2001:db8::a,2001:db8::b dev v0',
  'route add 2001:db8:91:a::/64 encap seg6local action End.B6.Encaps srh segs 2001:db8::a dev v0',
  'route add 2001:db8:91:b::/64 encap seg6local action End.DT4 vrftable 100 dev vrf100',
  'route add 2001:db8:91:c::/64 encap seg6local action End.DT6 vrftable 100 count dev vrf100',
  'route add 2001:db8:91:d::/64 encap seg6local action End.DT46 vrftable 100 dev vrf100',
  // ip takes no word behind it.
  'route add 10.90.7.0/24 dev xfrm9 encap xfrm if_id 5',
  'route add 2001:db8:90:8::/64 dev xfrm9 encap xfrm if_id 0xffffffff link_dev v1',
]

/** What Linux 6.1 refuses: this flavour is 6.3's. */
export const flavoured: readonly string[] = [
  'route add 2001:db8:91:1::/64 encap seg6local action End flavors psp dev v0',
]

/** Tunnels whose encapsulation has options: Linux 6.18 hangs on these for good. */
export const withOptions: readonly string[] = [
  'route add 10.92.0.0/24 encap ip id 1 dst 10.1.1.2 geneve_opts 0102:80:00112233 dev v0',
  'route add 10.92.1.0/24 encap ip id 2 dst 10.1.1.2 geneve_opts 0102:80:00112233,0103:01:0011223344556677 dev v0',
  'route add 10.92.2.0/24 encap ip id 3 dst 10.1.1.2 vxlan_opts 100 dev v0',
  'route add 10.92.3.0/24 encap ip id 4 dst 10.1.1.2 erspan_opts 1:65793:0:0 dev v0',
  'route add 10.92.4.0/24 encap ip id 5 dst 10.1.1.2 erspan_opts 2:0:1:63 dev v0',
  'route add 2001:db8:92::/64 encap ip6 id 6 dst 2001:db8::2 geneve_opts 0102:80:00112233 dev v0',
  'route add 2001:db8:92:1::/64 encap ip6 id 7 dst 2001:db8::2 vxlan_opts 4294967295 dev v0',
  'route add 2001:db8:92:2::/64 encap ip6 id 8 dst 2001:db8::2 erspan_opts 1:7:0:0 dev v0',
]

/** Routes of MPLS itself, for `ip -M -batch`. */
export const labelled: readonly string[] = [
  'route add 100 as 200 via inet 10.50.0.2 dev v0',
  'route add 101 as 200/300/400 via inet6 2001:db8::99 dev v0 ttl-propagate enabled',
  'route add 102 dev v0',
  'route add 103 via inet 10.50.0.3 dev v0 proto static ttl-propagate disabled',
  'route add 104 nexthop as 500 via inet 10.50.0.2 dev v0 nexthop as 600/700 via inet6 2001:db8::99 dev v0',
  'route add 105 as 201 via link 02:00:00:00:00:99 dev v0',
]

/** On v0, where what passes by itself stays for an hour. */
export const neighbours: readonly string[] = [
  'neigh add 10.50.0.20 lladdr 02:00:00:00:00:01 dev v0',
  'neigh add 10.50.0.21 lladdr 02:00:00:00:00:02 dev v0 nud permanent router',
  'neigh add 10.50.0.22 lladdr 02:00:00:00:00:03 dev v0 nud noarp',
  'neigh add 10.50.0.23 lladdr 02:00:00:00:00:04 dev v0 nud reachable',
  'neigh add 10.50.0.24 lladdr 02:00:00:00:00:05 dev v0 nud stale',
  'neigh add 10.50.0.25 lladdr 02:00:00:00:00:06 dev v0 nud delay',
  'neigh add 10.50.0.26 lladdr 02:00:00:00:00:07 dev v0 nud probe',
  'neigh add 10.50.0.27 dev v0 nud failed',
  'neigh add 10.50.0.28 dev v0 nud incomplete',
  'neigh add 10.50.0.29 dev v0 nud none',
  'neigh add 10.50.0.30 lladdr 02:00:00:00:00:08 dev v0 nud reachable extern_learn',
  'neigh add 10.50.0.31 lladdr 02:00:00:00:00:09 dev v0 nud permanent protocol bgp',
  'neigh add 10.50.0.32 dev v0 managed extern_learn',
  'neigh add 10.50.0.33 lladdr 02:00:00:00:00:0b dev v0 nud stale managed',
  'neigh add 10.50.0.34 dev v0 use',
  'neigh add 2001:db8::20 lladdr 02:00:00:00:06:01 dev v0 nud delay',
  'neigh add 2001:db8::21 lladdr 02:00:00:00:06:02 dev v0 nud reachable router',
  'neigh add 2001:db8::22 lladdr 02:00:00:00:06:03 dev v0 nud probe router extern_learn',
  'neigh add 2001:db8::23 dev v0 nud failed',
  'neigh add 2001:db8::24 lladdr 02:00:00:00:06:05 dev v0 protocol zebra',
  'neigh add proxy 10.50.0.40 dev v0',
  'neigh add proxy 10.50.0.41 dev v0 protocol static',
  'neigh add proxy 2001:db8::40 dev v0 router protocol ra',
]

/** Links, and commands of bridge(8) about them. */
export const forwarded: Readonly<Record<'links' | 'vlans' | 'entries', readonly string[]>> = {
  links: [
    'link add br0 index 10 address 02:00:00:00:00:10 type bridge vlan_filtering 1',
    'link add p0 index 11 address 02:00:00:00:00:11 type veth peer name p1 index 12 address 02:00:00:00:00:12',
    'link add p2 index 13 address 02:00:00:00:00:13 type dummy',
    'link set p0 master br0',
    'link set p2 master br0',
    'link add v0 index 14 address 02:00:00:00:00:14 type dummy',
    'link add vx0 index 15 address 02:00:00:00:00:15 type vxlan id 7 dstport 4789',
    'link add vx6 index 16 address 02:00:00:00:00:16 type vxlan id 8 dstport 4790 local 2001:db8::1',
    'link add vxm index 17 address 02:00:00:00:00:17 type vxlan dstport 4791 external',
    ...['br0', 'p0', 'p2', 'v0', 'vx0', 'vx6', 'vxm'].map((name) => `link set ${name} up`),
  ],
  vlans: ['vlan add dev p0 vid 7', 'vlan add dev br0 vid 7 self'],
  entries: [
    'fdb add 02:00:00:00:0a:01 dev p0 master static',
    'fdb add 02:00:00:00:0a:02 dev p0 master static sticky vlan 1',
    'fdb add 02:00:00:00:0a:03 dev p0 master extern_learn vlan 7',
    'fdb add 02:00:00:00:0a:04 dev p2 master vlan 1',
    'fdb add 02:00:00:00:0a:05 dev p2 self',
    'fdb add 02:00:00:00:0a:06 dev br0 self local vlan 7',
    'fdb add 33:33:00:00:00:99 dev v0 self',
    'fdb add 02:00:00:00:0b:01 dev vx0 dst 192.0.2.99 port 4444 vni 200 via v0 self permanent',
    'fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.98',
    'fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.97',
    'fdb add 02:00:00:00:0b:02 dev vx0 dst 192.0.2.96 self static router',
    'fdb add 02:00:00:00:0b:03 dev vx0 dst 192.0.2.95 self extern_learn',
    'fdb add 02:00:00:00:0b:04 dev vx6 dst 2001:db8::33 vni 66 port 5555',
    'fdb add 02:00:00:00:0b:05 dev vxm src_vni 77 dst 192.0.2.94 vni 78',
  ],
}
