/** Every kind of link that the guest's kernel has, listed by itself as ip lists it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, report } from '../kernel/compare.ts'
import type { Namespace } from '../kernel/namespace.ts'
import type { Group } from './kinds/group.ts'
import { batch, groups, linksOf, prepare } from './kinds/prepared.ts'

describe.each(Object.keys(groups))('%s', (name) => {
  const group = groups[name] as Group
  const links = linksOf(group)
  const kinds = [...new Set(links.map(({ kind }) => kind))]
  let both: { rtnl: Namespace; ip: Namespace }

  beforeAll(async () => {
    both = await prepare(group)
    const made = links.map(({ add }) => `link add ${add}`)
    const changed = links.flatMap(({ set = [] }) => set.map((change) => `link set ${change}`))
    const failed = batch(both.ip, 'ip', [...made, ...changed])
    if (failed.length > 0) throw new Error(failed.join('\n'))
  })
  afterAll(() => Promise.all([both.rtnl.close(), both.ip.close()]))

  test.each(kinds)('-j -d link show type %s', (kind) => {
    const compared = compareJson(both.ip, `-d link show type ${kind}`)
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(links.filter((link) => link.kind === kind).length)
  })
})
