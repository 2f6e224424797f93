import { addresses } from '../../kernel/state/addresses.ts'
import { neighbours } from '../../kernel/state/neighbours.ts'
import { nexthops, routes4, routes6 } from '../../kernel/state/routes.ts'
import { rules4, rules6 } from '../../kernel/state/rules.ts'
import { cases, type Differs, explained, type Section } from './section.ts'

/** The links that the tables of test/kernel/state name. */
const links = [
  'link set lo up',
  ...[0, 1, 2, 8].flatMap((i) => [
    `link add v${i} type veth peer name p${i}`,
    ...[`v${i}`, `p${i}`].flatMap((name) => [`link set ${name} addrgenmode none`, `link set ${name} up`]),
  ]),
  'link add v10 type veth peer name p10',
  'link add v20 type veth peer name p20',
  'link set p20 up',
  ...['br0', 'br1'].flatMap((name) => [`link add ${name} type bridge`, `link set ${name} up`]),
  'link add mv0 link v1 type macvlan',
  'link add vx8 type vxlan id 8 dstport 8472 local 10.50.0.1',
  'link add ifb1 type ifb',
  'tuntap add dev tun0 mode tun',
  'link add vrf0 type vrf table 1234',
  'link set vrf0 up',
]

/** Next-hop objects, and what they and routes hang on. */
const reachable = [
  'address add 10.50.0.1/24 dev v0',
  'address add 10.50.8.1/24 dev v1',
  'address add 2001:db8::1/64 dev v0 nodad',
  ...nexthops,
]

/** Of the tables of test/kernel/state, whose many alike are two here. */
const few = (lines: readonly string[]) =>
  lines.filter(
    (line) => !/ (10\.[678]0\.([2-9]|[1-9][0-9])\.|2001:db8:[68]0:([2-9a-f]|1.):|from 10\.70\.[1-9])/.test(line),
  )

/** An IPv6 address to be deleted. */
const LOCAL: Pick<Differs, 'why' | 'ip'> = {
  why: 'the kernel tells an IPv6 address as IFA_ADDRESS, which ip sends back; we send IFA_LOCAL with it, as ip itself does to delete one',
  ip: [],
}

const flushedAddrs: Readonly<Record<string, Differs>> = {
  'address flush dev v8': { ...LOCAL, rtnl: ['4: local IFA_LOCAL 20010db8006000000000000000000001'] },
  '-6 address flush dev v1 scope global': {
    ...LOCAL,
    rtnl: [
      '2: local IFA_LOCAL 20010db8000b00000001000000000001',
      '3: local IFA_LOCAL 20010db8000a00000000000000000000',
      '4: local IFA_LOCAL 0000000000000000000000000a090807',
      '5: local IFA_LOCAL 00000000000000000000ffff0a010203',
      '6: local IFA_LOCAL fd000001000000000000000000000001',
    ],
  },
}

export const addrs: Section = {
  name: 'addresses',
  listings: ['address', '-6 address'],
  before: links,
  cases: explained(
    [
      ...cases(few(addresses)),
      ...cases(`
      address replace 10.50.12.1/24 dev v1 valid_lft 4000 preferred_lft 3000
      address change 10.50.13.1/24 dev v1 valid_lft 5000 preferred_lft 100
      address replace 2001:db8:4::1/64 dev v0 valid_lft 6000 preferred_lft 5000
      address change 2001:db8:7::1/64 dev v0 metric 78
      address show
      address show dev v0
      -4 address show
      -6 address show
      -6 address show dev v0 scope global
      -s -d address show up
      address show to 10.50.0.0/16
      address show label v0:*
      address show type veth
      address show master br0
      address delete 10.50.0.11/24 dev v0
      address del 10.50.3.1 peer 10.50.3.2 dev v0
      address del 2001:db8:1::1/64 dev v0
      address flush dev v8
      -6 address flush dev v1 scope global
      address flush to 10.50.12.0/24
    `),
    ],
    flushedAddrs,
  ),
}

const SAME_TABLE =
  'ip sends back all that the kernel told; we leave out what says nothing more: the table that the header has, and zeros of RTA_CACHEINFO'
const COMPAT_TABLE =
  'ip sends back RT_TABLE_COMPAT, by which the kernel says that the table is in an attribute, where we send it alone'

const flushed: Readonly<Record<string, Differs>> = {
  'route flush table 300': {
    why: COMPAT_TABLE,
    ip: [
      '2: header 02010000fc03fd0100000000',
      '3: header 02000000fc03000700000000',
      '4: header 02010000fc03fd0100000000',
    ],
    rtnl: [
      '2: header 020100000003fd0100000000',
      '3: header 020000000003000700000000',
      '4: header 020100000003fd0100000000',
    ],
  },
  '-6 route flush table 200': {
    why: SAME_TABLE,
    ip: [2, 3].flatMap((i) => [`${i}: cacheinfo RTA_CACHEINFO ${'00'.repeat(32)}`, `${i}: table RTA_TABLE c8000000`]),
    rtnl: [],
  },
  'route flush dev v0 table 101': { why: SAME_TABLE, ip: ['2: table RTA_TABLE 65000000'], rtnl: [] },
  'route flush proto bgp': { why: SAME_TABLE, ip: ['2: table RTA_TABLE fe000000'], rtnl: [] },
  'route flush 10.81.9.0/24': { why: SAME_TABLE, ip: ['2: table RTA_TABLE fe000000'], rtnl: [] },
}

export const routes: Section = {
  name: 'routes',
  listings: ['route show table all', '-6 route show table all', '-d route'],
  before: [...links, ...reachable],
  cases: explained(
    [
      ...cases(few(routes4)),
      ...cases(
        few(routes6).filter((line) => !line.startsWith('nexthop')),
        '-6 ',
      ),
      ...cases(`
      route add 10.90.0.0/24 via 10.50.0.2 vrf vrf0
      route replace 10.81.0.0/24 via 10.50.0.9
      route replace 10.90.1.0/24 dev v0 metric 7
      route change 10.81.1.0/24 dev v0 mtu 1300
      route prepend 10.81.0.0/24 via 10.50.0.7
      route test 10.81.0.0/24 via 10.50.0.7
      -6 route replace 2001:db8:81:1::/64 dev v0 metric 5 mtu 1400
      -6 route change 2001:db8:81:2::/64 dev v0 pref low proto static
      -6 route add 2001:db8:90::/64 dev v0 metric 0
      route get 10.81.0.9
      route get 10.81.0.9 from 10.50.0.1
      route get 10.81.0.9 from 10.50.0.1 oif v0
      route get 10.81.0.9 from 10.50.1.9 iif v0
      route get 10.81.0.9 mark 0x10
      route get 10.81.4.9 tos 0x10
      route get 10.81.0.9 uid 1000
      route get 10.81.0.9 ipproto tcp sport 5 dport 6
      route get 10.81.0.9 vrf vrf0
      route get fibmatch 10.83.0.9
      route get 2001:db8:81::5
      route get 2001:db8:81::5 from 2001:db8::1 oif v0 mark 3
      route get fibmatch 2001:db8:83::9
      route show
      -6 route show
      route show table all
      -6 route show table all
      -4 route show table local
      route show table 200
      -6 route show table 4294967290
      route show cached
      route show dev v1
      -6 route show dev v0 table all
      route show proto static
      route show type blackhole
      route show scope link
      route show root 10.81.0.0/16
      route show 10.81.0.0/24
      route show vrf vrf0
      route show default
      route show match 10.81.0.7
      route show exact 10.81.0.0/24
      route show via 10.50.0.2
      route show src 10.50.0.1
      route show metric 500
      route show tos 0x10
      route delete 10.81.0.0/24 via 10.50.0.4
      route del 10.81.4.0/24 tos 0x10
      route del default via 10.50.0.3 metric 500
      route del unreachable 10.82.0.0/24
      route del 10.83.0.0/24
      route del 10.84.0.0/24 nhid 1
      -6 route del 2001:db8:81::/64 via 2001:db8::98 dev v0
      -6 route del default metric 2048
      route flush table 300
      -6 route flush table 200
      route flush proto bgp
      route flush 10.81.9.0/24
      route flush dev v0 table 101
    `),
    ],
    flushed,
  ),
}

const flushedRules: Readonly<Record<string, Differs>> = {
  'rule flush table 100 protocol static': { why: SAME_TABLE, ip: ['2: table FRA_TABLE 64000000'], rtnl: [] },
  'rule flush from 10.70.0.0/24': {
    why: COMPAT_TABLE,
    ip: ['2: header 02101800fc00000100000000'],
    rtnl: ['2: header 021018000000000100000000'],
  },
  '-6 rule flush': {
    why: `${COMPAT_TABLE}; ${SAME_TABLE}`,
    ip: [
      '2: header 0a300000fc00000100000000',
      ...['2a', '00', '00', '64', '00', '64', 'fe', '00', '64', 'fe'].map(
        (table, i) => `${i + 3}: table FRA_TABLE ${table}000000`,
      ),
    ],
    rtnl: ['2: header 0a3000000000000100000000'],
  },
}

export const rules: Section = {
  name: 'rules',
  listings: ['rule', '-6 rule'],
  before: ['link set lo up', 'link add v0 type dummy', 'link add v1 type dummy'],
  cases: explained(
    [
      ...cases(few(rules4)),
      ...cases(few(rules6), '-6 '),
      ...cases(`
      rule add from 10.1.0.0/16 iif v0 l3mdev priority 940
      rule add from 10.1.0.0/16 lookup local pref 941
      rule add to 10.1.0.0/16 sport 1-2 order 942 type unicast table 7
      rule show
      -6 rule show
      rule show priority 905
      rule show from 10.1.0.0/16
      rule show table 100
      rule show iif v0
      rule show fwmark 0x10/0xf0
      rule delete priority 905
      rule del from 10.8.0.0/16
      rule del fwmark 0x10/0xf0 table 100
      rule del iif nosuch0
      rule del not from 10.5.0.0/16
      rule del goto 930
      rule del uidrange 0-0
      -6 rule del priority 903
      rule flush table 100 protocol static
      rule flush from 10.70.0.0/24
      -6 rule flush
    `),
    ],
    flushedRules,
  ),
}

export const neighs: Section = {
  name: 'neighbours',
  listings: ['neigh show nud all', 'neigh show proxy', '-6 neigh show proxy'],
  before: [...links, ...reachable.slice(0, 3), 'address add 10.60.0.1/24 dev v8', 'address add 10.50.22.1/24 dev br0'],
  cases: [
    ...cases(few(neighbours)),
    ...cases(`
      neigh add 10.50.0.60 lladdr 02:00:00:00:00:60 dev v0 nud delay
      neigh add 10.50.0.61 lladdr 02:00:00:00:00:61 dev v0 nud probe
      neigh add 10.50.0.62 dev v0 nud incomplete
      neigh add 10.50.0.63 lladdr 02:00:00:00:00:63 dev v0 nud 0x80
      neigh add 10.50.0.64 dev v0 use
      neigh replace 10.50.0.20 lladdr 02:00:00:00:00:99 dev v0
      neigh change 10.50.0.24 lladdr 02:00:00:00:00:98 dev v0 nud permanent
      neigh replace 2001:db8::20 lladdr 02:00:00:00:06:99 dev v0 router
      neigh get 10.50.0.21 dev v0
      neigh get 2001:db8::21 dev v0
      neigh get proxy 10.50.0.40 dev v0
      neigh show
      -4 neigh show
      -6 neigh show
      -s neigh show nud all
      neigh show dev v0
      neigh show dev v0 nud permanent
      neigh show 10.50.0.0/24
      neigh show proxy
      -6 neigh show proxy
      neigh show proxy dev v0
      neigh show unused
      neigh show master br0
      neigh show vrf vrf0
      neigh show nomaster
      neigh delete 10.50.0.23 dev v0
      neigh del proxy 10.50.0.40 dev v0
      neigh del 2001:db8::22 dev v0
      neigh del 10.50.0.31 dev v0
      neigh del 10.50.0.32 dev v0
      neigh flush 10.50.0.22 nud noarp
      neigh flush 10.60.0.0/24 nud all
      -6 neigh flush dev br1
    `),
  ],
}
