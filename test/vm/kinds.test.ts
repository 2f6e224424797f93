/** Every kind of link that the guest's kernel has: made and changed by rtnl as by ip, and listed as ip lists it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, compareText, report } from '../kernel/compare.ts'
import type { Namespace } from '../kernel/namespace.ts'
import type { Group } from './kinds/group.ts'
import { groups, inBoth, linksOf, prepare, state } from './kinds/prepared.ts'

const NOTHING_FAILED = { ip: [], rtnl: [] }

describe.each(Object.keys(groups))('%s', (name) => {
  const group = groups[name] as Group
  const links = linksOf(group)
  let both: { rtnl: Namespace; ip: Namespace }

  beforeAll(async () => {
    both = await prepare(group)
  })
  afterAll(() => Promise.all([both.rtnl.close(), both.ip.close()]))

  test('each is made', () => {
    const lines = links.map(({ add }) => `link add ${add}`)
    expect(inBoth(both, lines)).toEqual(NOTHING_FAILED)
    const made = new Map(state(both.rtnl).map((link) => [link.ifname, link.linkinfo?.info_kind]))
    for (const { name, kind } of links) expect([name, made.get(name)]).toEqual([name, kind])
  })

  test('by rtnl as by ip', () => {
    expect(state(both.rtnl)).toEqual(state(both.ip))
  })

  test('each is changed by rtnl as by ip', () => {
    const lines = links.flatMap(({ set = [] }) => set.map((change) => `link set ${change}`))
    expect(lines.length).toBeGreaterThan(0)
    const unchanged = state(both.rtnl)
    expect(inBoth(both, lines)).toEqual(NOTHING_FAILED)
    const changed = state(both.rtnl)
    expect(changed).toEqual(state(both.ip))
    expect(changed).not.toEqual(unchanged)
  })

  test('-j -d link', () => {
    const compared = compareJson(both.rtnl, '-d link')
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(links.length)
  })

  test('-d link', () => {
    const compared = compareText(both.rtnl, '-d link')
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(links.length)
  })
})
