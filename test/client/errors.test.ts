import { constants } from 'node:os'
import { DumpInterruptedError, describeErrno, NetlinkError, OverrunError, SystemError, strerror } from '@rtnl/client'
import { describe, expect, test } from 'vitest'

describe('the text of an error', () => {
  test('without anything from the kernel but the errno', () => {
    expect(new NetlinkError('RTM_NEWROUTE', 17).message).toBe('RTM_NEWROUTE: EEXIST: File exists')
  })

  test("with the kernel's sentence and the place", () => {
    const extack = { msg: 'Attribute failed policy validation', offs: 72 }
    const error = new NetlinkError('RTM_NEWLINK', 34, { extack, path: 'linkinfo.data.id', constant: 'IFLA_VXLAN_ID' })
    expect(error.message).toBe(
      'RTM_NEWLINK: ERANGE: Attribute failed policy validation, at linkinfo.data.id (IFLA_VXLAN_ID)',
    )
    expect(error.offset).toBe(72)
  })

  test('of a missing interface says where to look', () => {
    expect(new NetlinkError('RTM_GETLINK', 19).message).toBe(
      'RTM_GETLINK: ENODEV: No such device. ip link lists the interfaces',
    )
  })

  test('of an errno that nobody knows', () => {
    expect(new NetlinkError('RTM_GETLINK', 600).message).toBe('RTM_GETLINK: E600: Unknown error 600')
  })

  test('of a system call', () => {
    const error = new SystemError('bind', 98)
    expect(error).toMatchObject({ message: 'bind: EADDRINUSE: Address already in use', code: 'EADDRINUSE', errno: 98 })
  })

  test('classes and codes', () => {
    expect(new OverrunError('RTM_NEWROUTE')).toBeInstanceOf(NetlinkError)
    expect(new OverrunError('RTM_NEWROUTE')).toMatchObject({ name: 'OverrunError', code: 'ENOBUFS', errno: 105 })
    expect(new DumpInterruptedError('RTM_GETROUTE').message).toMatch(/^RTM_GETROUTE: the dump was interrupted/)
  })
})

describe('the table of errnos', () => {
  /** Two names for one number each: the kernel's headers define the one by the other. */
  const aliases = ['EWOULDBLOCK', 'ENOTSUP']
  const known = Object.entries(constants.errno).filter(([name]) => !aliases.includes(name))

  test('has each one that this machine knows under its name', () => {
    expect(known.length).toBeGreaterThan(70)
    expect(known.map(([, errno]) => describeErrno(errno).code)).toEqual(known.map(([name]) => name))
  })

  test('has a sentence for each, and no two with the same', () => {
    const sentences = known.map(([, errno]) => strerror(errno))
    expect(sentences.filter((sentence) => sentence.includes('Unknown'))).toEqual([])
    expect(new Set(sentences).size).toBe(known.length)
  })
})
