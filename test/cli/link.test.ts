import { describe, expect, test } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import { etherType, parseEtherType } from '../../packages/cli/src/link/ethertype.ts'
import { help } from '../../packages/cli/src/link/help.ts'
import { counter } from '../../packages/cli/src/link/human.ts'
import { kindNames, kindOf } from '../../packages/cli/src/link/kinds/index.ts'
import { HelpWanted } from '../../packages/cli/src/link/kinds/options.ts'
import { parseLladdr } from '../../packages/cli/src/link/lladdr.ts'
import { parseProperty } from '../../packages/cli/src/link/property.ts'
import { parseRequest } from '../../packages/cli/src/link/request.ts'
import { parseSelection } from '../../packages/cli/src/link/select.ts'
import { userName } from '../../packages/cli/src/link/users.ts'
import { main } from '../../packages/cli/src/main.ts'
import { fakeIo, line, namesOf } from './support.ts'

const names = namesOf({ '/etc/iproute2/group': '42\tbackbone\n' })
const request = (words: string, create = true) => parseRequest(line(words), { create, family: 'unspec', names })

describe('words that are wrong', () => {
  test.each([
    ['d0', /type/],
    ['d0 type', /"type" must be followed/],
    ['d0 d1 type dummy', /dev is given twice|no keyword/],
    ['name a dev b type dummy', /only one/],
    ['group 5 type dummy', /name/],
    ['d0 mtu type dummy', /mtu/],
    ['d0 mtu 1 mtu 2 type dummy', /twice/],
    ['d0 txqueuelen 1 qlen 2 type dummy', /twice/],
    ['d0 group 1 group 2 type dummy', /twice/],
    ['d0 group nosuch type dummy', /group/],
    ['d0 index 0 type dummy', /index/],
    ['d0 index 1 index 2 type dummy', /twice/],
    ['name a-name-of-16-byte type dummy', /name/],
    ['with/slash type dummy', /name of an interface/],
    ['d0 address 02:00:zz type dummy', /link-layer/],
    ['d0 address 256.0.0.1 type dummy', /link-layer/],
    ['d0 arp maybe type dummy', /"on" or "off"/],
    ['d0 mode nosuch type dummy', /mode/],
    ['d0 state nosuch type dummy', /state/],
    ['d0 addrgenmode nosuch type dummy', /addrgenmode/],
    ['d0 protodown_reason 32 on type dummy', /protodown_reason/],
    ['d0 protodown_reason 1 type dummy', /protodown_reason/],
    ['d0 gso_max_segs 65536 type dummy', /gso_max_segs/],
    ['d0 xdp object file.o type dummy', /xdp/],
    ['d0 netns 1 netns 2 type dummy', /twice/],
    ['d0 link-netns a link-netnsid 2 type dummy', /twice/],
    [`d0 alias ${'x'.repeat(256)} type dummy`, /255/],
    ['d0 type dummy extra', /dummy/],
    ['d0 type nosuch extra', /nosuch/],
    ['d0 type tun mode tun', /tun/],
    ['d0 type bridge nosuch 1', /bridge.*nosuch/],
    ['d0 type bridge priority 65536', /priority/],
    ['d0 type bridge vlan_protocol nosuch', /802.1Q/],
    ['d0 type bridge stp_state', /stp_state/],
    ['d0 type vlan id 65536', /id/],
    ['d0 type vlan id 1 gvrp 1', /"on" or "off"/],
    ['d0 type vlan id 1 egress-qos-map 1:x', /FROM:TO/],
    ['d0 type vlan id 1 egress-qos-map 1', /vlan.*"1"/],
    ['d0 type bond mode nosuch', /mode/],
    ['d0 type bond mode 7', /mode/],
    ['d0 type bond arp_ip_target 1.2.3.4,::1', /IPv4/],
    ['d0 type bond ns_ip6 ::1', /ns_ip6/],
    ['d0 type bond miimon -1', /miimon/],
    ['d0 type macvlan mode nosuch', /mode/],
    ['d0 type macvlan nopromisc', /passthru/],
    ['d0 type macvlan macaddr add 02:00', /Ethernet/],
    ['d0 type macvlan macaddr nosuch', /add, del/],
    ['d0 type vrf table nosuch', /table/],
    ['d0 type vxlan dstport 1', /id is missing/],
    ['d0 type vxlan id 16777216', /id/],
    ['d0 type vxlan id 1 id 2', /twice/],
    ['d0 type vxlan id 1 learning nolearning', /twice/],
    ['d0 type vxlan id 1 remote 1.1.1.1 group 239.0.0.1', /exclude/],
    ['d0 type vxlan id 1 group 1.1.1.1 dev v0', /multicast/],
    ['d0 type vxlan id 1 remote 239.0.0.1', /one host/],
    ['d0 type vxlan id 1 remote 1.1.1.1 local ::1', /local/],
    ['d0 type vxlan id 1 group 239.0.0.1', /needs dev/],
    ['d0 type vxlan id 1 external', /exclude/],
    ['d0 type vxlan vnifilter', /external/],
    ['d0 type vxlan id 1 ttl 256', /ttl/],
    ['d0 type vxlan id 1 df nosuch', /df/],
    ['d0 type vxlan id 1 flowlabel 0x100000', /flowlabel/],
    ['d0 type vxlan id 1 srcport 1', /must be followed/],
    ['d0 type veth mtu 5', /veth.*mtu/],
    ['d0 type veth peer name p0 type veth', /no type/],
    ['d0 type veth peer name a dev b', /only one/],
    ['d0 vf 0 type dummy', /vf 0/],
    ['d0 vf 0 vlan 4096', /vlan/],
    ['d0 vf 0 vlan 5 proto ip', /802.1ad/],
    ['d0 vf 0 state nosuch', /state/],
    ['d0 vf 0 node_guid 1', /eight bytes/],
  ])('add %s', (words, message) => {
    expect(() => request(words)).toThrow(UsageError)
    expect(() => request(words)).toThrow(message)
  })

  test.each([
    ['', /dev/],
    ['up', /dev/],
    ['v0 index 7', /index/],
    ['group 7 type bridge stp_state 1', /group/],
    ['v0 type bond_slave prio x', /prio/],
    ['v0 type bridge_slave guard 1', /guard/],
  ])('set %s', (words, message) => {
    expect(() => request(words, false)).toThrow(message)
  })

  test.each(['d0 help', 'd0 type bridge help', 'd0 type vxlan id 1 help'])('add %s asks for help', (words) => {
    expect(() => request(words)).toThrow(HelpWanted)
  })
})

describe('what words give', () => {
  test('the peer of a veth and its warnings', () => {
    const { words, peer } = request('v0 mtu 1400 type veth peer name v1 netns 7 up')
    expect(words).toMatchObject({ device: 'v0', kind: 'veth', link: { mtu: 1400 } })
    expect(peer).toMatchObject({ name: 'v1', netns: '7', link: { flags: 1, change: 1 } })
  })

  test('a vxlan without a port is warned of', () => {
    expect(request('v0 type vxlan id 1').warnings).toHaveLength(1)
    expect(request('v0 type vxlan id 1 dstport 0').warnings).toEqual([])
    expect(request('v0 type vxlan id 1', false).warnings).toEqual([])
  })

  test('rates of a virtual function are completed later', () => {
    expect(request('v0 vf 3 max_tx_rate 7', false).words.vfs).toEqual([{ vf: 3, info: {}, rate: { max: 7 } }])
    expect(request('v0 vf 3 rate 5 min_tx_rate 1', false).words.vfs).toEqual([
      { vf: 3, info: {}, rate: { max: 5, min: 1 } },
    ])
    expect(request('v0 vf 1 trust on vf 2 trust off', false).words.vfs).toHaveLength(2)
  })

  test('reasons for protodown are gathered', () => {
    const { words } = request('v0 protodown_reason 31 on protodown_reason 0 off', false)
    expect(words.link.protoDownReason).toEqual({ mask: 0x80000001, value: 0x80000000 })
  })

  test('selectors of show', () => {
    expect(parseSelection(line('up type veth master br0'), names)).toEqual({
      up: true,
      kind: 'veth',
      master: 'br0',
      vrf: false,
      nomaster: false,
    })
    expect(parseSelection(line('type bridge_slave nomaster'), names)).toEqual({ slaveKind: 'bridge', nomaster: true })
    expect(parseSelection(line('vrf blue group backbone dev help'), names)).toMatchObject({
      master: 'blue',
      vrf: true,
      group: 42,
      device: 'help',
    })
    expect(parseSelection(line('he'), names)).toBeUndefined()
    expect(() => parseSelection(line('a b'), names)).toThrow(UsageError)
    expect(() => parseSelection(line('group nosuch'), names)).toThrow(UsageError)
    expect(() => parseSelection(line('type'), names)).toThrow(UsageError)
  })

  test('altnames', () => {
    expect(parseProperty(line('v0 altname x al y'))).toEqual({ device: 'v0', altnames: ['x', 'y'] })
    expect(parseProperty(line('help'))).toBeUndefined()
    expect(() => parseProperty(line('altname x'))).toThrow(UsageError)
    expect(() => parseProperty(line('v0 v1 altname x'))).toThrow(UsageError)
    expect(() => parseProperty(line('v0 altname x/y'))).toThrow(UsageError)
  })
})

describe('numbers and names', () => {
  test('link-layer addresses', () => {
    expect(parseLladdr('2:0:A:b:ff:0')).toBe('02:00:0a:0b:ff:00')
    expect(parseLladdr('10.0.0.255')).toBe('0a:00:00:ff')
    expect(parseLladdr('7')).toBe('07')
    for (const wrong of ['', ':', '1:', '100:1', '1.2.3', '1.2.3.256', 'g'])
      expect(() => parseLladdr(wrong)).toThrow(UsageError)
    expect(() => parseLladdr('1:2:3', 2)).toThrow(UsageError)
  })

  test('Ethernet protocols', () => {
    expect(parseEtherType('802.1q')).toBe(0x8100)
    expect(parseEtherType('802.1AD')).toBe(0x88a8)
    expect(parseEtherType('ipv4')).toBe(0x800)
    expect(parseEtherType('0x88cc')).toBe(0x88cc)
    expect(parseEtherType('65536')).toBeUndefined()
    expect(etherType('lldp')).toBe('LLDP')
    expect(etherType(0x9100)).toBe('[37120]')
    expect(etherType('8021q', true)).toBe('[33024]')
  })

  test('human counters round as printf does', () => {
    const human = (value: bigint, iec = false) => counter(value, { human: true, iec })
    expect(human(999n)).toBe('999')
    expect(human(1000n)).toBe('1.00k')
    expect(human(1125n)).toBe('1.12k')
    expect(human(1375n)).toBe('1.38k')
    expect(human(12250n)).toBe('12.2k')
    expect(human(112500n)).toBe('112k')
    expect(human(113500n)).toBe('114k')
    expect(human(1024n, true)).toBe('1.00ki')
    expect(human(18446744073709551615n)).toBe('18.4E')
    expect(counter(18446744073709551615n, { human: false, iec: false })).toBe('18446744073709551615')
  })

  test('users', () => {
    const io = fakeIo({ '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nfoo:x:7:8::/:/bin/sh\n' })
    expect(userName(io, '/etc/passwd', 7)).toBe('foo')
    expect(userName(io, '/etc/passwd', 8)).toBeUndefined()
    expect(userName(io, '/etc/group', 0)).toBeUndefined()
  })
})

describe('help', () => {
  const run = async (words: string) => {
    const io = fakeIo()
    const code = await main(words.split(' '), io, () => Promise.reject(new Error('no client is wanted')))
    return { code, out: io.out, err: io.err }
  }

  test.each(['link help', 'l h', 'link show help', 'link add help', 'link set v0 help', 'link property help'])(
    '%s',
    async (words) => {
      expect(await run(words)).toEqual({ code: 0, out: help, err: '' })
    },
  )

  test.each(kindNames)('link help %s', async (name) => {
    const text = kindOf(name)?.help
    expect(text).toMatch(name === 'tun' ? /tuntap/ : /^Usage: rtnl link/)
    expect(await run(`link help ${name}`)).toEqual({ code: 0, out: text, err: '' })
  })

  test('in the midst of a kind', async () => {
    expect(await run('link add br0 type bridge stp_state 1 help')).toEqual({
      code: 0,
      out: kindOf('bridge')?.help,
      err: '',
    })
  })

  test('of a kind that is not known', async () => {
    expect(await run('link help nosuch')).toMatchObject({ code: 1, out: '' })
  })
})
