import { decode, encode, protocol } from '@rtnl/codec'
import { control, NETLINK, type Nlmsgdone, type Nlmsgerr, nlmsgdone, nlmsgerr, RTM } from '@rtnl/families'
import { describe, expect, test } from 'vitest'

const route = protocol({ name: 'route', number: NETLINK.ROUTE, types: RTM, prefix: 'RTM', messages: [...control] })

const fromHex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

/**
 * Answers of Linux 6.18.44 to a Python script's requests, in a new network namespace, with NETLINK_EXT_ACK and
 * NETLINK_GET_STRICT_CHK on.
 */
const errors: [command: string, hex: string, body: Nlmsgerr][] = [
  [
    'RTM_SETLINK with NLM_F_ACK, index 1, IFLA_GROUP 7',
    '240000000200000101000000706500000000000028000000130005000100000000000000',
    { error: 0, nlmsgerrMsg: { len: 40, type: RTM.SETLINK, flags: 0x5, seq: 1, pid: 0 } },
  ],
  [
    'RTM_GETLINK with NLM_F_ACK, index 4711; NETLINK_EXT_ACK off',
    '340000000200000005000000cdeb2ee6edffffff2000000012000500050000000000000000000000671200000000000000000000',
    {
      error: -19,
      nlmsgerrMsg: { len: 32, type: RTM.GETLINK, flags: 0x5, seq: 5, pid: 0 },
      payload: fromHex('00000000671200000000000000000000'),
    },
  ],
  [
    'RTM_NEWLINK of a vxlan with IFLA_VXLAN_ID 16777216',
    '8c000000020000020200000070650000deffffff440000001000050602000000000000000000000000000000000000000000000008000300767830001c0012800a00010076786c616e0000000c00028008000100000000012900010056584c414e204944206d757374206265206c6f776572207468616e20313637373732313600000000080002003c000000',
    {
      error: -34,
      nlmsgerrMsg: { len: 68, type: RTM.NEWLINK, flags: 0x605, seq: 2, pid: 0 },
      payload: fromHex(
        '0000000000000000000000000000000008000300767830001c0012800a00010076786c616e0000000c0002800800010000000001',
      ),
      msg: 'VXLAN ID must be lower than 16777216',
      offs: 60,
    },
  ],
  [
    'RTM_NEWLINK of a vxlan with IFLA_VXLAN_LOCALBYPASS 2; NETLINK_CAP_ACK on',
    '6c0000000200000309000000e47d54e3deffffff4c00000010000506090000000000000019000100696e7465676572206f7574206f662072616e6765000000000800020044000000240004800c00040000000000000000000c00050001000000000000000800010002000000',
    {
      error: -34,
      nlmsgerrMsg: { len: 76, type: RTM.NEWLINK, flags: 0x605, seq: 9, pid: 0 },
      msg: 'integer out of range',
      offs: 68,
      policy: { minValueU: 0n, maxValueU: 1n, type: 'u8' },
    },
  ],
  [
    'generic netlink: NETDEV_CMD_DEV_GET with NLM_F_ACK, without NETDEV_A_DEV_IFINDEX',
    '30000000020000020800000070650000eaffffff14000000140005000800000000000000010100000800050001000000',
    {
      error: -22,
      nlmsgerrMsg: { len: 20, type: 20, flags: 0x5, seq: 8, pid: 0 },
      payload: fromHex('01010000'),
      missType: 1,
    },
  ],
]

const dones: [command: string, hex: string, body: Nlmsgdone][] = [
  ['RTM_GETNEIGH with NLM_F_DUMP', '140000000300020006000000439163d900000000', { error: 0 }],
  [
    'RTM_GETROUTE with NLM_F_DUMP, RTA_TABLE 4711',
    '38000000030022020400000070650000feffffff23000100697076343a20464942207461626c6520646f6573206e6f742065786973740000',
    { error: -2, msg: 'ipv4: FIB table does not exist' },
  ],
]

describe('control messages', () => {
  test.each(errors)('NLMSG_ERROR: %s', (_, hex, body) => {
    const bytes = fromHex(hex)
    const { messages } = decode(route, bytes)
    expect(messages).toMatchObject([{ name: 'NLMSG_ERROR' }])
    expect(messages[0]?.body).toEqual(body)
    expect(encode(nlmsgerr, body)).toEqual(bytes.subarray(16))
  })

  test.each(dones)('NLMSG_DONE: %s', (_, hex, body) => {
    const bytes = fromHex(hex)
    const { messages } = decode(route, bytes)
    expect(messages).toMatchObject([{ name: 'NLMSG_DONE' }])
    expect(messages[0]?.body).toEqual(body)
    expect(encode(nlmsgdone, body)).toEqual(bytes.subarray(16))
  })

  test.each([
    ['NLMSG_NOOP', '10000000010000000000000000000000'],
    ['NLMSG_OVERRUN', '10000000040000000000000000000000'],
  ])('%s has an empty body', (name, hex) => {
    expect(decode(route, fromHex(hex)).messages).toMatchObject([{ name, body: {} }])
  })

  test('an NLMSG_DONE may have no errno', () => {
    const { messages } = decode(route, fromHex('10000000030002000000000000000000'))
    expect(messages[0]?.body).toMatchObject({})
    expect(messages[0]?.body).not.toHaveProperty('error')
  })
})
