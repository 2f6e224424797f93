/** Routes with every encapsulation, neighbours of every state and forwarding entries: what only a guest's kernel can, or may, be asked for. */

import { release } from 'node:os'
import { type Client, type Neigh, open } from 'rtnl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, compareText, report } from '../kernel/compare.ts'
import { createNamespace, type Namespace, RTNL } from '../kernel/namespace.ts'
import { createTwins, type Twins } from '../kernel/twins.ts'
import { encapsulated, flavoured, forwarded, labelled, neighbours, withOptions } from './objects/lines.ts'

/** Runs lines by `tool -batch`: what it complained of. */
function batch(namespace: Namespace, tool: string, lines: readonly string[]): string {
  const input = `${lines.join('\n')}\n`
  const { status, stderr } = namespace.try(tool, ['-force', '-batch', '-'], { input, timeout: 60_000 })
  if (status === 0) return ''
  const failed = [...stderr.matchAll(/-:(\d+)/g)].map((match) => lines[Number(match[1]) - 1])
  return `${tool}: exit ${status}: ${stderr}${failed.join('\n')}`
}

describe('objects that rtnl and ip make', () => {
  let twins: Twins

  beforeAll(async () => {
    twins = await createTwins([
      'link add vrf100 address 02:00:00:00:00:20 index 20 type vrf table 100',
      'link set vrf100 up',
      'link add xfrm9 index 21 type xfrm external',
      'link set xfrm9 addrgenmode none',
      'link set xfrm9 up',
    ])
    // `vrftable` needs it: one VRF a table.
    for (const namespace of [twins.ip, twins.rtnl])
      namespace.run('sh', ['-c', 'echo 1 > /proc/sys/net/vrf/strict_mode'])
    // States that pass by themselves stay for an hour.
    for (const namespace of [twins.ip, twins.rtnl])
      for (const family of ['ipv4', 'ipv6'])
        for (const setting of ['delay_first_probe_time', 'retrans_time_ms', 'gc_stale_time'])
          namespace.run('sh', ['-c', `echo 3600000 > /proc/sys/net/${family}/neigh/v0/${setting}`])
  })
  afterAll(() => twins.close())

  const made = (lines: readonly string[]): void => {
    expect(batch(twins.ip, 'ip', lines)).toBe('')
    expect(batch(twins.rtnl, RTNL, lines)).toBe('')
  }

  test('objects: routes with every encapsulation', () => {
    const before = twins.show('-6 route show table all').rtnl.length
    const [major = 0, minor = 0] = release().split('.').map(Number)
    made(major * 1000 + minor < 6003 ? encapsulated : [...encapsulated, ...flavoured])
    for (const line of ['-d route show table all', '-d -6 route show table all']) {
      const { ip, rtnl } = twins.show(line)
      expect(rtnl.sort()).toEqual(ip.sort())
      expect(report([compareJson(twins.rtnl, line), compareText(twins.rtnl, line)])).toBe('')
    }
    expect(twins.show('-6 route show table all').rtnl.length).toBeGreaterThan(before + 20)
    expect(twins.show('route show').rtnl.filter((line) => line.includes(' encap ')).length).toBeGreaterThan(7)
  })

  test('objects: routes of MPLS', () => {
    for (const module of ['mpls_router', 'mpls_iptunnel']) twins.ip.exec(`modprobe ${module}`)
    for (const namespace of [twins.ip, twins.rtnl]) {
      namespace.run('sh', ['-c', 'echo 1000 > /proc/sys/net/mpls/platform_labels'])
      namespace.run('sh', ['-c', 'echo 1 > /proc/sys/net/mpls/conf/v0/input'])
    }
    const unlike = labelled
      .map((line) => ({ line, ...twins.run(`-f mpls ${line}`) }))
      .filter(({ ip, rtnl }) => ip !== 0 || rtnl !== 0)
    expect(unlike).toEqual([])
    const { ip, rtnl } = twins.show('-d -f mpls route show')
    expect(rtnl).toEqual(ip)
    expect(rtnl.length).toBeGreaterThan(labelled.length)
    expect(report([compareJson(twins.rtnl, '-d -f mpls route'), compareText(twins.rtnl, '-f mpls route')])).toBe('')
  })

  test('objects: neighbours of every state', () => {
    made(neighbours)
    // In the order of a table whose hash is another in each namespace.
    const { ip, rtnl } = twins.show('neigh show nud all')
    expect(rtnl.sort()).toEqual(ip.sort())
    for (const state of 'PERMANENT NOARP STALE REACHABLE DELAY PROBE FAILED INCOMPLETE'.split(' '))
      expect(rtnl.filter((line) => line.includes(` ${state}`))).not.toEqual([])
    for (const flag of ['router', 'extern_learn', 'managed'])
      expect(rtnl.filter((line) => line.includes(` ${flag} `))).not.toEqual([])
    for (const line of ['neigh show nud all', '-d neigh show nud all', '-s neigh show nud all', 'neigh show proxy'])
      expect(report([compareJson(twins.rtnl, line), compareText(twins.rtnl, line)])).toBe('')
  })

  // The last, so that a kernel that hangs on them is told by where it stopped.
  test('objects: routes with a tunnel that has options', () => {
    made(withOptions)
    for (const line of ['-d route show', '-d -6 route show']) {
      const { ip, rtnl } = twins.show(line)
      expect(rtnl.sort()).toEqual(ip.sort())
      expect(rtnl.filter((text) => /(geneve|vxlan|erspan)_opts/.test(text)).length).toBeGreaterThan(2)
      expect(report([compareJson(twins.rtnl, line), compareText(twins.rtnl, line)])).toBe('')
    }
  })
})

/** What bridge(8) prints of an entry. */
interface Printed {
  readonly mac: string
  readonly ifname: string
  readonly vlan?: number
  readonly dst?: string
  readonly port?: number
  readonly vni?: number
  readonly src_vni?: number
  readonly viaIf?: string
  readonly flags: readonly string[]
  readonly master?: string
  readonly state?: string
}

/** Of several the first counts. */
const STATES = { permanent: 'permanent', noarp: 'static', stale: 'stale' }

describe('objects: forwarding entries', () => {
  let one: Namespace
  let other: Namespace
  let net: Client
  let far: Client

  beforeAll(async () => {
    ;[one, other] = await Promise.all([createNamespace(), createNamespace()])
    for (const namespace of [one, other]) {
      namespace.batch(forwarded.links)
      namespace.batch(forwarded.vlans, 'bridge')
    }
    one.batch(forwarded.entries, 'bridge')
    net = await open({ netns: one.pid })
    far = await open({ netns: other.pid })
  })
  afterAll(async () => {
    await Promise.all([net.close(), far.close()])
    await Promise.all([one.close(), other.close()])
  })

  const printed = (namespace: Namespace): Printed[] => JSON.parse(namespace.exec('bridge -j fdb show'))

  /** In bridge(8)'s words. */
  function spoken(entry: Neigh, names: ReadonlyMap<number, string>): Printed {
    const has = (entry.flags ?? []).map(String)
    const words = ['self', 'router', 'ext_learned', 'master', 'sticky'].filter((flag) => has.includes(flag))
    const state = (entry.state ?? []).map(String)
    const shown = Object.entries(STATES).find(([one]) => state.includes(one))
    return {
      mac: entry.lladdr ?? '',
      ifname: names.get(entry.ifindex) ?? '',
      ...(entry.vlan === undefined ? {} : { vlan: entry.vlan }),
      ...(entry.dst === undefined ? {} : { dst: entry.dst }),
      ...(entry.port === undefined ? {} : { port: entry.port }),
      ...(entry.vni === undefined ? {} : { vni: entry.vni }),
      ...(entry.srcVni === undefined ? {} : { src_vni: entry.srcVni }),
      ...(entry.ndaIfindex === undefined ? {} : { viaIf: names.get(entry.ndaIfindex) ?? '' }),
      flags: words.map((word) => (word === 'ext_learned' ? 'extern_learn' : word)),
      ...(entry.master === undefined ? {} : { master: names.get(entry.master) ?? '' }),
      state: shown?.[1] ?? '',
    }
  }

  const listed = async (client: Client): Promise<Printed[]> => {
    const names = new Map((await client.link.list()).map(({ index, ifname = '' }) => [index, ifname]))
    return (await client.neigh.list({ family: 'bridge' })).map((entry) => spoken(entry, names))
  }

  test('are listed as bridge(8) lists them', async () => {
    const ours = await listed(net)
    expect(ours).toEqual(printed(one))
    expect(ours.length).toBeGreaterThan(20)
    expect(ours.filter(({ vlan }) => vlan !== undefined).length).toBeGreaterThan(2)
  })

  test('made anew from what was listed they are the same', async () => {
    const entries = await net.neigh.list({ family: 'bridge' })
    const before = JSON.stringify(printed(other))
    for (const entry of entries) {
      const there = (await far.neigh.list({ family: 'bridge' })).some(
        ({ lladdr, ifindex, vlan, dst }) =>
          lladdr === entry.lladdr && ifindex === entry.ifindex && vlan === entry.vlan && dst === entry.dst,
      )
      if (!there) await far.neigh.append(entry)
    }
    const sorted = (list: readonly Printed[]) => list.map((item) => JSON.stringify(item)).sort()
    expect(sorted(printed(other))).toEqual(sorted(printed(one)))
    expect(JSON.stringify(printed(other))).not.toBe(before)
  })
})
