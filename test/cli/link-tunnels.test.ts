import { describe, expect, test } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import { parseRequest } from '../../packages/cli/src/link/request.ts'
import { main } from '../../packages/cli/src/main.ts'
import { fakeIo, line, namesOf } from './support.ts'

const names = namesOf()
const options = (create: boolean) => ({ create, family: 'unspec', names }) as const
const added = (words: string) => parseRequest(line(`t0 type ${words}`), options(true)).data
/** What is sent for a change of a tunnel that has `before`. */
const changed = (words: string, before: object) =>
  parseRequest(line(`t0 type ${words}`), options(false)).onTop?.(before)

describe('words that are wrong', () => {
  test.each([
    ['geneve remote 192.0.2.1', /id is missing/],
    ['geneve id 1', /remote/],
    ['geneve id 16777216 remote 192.0.2.1', /id/],
    ['geneve id 1 id 2', /twice/],
    ['geneve id 1 remote 224.0.0.1', /one host/],
    ['geneve id 1 remote any', /one host/],
    ['geneve id 1 external', /exclude/],
    ['geneve external innerproto', /unknown/],
    ['geneve id 1 df nosuch', /df/],
    ['geneve id 1 ttl 256', /ttl/],
    ['bareudp dstport 1', /ethertype/],
    ['bareudp ethertype ipv4', /dstport/],
    ['bareudp dstport 65536', /dstport/],
    ['bareudp ethertype nosuch', /ethertype/],
    ['bareudp multiproto nomultiproto multiproto', /twice/],
    ['gre remote ::1', /IPv4/],
    ['gre key 1.2.3.4.5', /key/],
    ['gre key 4294967296', /key/],
    ['gre key', /must be followed/],
    ['gre ttl 256', /ttl/],
    ['gre tos nosuch', /tos/],
    ['gre encap nosuch', /fou, gue or none/],
    ['gre encap-sport 65536', /encap-sport/],
    ['gre encap-dport auto', /encap-dport/],
    ['gre fwm 5', /unknown/],
    ['gre fwmark nosuch', /fwmark/],
    ['gre erspan 5', /unknown/],
    ['gre remote 239.1.1.1', /goes only with local/],
    ['erspan erspan 0', /erspan/],
    ['erspan erspan 1048576', /erspan/],
    ['erspan erspan_ver 3', /erspan_ver/],
    ['erspan erspan_dir up', /ingress or egress/],
    ['ip6gre remote 192.0.2.1', /IPv6/],
    ['ip6gre tclass 100', /tclass/],
    ['ip6gre flowlabel 100000', /flowlabel/],
    ['ip6gre encaplimit 256', /encaplimit/],
    ['ip6gre dscp 5', /dscp/],
    ['ip6gre fwmark nosuch', /fwmark/],
    ['ipip mode ip6ip', /mode/],
    ['ipip isatap', /unknown/],
    ['ipip rem 192.0.2.1', /unknown/],
    ['ipip ttl 5 nopmtudisc', /nopmtudisc/],
    ['sit 6rd-prefix 10.0.0.0/8', /IPv6 prefix/],
    ['sit 6rd-relay_prefix any', /IPv4 prefix/],
    ['ip6tnl mode ipip', /mode/],
    ['vti local nosuch', /IPv4/],
    ['vti6 local 192.0.2.1', /IPv6/],
    ['xfrm', undefined],
    ['xfrm dev v0', /if_id/],
    ['xfrm if_id 0', /if_id/],
    ['xfrm if_id 5 external', /external/],
    ['xfrm external dev v0', /external/],
  ])('add %s', (words, message) => {
    if (message === undefined) return expect(added(words)).toBeUndefined()
    expect(() => added(words)).toThrow(UsageError)
    expect(() => added(words)).toThrow(message)
  })
})

// ip 6.1 cannot be asked for these: it swaps the bytes of ports, forgets where an ip6tnl is put into, reads one byte of a vti's link, and dies of 6rd-reset.
describe('what ip does not do', () => {
  const encap = { encapType: 'gue', encapFlags: ['csum', 'remcsum'], encapSport: 5555, encapDport: 5556 }
  const sent = { encapType: 2, encapFlags: 5, encapSport: 5555, encapDport: 5556 }

  test.each(['gre', 'gretap', 'erspan', 'ip6gre', 'ip6gretap', 'ip6erspan', 'ipip', 'sit', 'ip6tnl'])(
    'what %s is put into stays as it is',
    (kind) => {
      expect(changed(`${kind} ttl 5`, encap)).toMatchObject({ ttl: 5, ...sent })
      expect(changed(`${kind} noencap-csum encap-sport auto`, encap)).toMatchObject({
        ...sent,
        encapFlags: 4,
        encapSport: 0,
      })
    },
  )

  test('the link of a vti stays as it is, whatever its index', () => {
    expect(changed('vti key 5', { link: 0x1234 })).toMatchObject({ link: 0x1234, ikey: 5 })
  })

  test('6rd-reset', () => {
    expect(added('sit 6rd-relay_prefix 10.0.0.0/8 6rd-reset')).toMatchObject({
      '6rdPrefix': '2002::',
      '6rdPrefixlen': 16,
      '6rdRelayPrefix': undefined,
      '6rdRelayPrefixlen': undefined,
    })
  })
})

test('a tunnel to a group may have had its local address before', () => {
  expect(changed('gre remote 239.1.1.1', { local: '192.0.2.1' })).toMatchObject({ ikey: 0xef010101, iflags: 0x2000 })
})

test('a change of a link of another kind is refused', async () => {
  const io = fakeIo()
  const client = {
    link: {
      get: async () => ({ index: 2, ifname: 'v0', linkinfo: { kind: 'veth' } }),
      async *dump() {
        yield { index: 2, ifname: 'v0', flags: [] }
      },
    },
    close: async () => {},
  }
  expect(await main('link set v0 type gre ttl 5'.split(' '), io, async () => client as never)).toBe(1)
  expect(io.err).toMatch(/gre: this link's kind is veth/)
})
