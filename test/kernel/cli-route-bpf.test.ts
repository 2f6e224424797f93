/** Routes that give packets to programs of BPF: made by rtnl as by ip, and listed as ip lists them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadForRoutes, loads } from './bpf/programs.ts'
import { compareJson, compareText, report } from './compare.ts'
import { RTNL } from './namespace.ts'
import { createTwins, type Twins } from './twins.ts'

const LINES = [
  'route add 10.90.0.0/24 encap bpf in pinned /run/bpf/in dev v0',
  'route add 10.90.1.0/24 encap bpf out pinned /run/bpf/out via 10.50.0.2',
  'route add 10.90.2.0/24 encap bpf xmit pinned /run/bpf/xmit headroom 14 dev v0',
  'route replace 10.90.2.0/24 encap bpf headroom 256 in pinned /run/bpf/in xmit pinned /run/bpf/xmit dev v1',
  'route add 10.90.3.0/24 nexthop encap bpf out pinned /run/bpf/out dev v0 nexthop via 10.50.0.3',
  '-6 route add 2001:db8:90::/64 encap bpf in pinned /run/bpf/in out pinned /run/bpf/out dev v0',
  '-6 route add 2001:db8:91::/64 encap seg6local action End.BPF endpoint pinned /run/bpf/end dev v0',
]

/** What both refuse. */
const REFUSED = [
  'route add 10.91.0.0/24 encap bpf in pinned /run/bpf/out dev v0',
  'route add 10.91.1.0/24 encap bpf in pinned /run/bpf/nosuch dev v0',
  'route add 10.91.2.0/24 encap bpf headroom 14 dev v0',
  'route add 10.91.3.0/24 encap bpf xmit pinned /run/bpf/xmit headroom 257 dev v0',
  '-6 route add 2001:db8:92::/64 encap seg6local action End.BPF endpoint pinned /run/bpf/in dev v0',
]

let twins: Twins
beforeAll(async () => {
  twins = await createTwins()
  for (const namespace of [twins.ip, twins.rtnl]) loadForRoutes((command, args) => namespace.try(command, args).status)
})
afterAll(() => twins.close())

describe('routes with programs', () => {
  test.each(LINES)('%s', (line) => {
    const { ip, rtnl, complaint } = twins.run(line)
    expect([ip === 0, rtnl === 0], complaint).toEqual([loads === 0, loads === 0])
  })

  test.each(REFUSED)('refused: %s', (line) => {
    const { ip, rtnl } = twins.run(line)
    expect([ip === 0, rtnl === 0]).toEqual([false, false])
  })

  test.each(['route', '-6 route', '-d route', '-d -6 route'])('%s', (line) => {
    const { ip, rtnl } = twins.show(line)
    expect(rtnl).toEqual(ip)
    expect(rtnl.filter((text) => text.includes('encap ')).length > 0).toBe(loads === 0)
    expect(report([compareJson(twins.rtnl, line), compareText(twins.rtnl, line)])).toBe('')
  })

  test('in a batch, many at a time', () => {
    const input = Array.from(
      { length: 20 },
      (_, i) => `route add 10.92.${i}.0/24 ${i % 2 ? 'encap bpf in pinned /run/bpf/in ' : ''}dev v0\n`,
    ).join('')
    expect(twins.rtnl.try(RTNL, ['-batch', '-'], { input }).status === 0).toBe(loads === 0)
    const made = twins.rtnl.exec('ip route show root 10.92.0.0/16').split('\n')
    expect(made.filter((line) => line.includes('encap bpf in in:[*fsobj]'))).toHaveLength(loads === 0 ? 10 : 0)
  })
})
