import { cases, type Differs, explained, type Section } from './section.ts'

const REPLACED: Differs = {
  why: 'ip sets NLM_F_REPLACE, for which the kernel refuses to change a link that is there; it has no meaning otherwise, so we leave it out',
  ip: ['RTM_NEWLINK 0x500'],
  rtnl: ['RTM_NEWLINK 0x400'],
}

const BY_INDEX: Differs = {
  why: 'we know the index by then, and ask for that',
  ip: ['header 11000000000000000000000000000000', 'ifname IFLA_IFNAME 763000'],
  rtnl: ['header 000000000a0000000000000000000000'],
}

const differences: Readonly<Record<string, Differs>> = {
  'link replace d9 type dummy': REPLACED,
  'link replace d9 mtu 1400 type dummy': { ...REPLACED, refused: 'ip' },
  'link show dev v0': BY_INDEX,
  '-d link show v0': BY_INDEX,
  '-s link show dev v0': BY_INDEX,
  'link delete dev d4 type dummy': {
    why: 'the kernel does not look at the kind of a link that is to be deleted',
    ip: ['linkinfo IFLA_LINKINFO {}', 'linkinfo.kind IFLA_INFO_KIND 64756d6d79'],
    rtnl: [],
  },
}

/** What holds for links of all kinds: options of `link add` and `link set`, names, masters, groups, namespaces, and the selectors of `link show`. */
export const links: Section = {
  name: 'links',
  listings: ['-d link'],
  before: [
    'link set lo up',
    'link add v0 index 10 address 02:00:00:00:00:10 type veth peer name v1 index 11 address 02:00:00:00:00:11',
    'link add br0 index 12 address 02:00:00:00:00:12 type bridge',
    'link add p0 index 13 address 02:00:00:00:00:13 type veth peer name p1 index 14 address 02:00:00:00:00:14',
    'link set p0 master br0',
    'link add vrf0 index 15 address 02:00:00:00:00:15 type vrf table 1234',
    'link add m0 index 16 address 02:00:00:00:00:16 type dummy',
    'link add m1 index 17 address 02:00:00:00:00:17 type dummy',
    'link add mv0 link m1 index 18 address 02:00:00:00:00:18 type macvlan',
    'link set m0 group 7',
    'link set m1 group 7',
  ],
  cases: explained(
    cases(`
    link add d0 type dummy
    link add name d1 mtu 9000 txqueuelen 77 address 02:00:00:00:00:01 broadcast ff:ff:ff:ff:ff:fe index 77 numtxqueues 4 numrxqueues 2 type dummy
    link add dev d2 up type dummy
    link add d3 down promisc on allmulticast off multicast off arp off dynamic on trailers off type dummy
    link add type dummy
    link add d4 group 42 alias hello master br0 type dummy
    link add d5 gso_max_size 65536 gso_max_segs 100 gro_max_size 70000 type dummy
    link add d6 parentdev 0000:03:00.0 type dummy
    link add d7 vrf vrf0 type dummy
    link add d8 netns wire-other type dummy
    link replace d9 type dummy
    link replace d9 mtu 1400 type dummy
    link change d9 mtu 1401
    link add ve0 type veth
    link add ve1 type veth peer name ve2
    link add ve3 mtu 1400 up type veth peer name ve4 mtu 1300 address 02:00:00:00:00:09 index 99 up
    link add ve5 index 98 type veth peer ve6 down numrxqueues 3 txqueuelen 4
    link add ve7 type veth peer name ve8 netns wire-other
    link add x0 type nosuchkind
    link set v0 up
    link set dev v0 down
    link set v0 mtu 1400
    link set d0 name newname
    link set dev newname name d0 up
    link set v0 address 02:00:00:00:00:0a broadcast ff:ff:ff:ff:ff:ff
    link set v0 txqlen 10 alias ""
    link set v0 alias hello
    link set v0 group 7
    link set v0 group default
    link set group 7 up
    link set group 7 mtu 1300
    link set v1 master br0
    link set v1 nomaster
    link set v1 vrf vrf0
    link set v1 nomaster
    link set p0 type bridge_slave state 3 priority 5 cost 6 hairpin on guard off root_block on fastleave off learning on flood off
    link set p0 type bridge_slave mcast_flood on bcast_flood off mcast_to_unicast on proxy_arp off proxy_arp_wifi on mcast_router 2 mcast_fast_leave on
    link set p0 type bridge_slave neigh_suppress on group_fwd_mask 0x10 vlan_tunnel off isolated on locked off fdb_flush
    link set d1 netns wire-other
    link set d2 netns wire-other name renamed index 444
    link set v0 mode dormant
    link set v0 mode DEFAULT
    link set v0 state up
    link set v0 state LOWERLAYERDOWN
    link set v0 addrgenmode none
    link set v0 addrgenmode stable_secret
    link set v0 carrier off
    link set d0 carrier off
    link set d0 carrier on
    link set v0 protodown on
    link set v0 protodown_reason 3 on
    link set mv0 protodown on
    link set mv0 protodown_reason 3 on
    link set v0 protodown off protodown_reason 31 off
    link set v0 xdp off
    link set v0 xdpgeneric off
    link set v0 xdpdrv none
    link set v0 gso_max_size 32768 gso_max_segs 99 gro_max_size 40000
    link set v0 arp on multicast on allmulticast on promisc on dynamic off trailers on
    link set v0 numtxqueues 3 address 02:00:00:00:00:0b
    link set v0 vf 0 mac 02:00:00:00:00:aa
    link set v0 vf 1 vlan 100 qos 3
    link set v0 vf 1 vlan 100 qos 3 proto 802.1ad
    link set v0 vf 2 spoofchk on trust off query_rss on state auto
    link set v0 vf 3 node_guid 00:11:22:33:44:55:66:77 port_guid 77:66:55:44:33:22:11:00
    link property add dev v0 altname other
    link property add dev v0 altname one altname a-rather-long-alternative-name
    link set other mtu 1410
    link property del dev v0 altname one
    link show
    -d link show
    -s -d link show
    -d -j link show
    link show dev v0
    -d link show v0
    -s link show dev v0
    link show up
    link show group 7
    link show master br0
    link show vrf vrf0
    link show nomaster
    link show type veth
    link show type bridge_slave
    link delete d3
    link delete dev d4 type dummy
    link del ve1
    link delete group 7
  `),
    differences,
  ),
}
