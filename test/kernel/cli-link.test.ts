import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, compareText, report } from './compare.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'
import { type RichState, richState } from './state.ts'
import { createTwins, type Twins } from './twins.ts'

/** What comes after the options, and these. */
const LISTINGS = [
  'link',
  '-d link',
  '-s link',
  '-s -s link',
  '-d -s -s link',
  '-h -s link',
  '-N -d link',
  '-br link',
  '-o link',
  '-o -d link',
  '-4 link',
  '-6 -d link',
  'link show dev v0',
  'link show v0',
  '-d link show br1',
  '-d -s link show dev b1',
  'link show dev other0',
  'link show dev a-name-longer-than-fifteen-bytes',
  'link show up',
  '-d link show up',
  'link show group backbone',
  'link show group 2000000000',
  'link show group 42 up',
  'link show master br1',
  '-d link show master br1',
  'link show nomaster',
  'link show type veth',
  '-d link show type bridge',
  '-d link show type bridge_slave',
  '-d link show type vxlan',
  '-d link show type macvlan up',
  '-d link show type macvtap',
  '-d link show type tun',
  'link show type ifb',
  'link show type nosuchkind',
  'link show type veth master br1',
  '-br link show up type veth',
  'link list',
  'l sh up',
  'link lst dev lo',
]

describe('beside ip', () => {
  let state: RichState
  beforeAll(async () => {
    state = await richState()
    // More ports, options and names than the common state has.
    state.namespace.batch([
      'link add brx type bridge ageing_time 0 hello_time 150 no_linklocal_learn 1',
      'link set brx up',
      ...Array.from({ length: 80 }, (_, i) => `link add many${i} mtu ${1280 + i} type veth peer name ynam${i}`),
      ...Array.from({ length: 20 }, (_, i) => `link set many${i} master brx`),
      ...Array.from({ length: 10 }, (_, i) => `link set many${i} up`),
      ...Array.from({ length: 5 }, (_, i) => `link set ynam${i} up`),
      ...Array.from(
        { length: 20 },
        (_, i) => `link add link ynam${i} mac${i} type macvlan mode ${['private', 'vepa', 'bridge', 'source'][i % 4]}`,
      ),
      'link set mac1 up',
      'link property add dev many3 altname one altname two altname three',
      'link set many4 alias "with \\ and \' in it"',
      'link set many5 group 255',
      'link set many6 txqueuelen 1 promisc on',
      'link set many7 type bridge_slave cost 65535 priority 63 group_fwd_mask 65528',
    ])
  })
  afterAll(() => state.close())

  test.each(LISTINGS)('-j %s', (line) => {
    expect(report([compareJson(state.namespace, line)])).toBe('')
  })

  test.each(LISTINGS)('%s', (line) => {
    expect(report([compareText(state.namespace, line)])).toBe('')
  })

  test('from the other namespace', () => {
    expect(report([compareJson(state.other, '-d link'), compareText(state.other, '-d link')])).toBe('')
  })

  test('timers have their zeros in JSON too', () => {
    const [ip, rtnl] = ['ip', RTNL].map((tool) =>
      [...state.namespace.exec(`${tool} -j -d link`).matchAll(/_timer":([\d.]+)/g)].map(([, seconds = '']) => seconds),
    )
    expect(rtnl?.length).toBe(ip?.length)
    expect(rtnl).toContain('0.00')
    for (const seconds of rtnl ?? []) expect(seconds).toMatch(/^\d+\.\d\d$/)
  })

  test('it compared what it should', () => {
    const { objects } = compareJson(state.namespace, 'link')
    expect(objects).toBeGreaterThan(250)
  })
})

describe('there and back', () => {
  let twins: Twins
  beforeAll(async () => {
    twins = await createTwins([
      'link add br0 index 20 address 02:00:00:00:00:20 type bridge',
      'link add br1 index 21 address 02:00:00:00:00:21 type bridge',
    ])
  })
  afterAll(() => twins.close())

  // Links with an address of their own, so that both namespaces have the same.
  test.each([
    'add i0 address 02:00:00:01:00:01 numtxqueues 2 numrxqueues 2 txqueuelen 5 mtu 1400 alias hello type ifb',
    'add name i1 address 02:00:00:01:00:02 index 101 type ifb',
    'add e0 address 02:00:00:01:00:03 mtu 9000 type veth peer name e1 address 02:00:00:01:00:04 mtu 8000 index 103',
    'add e2 address 02:00:00:01:00:05 type veth peer e3 address 02:00:00:01:00:06 txqueuelen 3',
    'add br2 address 02:00:00:01:00:07 type bridge stp_state 0 forward_delay 400 hello_time 300 max_age 1200 ageing_time 12300 priority 4096 group_fwd_mask 8 no_linklocal_learn 1',
    'add br3 address 02:00:00:01:00:08 type bridge group_address 01:80:c2:00:00:04 mcast_hash_max 64 mcast_last_member_interval 200',
    'set br3 type bridge mcast_snooping 0 mcast_router 2 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1 fdb_flush',
    'set v0 master br0',
    'set dev v1 master br0',
    'set v0 type bridge_slave cost 55 priority 12 hairpin on guard on root_block on learning off flood off proxy_arp on',
    'set v0 type bridge_slave fastleave on proxy_arp_wifi on mcast_flood off mcast_to_unicast on neigh_suppress on isolated on backup_port v1',
    'set v0 type bridge_slave nobackup_port isolated off locked on bcast_flood off group_fwd_mask 16 mcast_router 0',
    'set v1 nomaster',
    'set v1 master br1',
    'add x0 address 02:00:00:01:00:10 type vxlan id 100 local 10.50.0.1 remote 10.50.0.2 dstport 4789 dev p0 ttl 16 tos 8',
    'add x1 address 02:00:00:01:00:11 type vxlan id 101 group 239.1.1.1 dev p1 dstport 0 ttl inherit tos inherit ageing 77 maxaddress 512',
    'add x2 address 02:00:00:01:00:12 type vxlan id 102 dstport 4790 srcport 10000 20000 nolearning proxy rsc l2miss l3miss udpcsum df set',
    'add x3 address 02:00:00:01:00:13 type vxlan id 103 local 2001:db8::1 remote 2001:db8::2 dstport 4789 udp6zerocsumtx udp6zerocsumrx flowlabel 0x12345',
    'add x4 address 02:00:00:01:00:14 type vxlan id 104 dstport 4791 noudpcsum gbp remcsumtx remcsumrx df unset',
    'add x5 address 02:00:00:01:00:15 type vxlan external dstport 4792',
    'add x6 address 02:00:00:01:00:16 type vxlan external gpe',
    'add x7 address 02:00:00:01:00:17 type vxlan id 107 group ff05::107 dev p1 dstport 4794 df inherit ageing none',
    'add x8 address 02:00:00:01:00:18 type vxlan id 108',
    'set x2 type vxlan id 102 ageing 999 learning',
    'set x0 type vxlan id 100 remote 10.50.0.3',
    'add link v20 name m0 address 02:00:00:01:00:20 type macvlan mode private',
    'add link v20 m1 address 02:00:00:01:00:21 type macvlan mode bridge bcqueuelen 2000',
    'add link v20 m2 address 02:00:00:01:00:22 type macvlan mode source nodst',
    'set m2 type macvlan macaddr add 02:00:00:00:04:03',
    'set m2 type macvlan macaddr set 02:00:00:00:04:01 02:00:00:00:04:02',
    'set m2 type macvlan macaddr del 02:00:00:00:04:01',
    'set m2 type macvlan macaddr flush',
    'set m0 type macvlan mode vepa',
    'add link p0 m3 address 02:00:00:01:00:23 type macvtap mode vepa',
    'set i0 up',
    'set dev i0 down mtu 1300',
    'set i0 name i9',
    'set dev i9 txqueuelen 77 alias changed group 42',
    'set group 42 mtu 1290 up',
    'set i9 group default',
    'set e0 address 02:00:00:01:00:99 broadcast ff:ff:ff:ff:ff:fe',
    'set e0 arp off multicast off promisc on allmulticast on',
    'set e0 addrgenmode none',
    'set e0 mode dormant',
    'set e0 mode default',
    'set m0 protodown on',
    'set m0 protodown_reason 3 on',
    'set m0 protodown_reason 3 off',
    'set m0 protodown off',
    'set e0 gso_max_size 32768 gso_max_segs 99 gro_max_size 40000',
    'property add dev e0 altname some-name-of-more-than-15 altname short',
    'property add e1 altname other',
    'property del dev e0 altname short',
    'set dev some-name-of-more-than-15 up',
    'change e0 mtu 1401',
    // Linux 6.1 renames no link that is up.
    'set i9 down',
    'set i9 name -odd',
    'delete e2',
    'del dev x8',
    'set i1 group 99',
    'delete group 99',
    'delete x7 type vxlan',
  ])('%s', (line) => {
    const before = twins.show('-d link').rtnl
    const { ip, rtnl, complaint } = twins.run(`link ${line}`)
    expect([ip, rtnl], complaint).toEqual([0, 0])
    const after = twins.show('-d link')
    expect(stilled(after.rtnl)).toEqual(stilled(after.ip))
    expect(stilled(after.rtnl)).not.toEqual(stilled(before))
  })

  // What one refuses the other does, too, and nothing has changed then.
  test.each([
    'add e4 up type veth peer name e5 up',
    'set x3 type vxlan id 103 maxaddress 7',
    'set v20 type macvlan mode bridge',
    'add v0 type ifb',
    'delete lo',
    'set v20 mtu 70000',
    'set v20 address 01:00:00:00:00:00',
  ])('refused: %s', (line) => {
    const before = twins.show('-d link')
    const { ip, rtnl, complaint } = twins.run(`link ${line}`)
    expect([ip, rtnl], complaint).toEqual([2, 2])
    const [theirs, ours] = complaint.split('rtnl: ')
    expect(`ip: ${ours}`).toBe(theirs)
    expect(stilled(twins.show('-d link').rtnl)).toEqual(stilled(before.rtnl))
  })

  test.each([
    ['d0', 'add d0 type dummy'],
    ['b0', 'add b0 type bond mode 802.3ad'],
    ['v20.7', 'add link v20 name v20.7 type vlan id 7'],
    ['blue', 'add blue type vrf table 10'],
  ])('%s, of a kind that not every kernel has: %s', (name, line) => {
    const before = twins.show('-d link')
    const { ip, rtnl, complaint } = twins.run(`link ${line}`)
    const [theirs, ours] = complaint.split('rtnl: ')
    expect([rtnl, `ip: ${ours}`]).toEqual([ip, theirs])
    const after = twins.show('-d link')
    expect(stilled(after.rtnl)).toEqual(stilled(after.ip))
    if (ip === 0) expect(twins.run(`link delete ${name}`)).toMatchObject({ ip: 0, rtnl: 0 })
    expect(stilled(twins.show('-d link').rtnl)).toEqual(stilled(before.rtnl))
  })

  /** Without timers, and without what a namespace drew by lot. */
  const stilled = (lines: readonly string[]) =>
    lines.map((line) => line.replace(/_timer +\d+\.\d+/g, '').replace(/link\/ether \S+ brd/, 'brd'))
})

describe('namespaces', () => {
  let here: Namespace
  let there: Namespace
  beforeAll(async () => {
    here = await createNamespace()
    there = await createNamespace({ beside: here })
    here.exec('ip netns add far')
  })
  afterAll(async () => {
    await here.close()
    await there.close()
  })

  const rtnl = (line: string) => here.run(RTNL, line.split(' '))
  const names = (listing: string) => (JSON.parse(listing) as { ifname: string }[]).map(({ ifname }) => ifname)

  test('a link goes to one given by process id, by name and by path', () => {
    for (const name of ['a0', 'a1', 'a2']) rtnl(`link add ${name} type ifb`)
    rtnl(`link set a0 netns ${there.pid}`)
    rtnl('link set a1 netns far name b1 index 77')
    rtnl('link set a2 netns /run/netns/far')
    expect(names(there.exec('ip -j link'))).toContain('a0')
    expect(names(here.exec('ip -n far -j link'))).toEqual(expect.arrayContaining(['b1', 'a2']))
    expect(names(here.exec('ip -j link'))).not.toContain('a1')
    expect(here.exec('ip -n far link show b1')).toMatch(/^77: b1/)
  })

  test('so does the other end of a veth', () => {
    rtnl('link add near type veth peer name distant netns far')
    expect(names(here.exec('ip -n far -j link'))).toContain('distant')
    expect(rtnl('link show near')).toBe(here.exec('ip link show near'))
    expect(rtnl('link show near')).toContain('link-netns far')
  })

  test('a link is made on one in another namespace', () => {
    here.exec('ip -n far link add lower type veth peer name rewol')
    here.exec('ip -n far link set lower up')
    // Names of `link` are those of this namespace, so the index there must be free here or the same.
    rtnl('link add link-netns far name upper type vxlan id 7 dstport 4789')
    expect(rtnl('-j -d link show upper')).toBe(here.exec('ip -j -d link show upper'))
  })

  test('a name that is no namespace', () => {
    const { status, stderr } = here.try(RTNL, 'link set near netns nosuch'.split(' '))
    expect([status, stderr]).toEqual([1, 'Error: netns: there is no namespace "nosuch".\n'])
  })
})

describe('refusals', () => {
  let namespace: Namespace
  beforeAll(async () => {
    namespace = await createNamespace()
    namespace.exec('ip link add v0 type veth peer name p0')
  })
  afterAll(() => namespace.close())

  test.each([
    ['show dev nosuch', 1, /nosuch/],
    ['show master nosuch', 1, /nosuch/],
    ['show vrf v0', 1, /VRF/],
    ['show group nosuch', 1, /group/],
    ['show up v0 p0', 1, /p0/],
    ['set nosuch up', 1, /nosuch/],
    ['set v0 mtu', 1, /mtu/],
    ['set v0 mtu abc', 1, /mtu.*number/],
    ['set v0 vrf p0', 1, /VRF/],
    ['set v0 index 7', 1, /index/],
    ['set v0 address 02:00', 1, /2 bytes/],
    ['add d0', 1, /type/],
    ['add v0 type veth', 2, /exists/],
    ['add vl0 link v0 type vlan id 5000', 2, /./],
    ['set v0 type bridge_slave cost 5', 2, /./],
    ['delete lo', 2, /not supported/],
    ['add x type vxlan', 2, /./],
    ['property add dev v0 altname p0', 2, /exists/],
    ['frobnicate', 1, /frobnicate/],
    ['help nosuch', 1, /nosuch/],
  ])('%s: exit %i', (line, status, message) => {
    const done = namespace.try(RTNL, ['link', ...line.split(' ')])
    expect([done.status, done.stdout]).toEqual([status, ''])
    expect(done.stderr).toMatch(message)
  })
})
