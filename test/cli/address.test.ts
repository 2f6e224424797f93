import { describe, expect, it } from 'vitest'
import { bytesOf, parseAddress, parsePrefix, sameBits } from '../../packages/cli/src/address.ts'

describe('addresses', () => {
  it.each([
    ['10.0.0.1', 'inet', '10.0.0.1'],
    ['10.8', 'inet', '10.8.0.0'],
    ['0x0a.010.1.1', 'inet', '10.8.1.1'],
    ['::1', 'inet6', '::1'],
    ['fe80::1:2', 'inet6', 'fe80::1:2'],
    ['::ffff:10.0.0.1', 'inet6', '::ffff:10.0.0.1'],
  ])('%s is of %s', (text, family, written) => expect(parseAddress(text)).toMatchObject({ family, text: written }))

  it('are of the family that is asked for', () => {
    expect(parseAddress('10.0.0.1', 'inet6')).toBeUndefined()
    expect(parseAddress('::1', 'inet')).toBeUndefined()
    expect(parseAddress('100/0xc8', 'mpls')).toMatchObject({ family: 'mpls', text: '100/200' })
    expect(parseAddress('2:0:0:0:0:a', 'packet')).toMatchObject({ family: 'packet', text: '02:00:00:00:00:0a' })
    expect(parseAddress('10.0.0.1', 'packet')?.text).toBe('0a:00:00:01')
  })

  it.each([
    '',
    '10.0.0.256',
    '1.2.3.4.5',
    '10.0.0.',
    '09.1',
    ':',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3',
    'eth0',
    '::1%lo',
  ])('"%s" is none', (text) => expect(parseAddress(text)).toBeUndefined())

  it('have labels of 20 bits', () => {
    expect(parseAddress('1048575', 'mpls')?.bytes).toEqual(Uint8Array.of(0xff, 0xff, 0xf1, 0))
    expect(parseAddress('1048576', 'mpls')).toBeUndefined()
  })
})

describe('prefixes', () => {
  it.each([
    ['10.0.0.0/8', { family: 'inet', text: '10.0.0.0', length: 8, explicit: true }],
    ['10.0.0.1', { family: 'inet', text: '10.0.0.1', length: 32, explicit: false }],
    ['10.0.0.0/255.255.0.0', { length: 16, explicit: true }],
    ['2001:db8::/32', { family: 'inet6', length: 32 }],
    ['default', { family: 'unspec', text: undefined, length: 0, explicit: true }],
    ['any', { family: 'unspec', length: 0, explicit: false }],
    ['all', { family: 'unspec', length: 0, explicit: false }],
  ])('%s', (text, wanted) => expect(parsePrefix(text)).toMatchObject(wanted))

  it('keep the family where no address tells it', () => {
    expect(parsePrefix('default', 'inet6')?.family).toBe('inet6')
    expect(parsePrefix('default', 'mpls')).toBeUndefined()
  })

  it.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/255.0.255.0', 'default/0', '/8', '10.0.0.0/-1'])(
    '"%s" is none',
    (text) => expect(parsePrefix(text)).toBeUndefined(),
  )

  it('compare by their leading bits', () => {
    const [a, b] = [bytesOf('10.0.128.0'), bytesOf('10.0.255.255')]
    expect(sameBits(a, b, 17)).toBe(true)
    expect(sameBits(a, b, 18)).toBe(false)
    expect(sameBits(bytesOf(undefined), bytesOf('0.0.0.1'), 31)).toBe(true)
    expect(sameBits(bytesOf('::1'), bytesOf('::1'), 128)).toBe(true)
  })
})
