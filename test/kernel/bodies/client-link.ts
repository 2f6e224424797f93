import assert from 'node:assert/strict'
import { accessSync, constants } from 'node:fs'
import type { Link } from '@rtnl/families'
import { open } from 'rtnl'
import { batch, ip, ipJson, refused, sees, steady, watch } from './client-common.ts'

/** add, get, list, monitor, set, replace, names, delete: what we do `ip` sees. */
export async function life() {
  await using net = await open()
  const changes = await watch(
    net,
    ['link'],
    async () => {
      await net.link.add({ ifname: 'v0', linkinfo: { kind: 'veth', data: { peer: { ifname: 'v1' } } }, mtu: 1400 })
      sees('link show v0', { ifname: 'v0', link: 'v1', mtu: 1400, operstate: 'DOWN' })
      await refused(net.link.add({ ifname: 'v0', linkinfo: { kind: 'ifb' } }), { code: 'EEXIST' })
      await net.link.set('v0', { up: true })
      await net.link.set({ ifname: 'v1', up: true })
      sees('link show v0', { operstate: 'UP' })

      const v0 = await net.link.get('v0')
      assert.equal((await net.link.get(v0.index)).ifname, 'v0')
      assert.equal((await net.link.get(v0)).ifname, 'v0')
      await net.link.set('v0', { flags: ['promisc'], ifalias: 'one end' })
      assert.ok(['up', 'promisc'].every((flag) => ipFlags('v0').includes(flag.toUpperCase())))
      await net.link.set('v0', { change: ['promisc'], ifalias: '' })
      assert.ok(!ipFlags('v0').includes('PROMISC'))
      assert.equal((await net.link.get('v0')).ifalias, undefined)

      await names(net, v0)
      await net.link.set('v0', { up: false })
      await net.link.delete('v0')
      assert.equal(ip('link show type veth'), '')
    },
    ({ kind, message }) => kind === 'delete' && (message as Link).ifname === 'v0',
  )
  assert.deepEqual([...new Set(changes.map(({ object }) => object))], ['link'])
  assert.deepEqual([...new Set(changes.map(({ message }) => (message as Link).ifname))].sort(), ['lan0', 'v0', 'v1'])
}

type Net = Awaited<ReturnType<typeof open>>

const ipFlags = (name: string) => ipJson(`link show ${name}`)[0]?.flags as string[]

async function names(net: Net, v0: Link): Promise<void> {
  await net.link.addAltnames('v0', ['the-long-name-of-the-link', 'lan'])
  assert.deepEqual(ipJson('link show v0')[0]?.altnames, ['the-long-name-of-the-link', 'lan'])
  for (const name of ['the-long-name-of-the-link', 'lan']) assert.equal((await net.link.get(name)).index, v0.index)
  assert.equal((await net.link.list({ altIfname: 'lan' })).length, 1)
  await net.link.set('the-long-name-of-the-link', { mtu: 1300 })
  await net.addr.add({ local: '192.0.2.1/24', index: 'the-long-name-of-the-link' })
  assert.equal((await net.addr.get('192.0.2.1')).index, v0.index)
  await net.link.deleteAltnames('lan', ['the-long-name-of-the-link', 'lan'])
  await refused(net.link.get('lan'), { code: 'ENODEV' })
  // Linux 6.1 renames no link that is up.
  await net.link.set('v0', { up: false })
  await net.link.set('v0', { ifname: 'lan0' })
  sees('link show lan0', { ifindex: v0.index, mtu: 1300 })
  await net.link.change({ index: v0.index, ifname: 'v0', up: true })
}

/** Errors say which link. */
export async function refusals() {
  await using net = await open()
  const noName = "No interface has the name 'v9'. ip link lists the interfaces"
  await refused(net.link.get('v9'), { code: 'ENODEV', errno: 19, message: `RTM_GETLINK: ENODEV: ${noName}` })
  await refused(net.link.set('v9', { mtu: 1400 }), { message: `RTM_NEWLINK: ENODEV: ${noName}` })
  await refused(net.link.set('v9', { ifname: 'v8' }), { code: 'ENODEV', path: 'index' })
  await refused(net.link.delete('v9'), { message: `RTM_DELLINK: ENODEV: ${noName}` })
  await refused(net.link.addAltnames('v9', ['a']), { message: `RTM_NEWLINKPROP: ENODEV: ${noName}` })
  await refused(net.link.delete(4_000_000), {
    message: 'RTM_DELLINK: ENODEV: No interface has the index 4000000. ip link lists the interfaces',
  })
  await refused(net.link.delete('lo'), { code: 'EOPNOTSUPP' })
  await refused(net.link.add({ ifname: 'x0', linkinfo: { kind: 'nonesuch' } }), {
    code: 'EOPNOTSUPP',
    message: 'RTM_NEWLINK: EOPNOTSUPP: Unknown device type',
  })
  await net.link.add({ ifname: 'v0', linkinfo: { kind: 'veth' } })
  await refused(net.link.set('v0', { mtu: 4 }), {
    message: 'RTM_NEWLINK: EINVAL: mtu less than device minimum',
  })
  await refused(net.link.add({ ifname: 'vx0', linkinfo: { kind: 'vxlan', data: { id: 0x1000000 } } }), {
    code: 'ERANGE',
    path: 'linkinfo.data.id',
    constant: 'IFLA_VXLAN_ID',
  })
}

const LINKS = [
  'link add v0 type veth peer name v1',
  'link set v0 up alias under',
  'link set v1 up',
  'link add br0 address 02:00:00:00:00:13 type bridge stp_state 1 forward_delay 800 priority 4096 mcast_igmp_version 3',
  'link set br0 up type bridge no_linklocal_learn 1',
  'link add p0 type veth peer name p1',
  'link set p0 master br0 up',
  'link set p0 type bridge_slave cost 77 guard on isolated on',
  'link add vx0 type vxlan id 4001 dev v0 group 239.1.1.1 local 192.0.2.1 ttl 5 tos 0x10 dstport 4789 srcport 32768 60000 ageing 600 maxaddress 99 nolearning proxy rsc l2miss l3miss udpcsum',
  'link add vx1 type vxlan id 4002 remote 2001:db8::2 local 2001:db8::1 ttl inherit flowlabel 0x12345 dstport 4790 udp6zerocsumtx udp6zerocsumrx gbp',
  'link add vx2 type vxlan dstport 4791 external gpe',
  'link add link v1 name mv0 type macvlan mode bridge bcqueuelen 500',
  'link add link v1 name mv1 type macvlan mode source',
  'link set mv1 type macvlan macaddr set 02:00:00:00:aa:01 02:00:00:00:aa:02',
  'link add link v1 name mt0 up type macvtap mode vepa',
  'link add ifb0 numtxqueues 3 txqueuelen 77 type ifb',
  'link set ifb0 group 7 mtu 1400 promisc on',
]

/** Made through a device that an ordinary user may not be let to. */
const TUNS = ['tuntap add tun0 mode tun', 'tuntap add tap0 mode tap multi_queue']

function mayMakeTuns(): boolean {
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** What differs from one report to the next by itself, or after a new start. */
const LIVELY = [
  'stats',
  'stats64',
  'afSpec',
  'carrier',
  'carrierChanges',
  'carrierUpCount',
  'carrierDownCount',
  'operstate',
  'helloTimer',
  'gcTimer',
  'tcnTimer',
  'topologyChangeTimer',
  'messageAgeTimer',
  'forwardDelayTimer',
  'holdTimer',
  'topologyChange',
  'topologyChangeDetected',
  'designatedPort',
  'designatedCost',
  'state',
  'configPending',
  // A bridge's is that of its ports.
  'tsoMaxSize',
]

/** Flags that come about by themselves do not count either. */
const settled = (link: Link) =>
  steady({ ...link, flags: link.flags.filter((flag) => flag !== 'running' && flag !== 'lower_up') }, ...LIVELY)

/** What a list returns is taken back as it is: set again, replaced by itself, put back after changes, made again. */
export async function handBack() {
  const tuns = mayMakeTuns()
  batch([...LINKS, ...(tuns ? TUNS : [])])
  await using net = await open()
  const before = await net.link.list()
  assert.ok(before.length >= 13)
  const links = async () => (await net.link.list()).map(settled)

  for (const link of before) await attempt(link, () => net.link.set(link))
  for (const link of before) await attempt(link, () => net.link.replace(link))
  assert.deepEqual(await links(), before.map(settled))

  batch([
    'link set v0 mtu 1300 alias changed',
    'link set v1 down',
    'link set br0 type bridge forward_delay 900 priority 8192 no_linklocal_learn 0',
    'link set p0 type bridge_slave cost 5 guard off',
    'link set vx0 type vxlan ageing 900 learning',
    'link set mv1 type macvlan macaddr flush',
    'link set ifb0 group 8 promisc off txqueuelen 5',
    ...(tuns ? ['link set tap0 mtu 1200'] : []),
  ])
  for (const link of before) await attempt(link, () => net.link.set(link))
  assert.deepEqual(await links(), before.map(settled))
  ip('link set p0 nomaster')
  for (const link of before) if (link.ifname === 'p0') await net.link.replace(link)
  sees('link show p0', { master: 'br0' })

  for (const link of before) {
    const { kind } = link.linkinfo ?? {}
    // The kernel makes none of these again: a veth would have another one for its end.
    if (kind === undefined || kind === 'tun' || kind === 'veth') continue
    await net.link.delete(link)
    await refused(net.link.get(link), { code: 'ENODEV' })
    await attempt(link, () => (link.index % 2 ? net.link.add(link) : net.link.replace(link)))
    assert.equal(settled(await net.link.get(link.index)), settled(link))
  }
}

async function attempt(link: Link, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(`${(error as Error).message}: ${steady(link, 'stats', 'stats64', 'afSpec')}`)
  }
}

function hasInet6Stats({ afSpec = {} }: Link): boolean {
  return 'inet6' in afSpec && afSpec.inet6?.stats !== undefined
}

/** The filters that the kernel knows, and those that it does not. */
export async function filters() {
  batch(LINKS)
  await using net = await open()
  const found = async (filter: Parameters<Net['link']['list']>[0]) =>
    (await net.link.list(filter)).map(({ ifname }) => ifname).join(' ')
  assert.equal(await found({ master: 'br0' }), 'p0')
  assert.equal(await found({ linkinfo: { kind: 'vxlan' } }), 'vx0 vx1 vx2')
  assert.equal(await found({ linkinfo: { kind: 'nonesuch' } }), '')
  assert.equal(await found({ linkinfo: { kind: 'vxlan', data: { id: 4002 } } }), 'vx1')
  assert.equal(await found({ link: 'v1', linkinfo: { kind: 'macvlan' } }), 'mv0 mv1')
  assert.equal(await found({ group: 7 }), 'ifb0')
  assert.equal(await found({ ifname: 'lo' }), 'lo')
  assert.equal(await found({ master: -1, up: true, linkinfo: { kind: 'veth' } }), 'v1 v0')
  assert.equal(await found({ family: 'bridge' }), 'p0')
  const [port] = await net.link.list({ family: 'bridge' })
  assert.ok(port?.protinfo && 'cost' in port.protinfo && port.protinfo.cost === 77)
  const bare = await net.link.get({ ifname: 'v0', extMask: ['skip_stats'] })
  const whole = await net.link.get('v0')
  assert.deepEqual([bare, whole].map(hasInet6Stats), [false, true])
  await net.link.set('p0', { family: 'bridge', protinfo: { cost: 33 } })
  assert.match(ip('-d link show p0'), / cost 33 /)
}
