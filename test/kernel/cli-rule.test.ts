import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patience } from '../guest.ts'
import { compareJson, compareText, report } from './compare.ts'
import { rules4, rules6 } from './state/rules.ts'
import { type RichState, richState } from './state.ts'
import { createTwins, type Twins } from './twins.ts'

/** Every selector. */
const SHOWN = [
  'rule',
  '-6 rule',
  '-d rule',
  '-d -6 rule',
  '-N rule',
  '-N -d -6 rule',
  '-o rule',
  'rule show',
  'ru l',
  'rule list priority 905',
  'rule show pref 905',
  'rule show order 906',
  'rule show not',
  'rule show from 10.1.0.0/16',
  'rule show src 10.3.0.1',
  'rule show from all',
  'rule show from 10.0.0.0/8',
  'rule show to 10.2.0.0/16',
  'rule show dst 10.4.0.1',
  'rule show 10.4.0.1',
  '-6 rule show from 2001:db8:1::/48',
  '-6 rule show to 2001:db8::/16',
  'rule show tos 0x10',
  'rule show dsfield lowdelay',
  'rule show tos 0',
  'rule show fwmark 7',
  'rule show fwmark 0x10/0xf0',
  'rule show fwmark 0/0xff',
  'rule show iif v0',
  'rule show dev nosuch0',
  'rule show oif v1',
  'rule show l3mdev',
  'rule show uidrange 1000-2000',
  'rule show uidrange 0-0',
  'rule show ipproto tcp',
  'rule show ipproto 132',
  'rule show sport 53',
  'rule show sport 1024-65534',
  'rule show dport 80-90',
  'rule show tun_id 4242',
  'rule show table main',
  'rule show lookup blue',
  'rule show table 4294967290',
  'rule show table 3007',
  'rule show proto static',
  'rule show table 100 not from 10.5.0.0/16',
]

describe('beside ip', () => {
  let state: RichState
  let compared = 0
  beforeAll(async () => {
    state = await richState()
  })
  afterAll(() => state.close())

  test.each(SHOWN)('-j %s', (line) => {
    const comparison = compareJson(state.namespace, line)
    compared += comparison.objects
    expect(report([comparison])).toBe('')
  })

  // What is selected was compared as JSON.
  test.each(SHOWN.slice(0, 9))('%s', (line) => {
    expect(report([compareText(state.namespace, line)])).toBe('')
  })

  test('nothing was compared with nothing', () => {
    expect(compared).toBeGreaterThan(500)
  })
})

describe('what rtnl adds ip shows', () => {
  let twins: Twins
  beforeAll(async () => {
    twins = await createTwins()
  })
  afterAll(() => twins.close())

  function both(lines: readonly string[]): void {
    const unlike = lines
      .map((line) => ({ line, ...twins.run(line) }))
      .filter(({ ip, rtnl }) => (ip === 0) !== (rtnl === 0))
    expect(unlike).toEqual([])
  }

  function alike(): void {
    for (const line of ['-d rule', '-d -6 rule']) {
      const { ip, rtnl } = twins.show(line)
      expect(rtnl).toEqual(ip)
    }
  }

  // Some sixty commands.
  test('add', { timeout: 120_000 * patience }, () => {
    both(rules4.map((line) => line.replace(/^\? /, '')))
    both(rules6.map((line) => `-6 ${line.replace(/^\? /, '')}`))
    alike()
    expect(twins.show('rule').rtnl.length).toBeGreaterThan(60)
  })

  test('delete', () => {
    both([
      'rule del priority 905',
      'rule delete from 10.8.0.0/16',
      'rule del table 300',
      'rule del fwmark 0x10/0xf0 table 100',
      'rule del iif nosuch0',
      'rule del from 10.99.0.0/16',
      'rule del not from 10.5.0.0/16',
      'rule del goto 930',
      '-6 rule del priority 903',
      '-6 rule del from 2001:db8:1::/48',
      'rule del uidrange 0-0',
    ])
    alike()
  })

  test('flush', () => {
    both([
      'rule flush table 100 protocol static',
      'rule flush from 10.70.0.0/24',
      'rule flush iif v0',
      '-6 rule flush table 300',
    ])
    alike()
    both(['rule flush', '-6 rule flush'])
    alike()
  })
})
