import { PacketDecoder } from '@rtnl/capture'
import { encode, frame } from '@rtnl/codec'
import { type LinkInput, link, NLM_F, RTM } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { compare } from '../vm/wire/compare.ts'
import type { Seen } from '../vm/wire/sniffer.ts'

// What test/vm/requests.test.ts compares in guests, with requests made here: it must see every difference but order, padding and numbers of the message.

const decoder = new PacketDecoder({ fields: true })

function seen(bytes: Uint8Array): Seen {
  const [message] = decoder.decode({ protocol: 0, bigEndian: false, offset: 0, bytes }).messages
  if (message === undefined || message.error !== undefined) throw new Error('a message of this test is damaged')
  return { ...message, bytes }
}

const request = (input: LinkInput, flags: number = NLM_F.CREATE, seq = 1): Seen =>
  seen(frame({ type: RTM.NEWLINK, flags: NLM_F.REQUEST | flags, seq }, encode(link, input)))

const vlan: LinkInput = { ifname: 'v1', mtu: 1400, linkinfo: { kind: 'vlan', data: { id: 7, protocol: '8021q' } } }

const difference = (ip: Seen, rtnl: Seen) => {
  const { ip: theirs, rtnl: ours } = compare('link add v1', [ip], [rtnl])
  return [theirs, ours]
}

/** The message with one byte changed. */
function changed(message: Seen, at: number, by: number): Seen {
  const bytes = message.bytes.slice()
  bytes[at] = (bytes[at] ?? 0) ^ by
  return seen(bytes)
}

const offsetOf = ({ fields = [] }: Seen, path: string): number =>
  fields.find((field) => field.path === path)?.offset ?? 0

describe('two requests', () => {
  test('are the same in another order, at every depth, with other numbers and padding', () => {
    const other: LinkInput = { linkinfo: { data: { protocol: '8021q', id: 7 }, kind: 'vlan' }, mtu: 1400, ifname: 'v1' }
    const padded = changed(request(vlan), offsetOf(request(vlan), 'ifname') + 7, 0xff)
    expect(difference(padded, request(other, NLM_F.CREATE | NLM_F.ACK, 9))).toEqual([[], []])
  })

  test.each<[string, Seen, string[], string[]]>([
    ['flags', request(vlan, NLM_F.EXCL), ['RTM_NEWLINK 0x400'], ['RTM_NEWLINK 0x200']],
    ['header', request({ ...vlan, index: 5 }), [`header ${'00'.repeat(16)}`], [`header 0000000005${'00'.repeat(11)}`]],
    ['a value', request({ ...vlan, mtu: 1401 }), ['mtu IFLA_MTU 78050000'], ['mtu IFLA_MTU 79050000']],
    ['one more', request({ ...vlan, group: 7 }), [], ['group IFLA_GROUP 07000000']],
    [
      'a value in a nest',
      request({ ...vlan, linkinfo: { kind: 'vlan', data: { id: 8, protocol: '8021q' } } }),
      ['linkinfo.data.id IFLA_VLAN_ID 0700'],
      ['linkinfo.data.id IFLA_VLAN_ID 0800'],
    ],
    [
      'the flag of a nest',
      changed(request(vlan), offsetOf(request(vlan), 'linkinfo') + 3, 0x80),
      ['linkinfo IFLA_LINKINFO {}'],
      ['linkinfo IFLA_LINKINFO nested {}'],
    ],
  ])('differ in %s', (_what, rtnl, theirs, ours) => {
    expect(difference(request(vlan), rtnl)).toEqual([theirs, ours])
  })

  test('differ in number', () => {
    const { ip, rtnl } = compare('link add v1', [request(vlan)], [request(vlan), request(vlan)])
    expect([ip.length > 0, rtnl.length > 0]).toEqual([true, true])
  })
})
