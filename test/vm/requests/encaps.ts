import { cases, type Section } from './section.ts'

/**
 * Routes with every encapsulation. Tunnel options are among them, at which some kernels hang: only a guest may get these. Debian's kernels have neither rpl
 * nor ioam6 nor ila, and refuse them after they were asked.
 */
export const encaps: Section = {
  name: 'encapsulations',
  listings: ['-d route show table all', '-d -6 route show table all'],
  programs: true,
  modules: ['mpls_iptunnel', 'mpls_router', 'xfrm_interface'],
  before: [
    'link set lo up',
    'link add v0 type dummy',
    'link add v1 type dummy',
    'link set v0 up',
    'link set v1 up',
    'link add vrf0 type vrf table 100',
    'link set vrf0 up',
    'address add 192.0.2.1/24 dev v0',
    'address add 2001:db8::1/64 dev v0 nodad',
  ],
  cases: cases(`
    route add 10.1.0.0/16 encap mpls 100/200 ttl 10 via 192.0.2.2
    route add 10.2.0.0/16 nexthop encap mpls 300 via 192.0.2.2 nexthop encap mpls 400/500/600 via 192.0.2.3
    route add 10.3.0.0/16 encap ip id 42 src 192.0.2.1 dst 192.0.2.99 tos 0x10 ttl 64 key csum seq via 192.0.2.2
    route add 10.4.0.0/16 encap ip id 43 dst 192.0.2.98 dev v0
    route add 10.5.0.0/16 encap ip6 id 44 src 2001:db8::1 dst 2001:db8::99 tc 7 hoplimit 12 dev v0
    -6 route add 2001:db8:5::/48 encap ip6 id 45 src 2001:db8::1 dst 2001:db8::99 tc 0x10 hoplimit 64 key csum seq via 2001:db8::2
    route add 10.6.0.0/16 encap ip id 42 dst 192.0.2.99 geneve_opts 0x0102:0x80:11223344,0x0103:0x01:5566778899aabbcc via 192.0.2.2
    route add 10.7.0.0/16 encap ip id 42 dst 192.0.2.99 vxlan_opts 257 via 192.0.2.2
    route add 10.8.0.0/16 encap ip id 42 dst 192.0.2.99 erspan_opts 1:64:: via 192.0.2.2
    -6 route add 2001:db8:8::/48 encap ip6 id 42 dst 2001:db8::99 erspan_opts 2::1:12 via 2001:db8::2
    -6 route add 2001:db8:9::/48 encap ip6 id 42 dst 2001:db8::99 geneve_opts 0x0102:0x80:11223344 via 2001:db8::2
    -6 route add 2001:db8:a::/48 encap ip6 id 42 dst 2001:db8::99 vxlan_opts 5 via 2001:db8::2
    -6 route add 2001:db8:10::/48 encap seg6 mode encap segs 2001:db8:a::1,2001:db8:a::2 dev v0
    -6 route add 2001:db8:11::/48 encap seg6 mode inline segs 2001:db8:a::1 dev v0
    -6 route add 2001:db8:12::/48 encap seg6 mode l2encap segs 2001:db8:a::1 dev v0
    -6 route add 2001:db8:13::/48 encap seg6 mode encap.red segs 2001:db8:a::1 dev v0
    -6 route add 2001:db8:14::/48 encap seg6 mode l2encap.red segs 2001:db8:a::1 dev v0
    route add 10.10.0.0/16 encap seg6 mode encap segs 2001:db8:a::1,2001:db8:a::2,2001:db8:a::3 hmac 7 dev v0
    route add 10.11.0.0/16 encap seg6 mode encap segs 2001:db8:a::1 via inet6 2001:db8::99 dev v0
    -6 route add 2001:db8:20::1/128 encap seg6local action End dev v0
    -6 route add 2001:db8:20::2/128 encap seg6local action End.X nh6 2001:db8::7 count dev v0
    -6 route add 2001:db8:20::3/128 encap seg6local action End.T table 100 dev v0
    -6 route add 2001:db8:20::4/128 encap seg6local action End.DX2 oif v1 dev v0
    -6 route add 2001:db8:20::5/128 encap seg6local action End.DX4 nh4 192.0.2.7 dev v0
    -6 route add 2001:db8:20::6/128 encap seg6local action End.DX6 nh6 2001:db8::7 dev v0
    -6 route add 2001:db8:20::7/128 encap seg6local action End.DT4 vrftable 100 dev v0
    -6 route add 2001:db8:20::8/128 encap seg6local action End.DT6 table 100 dev v0
    -6 route add 2001:db8:20::9/128 encap seg6local action End.DT6 vrftable 100 dev v0
    -6 route add 2001:db8:20::a/128 encap seg6local action End.DT46 vrftable 100 dev v0
    -6 route add 2001:db8:20::b/128 encap seg6local action End.B6 srh segs 2001:db8:a::1,2001:db8:a::2 dev v0
    -6 route add 2001:db8:20::c/128 encap seg6local action End.B6.Encaps srh segs 2001:db8:a::1,2001:db8:a::2 hmac 5 dev v0
    -6 route add 2001:db8:20::d/128 encap seg6local action End flavors psp dev v0
    -6 route add 2001:db8:20::e/128 encap seg6local action End flavors psp,usd dev v0
    -6 route add 2001:db8:20::f/128 encap seg6local action End flavors next-csid lblen 48 nflen 16 dev v0
    route add 10.20.0.0/16 dev v0 encap xfrm if_id 0x2a link_dev v1
    -6 route add 2001:db8:30::/48 dev v0 encap xfrm if_id 7
    -6 route add 2001:db8:31::/48 encap rpl segs 2001:db8:a::1,2001:db8:a::2 dev v0
    -6 route add 2001:db8:32::/48 encap ioam6 trace prealloc type 0x800000 ns 1 size 12 dev v0
    -6 route add 2001:db8:33::/48 encap ioam6 freq 2/5 mode encap tundst 2001:db8:a::9 trace prealloc type 0x800000 ns 1 size 12 dev v0
    route add 10.21.0.0/16 encap bpf in pinned /run/bpf/in dev v0
    route add 10.22.0.0/16 encap bpf in pinned /run/bpf/in out pinned /run/bpf/out xmit pinned /run/bpf/xmit headroom 14 dev v0
    route add 10.23.0.0/16 nexthop encap bpf xmit pinned /run/bpf/xmit dev v0 nexthop via 192.0.2.3
    route add 10.24.0.0/16 encap bpf out pinned /run/bpf/in dev v0
    -6 route add 2001:db8:34::/48 encap bpf out pinned /run/bpf/out via 2001:db8::2
    -6 route add 2001:db8:35::/48 encap seg6local action End.BPF endpoint pinned /run/bpf/end dev v0
    -d route show table all
    -d -6 route show table all
  `),
}
