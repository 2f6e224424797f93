import { encode } from '@rtnl/codec'
import { FR_ACT, RTPROT, type Rule, rule } from '@rtnl/families'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import type { PreferredFamily } from '../../packages/cli/src/options.ts'
import { parseRule } from '../../packages/cli/src/rule/parse.ts'
import { printRule } from '../../packages/cli/src/rule/print.ts'
import { ofProtocol, parseSelector, selects } from '../../packages/cli/src/rule/selector.ts'
import { line, namesOf, printed } from './support.ts'

const names = namesOf({
  '/etc/iproute2/rt_tables': '77 blue\n',
  '/etc/iproute2/group': '5 lan\n',
  '/etc/protocols': 'tcp 6\n',
})

describe('the rule of rtnl rule add', () => {
  const parse = (text: string, family: PreferredFamily = 'unspec', deleting = false) => {
    const parsed = parseRule(line(text), family, names, deleting)
    encode(rule, parsed)
    return parsed
  }

  it.each([
    ['from 10.0.0.0/8', { family: 'inet', src: '10.0.0.0', srcLen: 8, hdrTable: 254, action: FR_ACT.TO_TBL }],
    ['from all to 10.1/16 lookup blue', { srcLen: 0, dst: '10.1.0.0', dstLen: 16, hdrTable: 77 }],
    ['from 2001:db8::/32 table 1000', { family: 'inet6', hdrTable: 0, table: 1000 }],
    ['not fwmark 1/0xff pref 9', { flags: ['invert'], fwmark: 1, fwmask: 255, priority: 9 }],
    ['order 9', { priority: 9 }],
    ['iif v0 oif v1 tos 4', { iifname: 'v0', oifname: 'v1', tos: 4 }],
    ['dev v0 blackhole', { iifname: 'v0', action: FR_ACT.BLACKHOLE }],
    ['type prohibit', { action: FR_ACT.PROHIBIT }],
    ['unr', { action: FR_ACT.UNREACHABLE }],
    ['goto 100', { action: FR_ACT.GOTO, goto: 100 }],
    ['nop', { action: FR_ACT.NOP }],
    ['l3mdev', { l3mdev: 1, action: FR_ACT.TO_TBL }],
    [
      'uidrange 1-2 ipproto tcp sport 5 dport 6-7',
      {
        uidRange: { start: 1, end: 2 },
        ipProto: 6,
        sportRange: { start: 5, end: 5 },
        dportRange: { start: 6, end: 7 },
      },
    ],
    ['table main suppress_prefixlength 0 sup_group lan', { hdrTable: 254, suppressPrefixlen: 0, suppressIfgroup: 5 }],
    ['realms 3/4 table 7 protocol static', { flow: 0x30004, hdrTable: 7, protocol: RTPROT.STATIC }],
    ['tun_id 42', { tunId: 42n }],
    ['nat 10.0.0.1', { action: 10 }],
  ])('%s', (text, wanted) => expect(parse(text)).toMatchObject(wanted))

  it('has no table of its own when it has another action, or is to be deleted', () => {
    expect(parse('goto 5').hdrTable).toBeUndefined()
    expect(parse('priority 5', 'inet6', true)).toEqual({ family: 'inet6', action: FR_ACT.UNSPEC, priority: 5 })
  })

  it.each([
    '',
    'from',
    'from x',
    'fwmark x',
    'fwmark 1/',
    'pref x',
    'uidrange 5',
    'sport 1-2-3',
    'sport 65536',
    'goto',
    'iif a/b',
    'iif 0123456789abcdef',
    'l3mdev table 5',
    'suppress_ifgroup x',
    'nonsense',
  ])('"%s" is wrong usage', (text) => expect(() => parse(text)).toThrow(UsageError))
})

const base: Rule = {
  family: 'inet',
  dstLen: 0,
  srcLen: 8,
  tos: 0,
  hdrTable: 'main',
  action: 'to_tbl',
  flags: [],
  src: '10.0.0.0',
  priority: 100,
  protocol: 'static',
  fwmark: 7,
  fwmask: 255,
  iifname: 'v0',
  ipProto: 'tcp',
  sportRange: { start: 5, end: 9 },
  tunId: 42n,
}

describe('what rtnl rule show selects', () => {
  it.each([
    ['', true],
    ['priority 100', true],
    ['pref 101', false],
    ['not', false],
    ['from 10.0.0.0/8', true],
    ['from 10.0.0.0/16', false],
    ['from all', true],
    ['src 11.0.0.0/8', false],
    ['to 10.0.0.0/8', false],
    ['10.0.0.0/8', false],
    ['default', true],
    ['fwmark 7', true],
    ['fwmark 7/0xff', true],
    ['fwmark 7/0xf', false],
    ['fwmark 0', true],
    ['iif v0', true],
    ['oif v0', false],
    ['dev v1', false],
    ['tos 0', true],
    ['dsfield 4', false],
    ['l3mdev', false],
    ['uidrange 1-2', false],
    ['ipproto tcp', true],
    ['ipproto 17', false],
    ['sport 5-9', true],
    ['sport 5', false],
    ['dport 5', false],
    ['tun_id 42', true],
    ['t 43', false],
    ['table main', true],
    ['lookup blue', false],
    ['table 0', true],
  ])('%s', (text, wanted) => expect(selects(parseSelector(line(text), 'inet', names), base)).toBe(wanted))

  it('heeds the protocol in flush only', () => {
    const boot = parseSelector(line('protocol boot'), 'inet', names)
    expect(selects(boot, base)).toBe(true)
    expect(ofProtocol(boot, base)).toBe(false)
    expect(ofProtocol(parseSelector(line('protocol all'), 'inet', names), base)).toBe(true)
  })
})

describe('a rule is printed as ip prints it', () => {
  const print = (rule: Rule, details = 0, deleted = false) =>
    printed((to) => printRule(to, rule, names, details, deleted))

  // Debian 12, iproute2 6.1.0: the lines are those of `ip rule` for such a rule.
  it('with all it has', () => {
    const { text, json } = print({ ...base, flags: ['invert'], table: 77, flow: 0x30004 })
    expect(text).toBe(
      '100:\tnot from 10.0.0.0/8 fwmark 0x7/0xff iif v0 ipproto tcp sport 5-9 tun_id 42 lookup blue realms 3/4 proto static\n',
    )
    expect(json).toEqual({
      priority: 100,
      not: null,
      src: '10.0.0.0',
      srclen: 8,
      fwmark: '0x7',
      fwmask: '0xff',
      iif: 'v0',
      ipproto: 'tcp',
      sport_start: 5,
      sport_end: 9,
      tun_id: 42,
      table: 'blue',
      flow_from: '3',
      flow_to: '4',
      protocol: 'static',
    })
  })

  it('with what goes without saying', () => {
    const rule: Rule = {
      family: 'inet6',
      dstLen: 0,
      srcLen: 0,
      tos: 0,
      hdrTable: 'unspec',
      action: 'goto',
      flags: ['unresolved'],
      goto: 9,
      protocol: 'kernel',
    }
    expect(print(rule).text).toBe('0:\tfrom all goto 9 [unresolved]\n')
    expect(print(rule, 1).text).toBe('0:\tfrom all goto 9 [unresolved] proto kernel\n')
    expect(print(rule, 0, true)).toEqual({
      text: 'Deleted 0:\tfrom all goto 9 [unresolved]\n',
      json: { deleted: true, priority: 0, src: 'all', goto: 9, unresolved: null },
    })
  })

  it('without driving the terminal', () => {
    expect(print({ ...base, iifname: '\x1b[31mred' }).text).toContain(' iif \\x1b[31mred ')
  })
})
