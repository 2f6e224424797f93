import { type Route, RTN } from '@rtnl/families'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import type { PreferredFamily } from '../../packages/cli/src/options.ts'
import { parseSelector, saidBy, selecting } from '../../packages/cli/src/route/selector.ts'
import { line, namesOf } from './support.ts'

const names = namesOf({ '/etc/iproute2/rt_tables': '77 blue\n' })

const base: Route = {
  family: 'inet',
  dstLen: 16,
  srcLen: 0,
  tos: 0,
  rtmTable: 'main',
  protocol: 'static',
  scope: 'universe',
  type: 'unicast',
  flags: [],
  dst: '10.1.0.0',
  gateway: '192.0.2.1',
  oif: 2,
  priority: 5,
}
const inet6: Route = { ...base, family: 'inet6', dst: '2001:db8::', dstLen: 32, gateway: 'fe80::1' }

const selects = (text: string, route: Route, family: PreferredFamily = 'unspec') =>
  selecting(parseSelector(line(text), family, names), { oif: undefined, iif: undefined })(route)

describe('what rtnl route show selects', () => {
  it.each([
    ['', true],
    ['table main', true],
    ['table 254', true],
    ['table all', true],
    ['table blue', false],
    ['table cache', false],
    ['10.1.0.0/16', true],
    ['exact 10.1/16', true],
    ['to exact 10.1/16', true],
    ['10.1.0.0/15', false],
    ['10.1.0.0', false],
    ['root 10.0.0.0/8', true],
    ['ro 10.1.0.0/16', true],
    ['root 10.1.0.0/17', false],
    ['root 11.0.0.0/8', false],
    ['match 10.1.2.3', true],
    ['match 10.2.2.3', false],
    ['match 10.0.0.0/8', false],
    ['default', false],
    ['root default', true],
    ['all', true],
    ['2001:db8::/32', false],
    ['proto static', true],
    ['proto all', true],
    ['proto boot', false],
    ['scope global', true],
    ['scope link', false],
    ['scope all', true],
    ['type unicast', true],
    ['type local', false],
    ['via 192.0.2.1', true],
    ['via 192.0.2.0/24', true],
    ['via inet6 fe80::1', false],
    ['via 192.0.2.2', false],
    ['src 10.0.0.1', false],
    ['metric 5', true],
    ['metric 6', false],
    ['mark 1', false],
    ['tos 0', true],
    ['tos 4', false],
    ['realms 0', true],
    ['realms 1', false],
    ['from all', true],
    ['from 10.0.0.0/8', false],
    ['from root default', true],
    ['table all proto static via 192.0.2.1 root 10/8', true],
  ])('%s', (text, wanted) => expect(selects(text, base)).toBe(wanted))

  it('is of the family of the command line', () => {
    expect(selects('table all', base, 'inet6')).toBe(false)
    expect(selects('table all', inet6, 'inet6')).toBe(true)
    expect(selects('table all default', { ...inet6, dstLen: 0 }, 'inet6')).toBe(true)
  })

  it('takes local routes of IPv6 for the table local until another table is seen', () => {
    const local: Route = { ...inet6, type: 'local' }
    const selected = selecting(parseSelector(line(''), 'inet6', names), {})
    expect(selected(local)).toBe(false)
    selected({ ...inet6, rtmTable: 'local' })
    expect(selected(local)).toBe(true)
  })

  it('has realms of which one may be left open', () => {
    const route: Route = { ...base, flow: 0x30004 }
    const wanted = { '3/4': true, '3/': true, '/4': true, '4': true, '3': false, '3/5': false, '4/': false }
    for (const [realms, is] of Object.entries(wanted))
      expect([realms, selects(`realms ${realms}`, route)]).toEqual([realms, is])
  })

  it('has interfaces by index', () => {
    const selector = parseSelector(line('dev v0'), 'unspec', names)
    expect(selecting(selector, { oif: 2 })(base)).toBe(true)
    expect(selecting(selector, { oif: 3 })(base)).toBe(false)
    expect(selecting(selector, { iif: 3 })(base)).toBe(false)
  })

  it('leaves out what has no place in a VRF', () => {
    const selector = { ...parseSelector(line('vrf blue'), 'unspec', names), table: 254 }
    expect(selecting(selector, {})(base)).toBe(true)
    expect(selecting(selector, {})({ ...base, type: 'local' })).toBe(false)
    expect(selecting({ ...selector, type: RTN.LOCAL }, {})({ ...base, type: 'local' })).toBe(true)
  })

  it('finds a gateway of another family', () => {
    const { gateway: _, ...without } = base
    const route: Route = { ...without, via: { family: 'inet6', addr: 'fe80::1' } }
    expect(selects('via inet6 fe80::1', route)).toBe(true)
    expect(selects('via inet6 fe80::/64', route)).toBe(true)
    expect(selects('via 192.0.2.1', route)).toBe(false)
  })

  it('is not printed again', () => {
    const said = (text: string) =>
      Object.entries(saidBy(parseSelector(line(text), 'unspec', names))).flatMap(([key, is]) => (is ? [key] : []))
    expect(said('')).toEqual(['table'])
    expect(said('table all')).toEqual([])
    expect(said('table all via 192.0.2.1 dev v0 proto all')).toEqual(['via', 'oif'])
    expect(said('table all via 192.0.2.0/24 proto static scope link metric 3 tos 4 realms 3/4 iif v0')).toEqual([
      'tos',
      'iif',
      'protocol',
      'scope',
      'metric',
      'realms',
    ])
  })

  it.each([
    'table nosuch',
    'proto nosuch',
    'scope nosuch',
    'type nosuch',
    'nosuch',
    'root',
    'metric -1',
    'via',
    'realms a/b',
  ])('"%s" is wrong usage', (text) => expect(() => parseSelector(line(text), 'unspec', names)).toThrow(UsageError))
})
