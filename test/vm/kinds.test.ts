/** Every kind of link that the guest's kernel has: made and changed by rtnl as by ip, and listed as ip lists it. */

import { spawnSync } from 'node:child_process'
import { release } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, compareText, report } from '../kernel/compare.ts'
import type { Json } from '../kernel/json.ts'
import { createNamespace, type Namespace, RTNL } from '../kernel/namespace.ts'
import type { Group } from './kinds/group.ts'
import { others } from './kinds/others.ts'
import { tunnels } from './kinds/tunnels.ts'

const groups: Readonly<Record<string, Group>> = { others, tunnels }

const [major = 0, minor = 0] = release().split('.').map(Number)
const kernel = major * 1000 + minor

type Listed = Record<string, Json> & {
  ifname: string
  linkinfo?: { info_kind?: string; info_data?: { gc_timer?: number } }
}

/** What ip says of all links, by name. Indices depend on when a module was loaded, some addresses are random, and a bridge's timer runs. */
function state(namespace: Namespace): Listed[] {
  const links: Listed[] = JSON.parse(namespace.exec('ip -j -d link'))
  for (const { linkinfo } of links) delete linkinfo?.info_data?.gc_timer
  return links.map(({ ifindex, permaddr, ...link }) => link as Listed).sort((a, b) => (a.ifname < b.ifname ? -1 : 1))
}

/** Runs lines by `tool -batch`: those that failed, and what was said of them. */
function batch(namespace: Namespace, tool: string, lines: readonly string[]): string[] {
  const input = `${lines.join('\n')}\n`
  const { status, stderr } = namespace.try(tool, ['-force', '-batch', '-'], { input, timeout: 60_000 })
  if (status === 0) return []
  return [stderr, ...[...stderr.matchAll(/-:(\d+)/g)].map((match) => lines[Number(match[1]) - 1] ?? '')]
}

describe.each(Object.keys(groups))('%s', (name) => {
  const { modules = [], before, links: all } = groups[name] as Group
  const links = all.filter(({ since = 0 }) => since <= kernel)
  const kinds = [...new Set(links.map(({ kind }) => kind))]
  let rtnl: Namespace
  let ip: Namespace

  beforeAll(async () => {
    for (const module of modules) {
      const { status, stderr } = spawnSync('modprobe', [module], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`modprobe ${module}: ${stderr}`)
    }
    ;[rtnl, ip] = await Promise.all([createNamespace(), createNamespace()])
    for (const namespace of [rtnl, ip]) namespace.batch(before)
  })
  afterAll(() => Promise.all([rtnl.close(), ip.close()]))

  test('each is made', () => {
    const lines = links.map(({ add }) => `link add ${add}`)
    expect(batch(ip, 'ip', lines)).toEqual([])
    expect(batch(rtnl, RTNL, lines)).toEqual([])
    const made = new Map(state(rtnl).map((link) => [link.ifname, link.linkinfo?.info_kind]))
    for (const { name, kind } of links) expect([name, made.get(name)]).toEqual([name, kind])
  })

  test('by rtnl as by ip', () => {
    expect(state(rtnl)).toEqual(state(ip))
  })

  test('each is changed by rtnl as by ip', () => {
    const lines = links.flatMap(({ set = [] }) => set.map((change) => `link set ${change}`))
    expect(lines.length).toBeGreaterThan(0)
    const unchanged = state(rtnl)
    expect(batch(ip, 'ip', lines)).toEqual([])
    expect(batch(rtnl, RTNL, lines)).toEqual([])
    const changed = state(rtnl)
    expect(changed).toEqual(state(ip))
    expect(changed).not.toEqual(unchanged)
  })

  test('-j -d link', () => {
    const compared = compareJson(rtnl, '-d link')
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(links.length)
  })

  test('-d link', () => {
    const compared = compareText(rtnl, '-d link')
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(links.length)
  })

  test.each(kinds)('-j -d link show type %s', (kind) => {
    const compared = compareJson(rtnl, `-d link show type ${kind}`)
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(links.filter((link) => link.kind === kind).length)
  })
})
