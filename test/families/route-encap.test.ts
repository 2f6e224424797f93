import { type Route, type RouteInput, route } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { decodeOne, encoded, payload, plain, recording, requests } from './recorded.ts'
import { ENCAP_REQUESTS } from './route-encap.values.ts'

const HEADER = 12
const ZERO: Partial<Route> = { srcLen: 0, tos: 0, scope: 'universe', flags: [] }

requests(route, 'route/requests', HEADER, ZERO, ENCAP_REQUESTS)

const found = ['dump-inet', 'dump-inet6']
  .flatMap((file) => recording(`route/${file}`).messages ?? [])
  .map((hex) => decodeOne<Route>(hex).body)

describe('the answers of the kernel', () => {
  test('BPF programs have names and no descriptors', () => {
    expect(plain(found.find(({ dst }) => dst === '10.40.0.0'))).toMatchObject({
      encapType: 'bpf',
      encap: { in: { name: 'one' }, out: { name: 'two' }, xmit: { name: 'three' } },
    })
  })

  test('the kernel marks no nest of encapsulations, and the value says so', () => {
    const seg6 = found.find(({ dst }) => dst === '2001:db8:7::')
    const marked = encoded(route, plain(seg6) as RouteInput)
    expect(encoded(route, seg6 as RouteInput)).toBe(marked.replace('1680', '1600'))
  })

  test('Geneve options come in one nest', () => {
    // What ip_tun_fill_encap_opts_geneve() of Linux 6.12 would write for two options.
    const value: RouteInput = {
      family: 'inet',
      encap: {
        opts: {
          geneve: [
            [
              { class: 0x0102, type: 128, data: Uint8Array.of(1, 2, 3, 4) },
              { class: 0x0103, type: 1, data: Uint8Array.of(5, 6, 7, 8) },
            ],
          ],
        },
      },
      encapType: 'ip',
    }
    const first = '060001000102000005000200800000000800030001020304'
    const second = '060001000103000005000200010000000800030005060708'
    expect(encoded(route, value)).toContain(`34000180${first}${second}`)
  })
})

describe('a segment routing header', () => {
  const encap = (srh: object): RouteInput => ({
    family: 'inet6',
    encap: { srh: { mode: 'encap', srh } },
    encapType: 'seg6',
  })

  test('counts its segments', () => {
    const srh = { hdrlen: 2, type: 4, segmentsLeft: 0, segments: ['2001:db8::1'], tlvs: new Uint8Array() }
    expect(encoded(route, encap(srh))).toBe(encoded(route, encap({ ...srh, firstSegment: 0 })))
    expect(() => encoded(route, encap({ ...srh, firstSegment: 1 }))).toThrow(/encap\.srh\.srh\.segments/)
  })
})

test('a kind that is not declared stays raw', () => {
  const { hex = '' } = recording('route/requests').vectors?.find(({ command }) => command.includes('encap ila')) ?? {}
  const { body } = decodeOne<Route & RouteInput>(hex)
  // ILA_ATTR_LOCATOR
  const encap = Uint8Array.of(12, 0, 1, 0, 0, 1, 0, 2, 0, 3, 0, 4)
  expect(plain(body)).toMatchObject({ family: 'inet6', dst: '2001:db8:e::', encapType: 'ila', encap })
  expect(encoded(route, body)).toBe(payload(hex, HEADER))
})

test('an encapsulation that is not of its type', () => {
  const wrong = { family: 'inet', encapType: 'mpls', encap: { id: 5n } } as unknown as RouteInput
  expect(() => encoded(route, wrong)).toThrow(/encap\.id/)
})
