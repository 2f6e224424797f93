import { decode, encode, frame, pathAt, print } from '@rtnl/codec'
import { IFLA, link, RTM, route, rtnetlink } from '@rtnl/families'
import { describe, expect, test } from 'vitest'

const line = (text: string) => text.split('\n').map((l) => l.trimEnd())

describe('print', () => {
  const printed = (datagram: Uint8Array) =>
    decode(rtnetlink, datagram).messages.map((message) => print(rtnetlink, message))

  test('a route: its header, the members of its struct, each attribute under the kernel’s name, nests indented', () => {
    const payload = encode(route, {
      family: 'inet',
      dstLen: 16,
      table: 'main',
      dst: '10.1.0.0',
      metrics: { mtu: 1400 },
      multipath: [{ ifindex: 3, gateway: '192.0.2.1' }],
      unknown: [{ type: 99, data: Uint8Array.of(1, 0xff) }],
    })
    const [text = ''] = printed(frame({ type: RTM.NEWROUTE, flags: 0x501, seq: 7 }, payload))
    expect(line(text)).toEqual([
      'RTM_NEWROUTE len 84 flags 0x501 seq 7 portid 0',
      '  family inet',
      '  dstLen 16',
      '  srcLen 0',
      '  tos 0',
      '  rtmTable unspec',
      '  protocol unspec',
      '  scope universe',
      '  type unspec',
      '  flags',
      '  RTA_TABLE main',
      '  RTA_DST 10.1.0.0',
      '  RTA_METRICS',
      '    RTAX_MTU 1400',
      '  RTA_MULTIPATH',
      '    flags',
      '    hops 0',
      '    ifindex 3',
      '    gateway 192.0.2.1',
      '  RTA_99 01 ff',
    ])
  })

  test('a name cannot drive the terminal', () => {
    const payload = encode(link, { ifname: 'a\u001b[2Jb' })
    expect(printed(frame({ type: RTM.NEWLINK, flags: 0, seq: 0 }, payload))[0]).toContain('IFLA_IFNAME a\\x1b[2Jb')
  })

  test('a damaged message says where', () => {
    const datagram = frame({ type: RTM.NEWLINK, flags: 0, seq: 0 }, encode(link, { mtu: 1500 }))
    datagram[32] = 0
    expect(printed(datagram)[0]).toContain('nla_len is less than 4')
  })
})

describe('paths of offsets', () => {
  const value = { ifname: 'vx0', linkinfo: { kind: 'vxlan', data: { id: 7, ttl: 3 } } } as const
  const request = frame({ type: RTM.NEWLINK, flags: 5, seq: 1 }, encode(link, value))
  /** Where the attribute header `type`, `length` stands. */
  const find = (length: number, type: number) => {
    const view = new DataView(request.buffer)
    for (let at = 32; at < request.length; at += 4)
      if (view.getUint16(at, true) === length && view.getUint16(at + 2, true) === type) return at
    throw new Error('no such attribute')
  }

  test('an attribute deep within', () => {
    const id = find(8, 1)
    const path = { path: 'linkinfo.data.id', constant: 'IFLA_VXLAN_ID' }
    expect(pathAt(rtnetlink, request, id)).toEqual(path)
    expect(pathAt(rtnetlink, request, id + 4)).toEqual(path)
    expect(pathAt(rtnetlink, request, find(10, 1))).toEqual({ path: 'linkinfo.kind', constant: 'IFLA_INFO_KIND' })
    expect(pathAt(rtnetlink, request, 32)).toEqual({ path: 'ifname', constant: 'IFLA_IFNAME' })
  })

  test('a damaged attribute, and what is behind it', () => {
    const unknown = [{ type: IFLA.MTU, data: new Uint8Array(1) }]
    const damaged = frame({ type: RTM.NEWLINK, flags: 5, seq: 1 }, encode(link, { unknown, ...value }))
    expect(decode(rtnetlink, damaged).messages[0]?.error).toMatchObject({ path: 'mtu' })
    expect(pathAt(rtnetlink, damaged, 32)).toEqual({ path: 'mtu', constant: 'IFLA_MTU' })
    expect(pathAt(rtnetlink, damaged, find(8, 1) + 8)?.path).toBe('linkinfo.data.id')
  })

  test('a member of the header, and no field at all', () => {
    expect(pathAt(rtnetlink, request, 20)).toEqual({ path: 'index', constant: 'ifinfomsg' })
    expect(pathAt(rtnetlink, request, 4)).toBeUndefined()
    expect(pathAt(rtnetlink, request, 5000)).toBeUndefined()
  })
})
