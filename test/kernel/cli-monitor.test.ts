import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { patience } from '../guest.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'

/** Every kind of change, but for renames: after one ip goes on with the name that it remembers. */
const CHANGES = [
  'link add v0 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11',
  'address add 10.50.0.1/24 dev v0',
  'link set v0 up',
  'link set v1 up',
  'route add 10.51.0.0/16 via 10.50.0.2 mtu 1400',
  'route add default nexthop via 10.50.0.2 nexthop via 10.50.0.3 weight 2',
  'route add blackhole 10.52.0.0/16 table 77',
  '-6 route add 2001:db8::/32 dev v0 metric 7',
  'rule add from 10.0.0.0/8 table 77 priority 9',
  '-6 rule add iif v0 goto 32766 priority 9',
  'neigh add 10.50.0.9 lladdr 02:00:00:00:00:99 dev v0',
  'neigh replace 10.50.0.9 lladdr 02:00:00:00:00:98 dev v0 nud stale',
  'neigh del 10.50.0.9 dev v0',
  'address add 2001:db8:1::1/64 dev v1 nodad',
  'link set v0 mtu 1400',
  'link set v1 alias there',
  'link add br0 address 02:00:00:00:00:20 type bridge',
  'link set v1 master br0',
  'route del 10.51.0.0/16',
  'rule del priority 9',
  'address del 10.50.0.1/24 dev v0',
  'link del br0',
  'link del v0',
]

describe('rtnl monitor', () => {
  let namespace: Namespace
  beforeEach(async () => {
    namespace = await createNamespace()
    // Loopback's own changes are over before anybody watches; nothing else comes by itself.
    namespace.exec('ip link set lo up')
    for (const setting of ['addr_gen_mode', 'accept_ra']) {
      const value = setting === 'addr_gen_mode' ? 1 : 0
      namespace.run('sh', ['-c', `echo ${value} > /proc/sys/net/ipv6/conf/default/${setting}`])
    }
  })
  afterEach(() => namespace.close())

  interface Watcher {
    readonly child: ChildProcess
    out: string
    err: string
  }

  /** Starts a monitor and waits until it sees a route come and go. */
  async function watch(tool: string, words: string): Promise<Watcher> {
    const child = namespace.start(tool, words.split(' '))
    const watcher: Watcher = { child, out: '', err: '' }
    child.stdout?.on('data', (chunk) => {
      watcher.out += chunk
    })
    child.stderr?.on('data', (chunk) => {
      watcher.err += chunk
    })
    for (const end = Date.now() + 10_000 * patience; Date.now() < end; ) {
      namespace.exec('ip route replace blackhole 192.0.2.1 table 99')
      namespace.exec('ip route del blackhole 192.0.2.1 table 99')
      namespace.exec('ip rule add priority 5 table 99')
      namespace.exec('ip rule del priority 5')
      if (watcher.out !== '') break
      await pause(50)
    }
    return watcher
  }

  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

  async function stop(watcher: Watcher): Promise<number | null> {
    const gone = once(watcher.child, 'exit')
    // The child is nsenter, which became the tool.
    watcher.child.kill('SIGINT')
    await gone
    return watcher.child.exitCode
  }

  /** What a watcher sees between two marks. */
  async function seen(watcher: Watcher, mark: string): Promise<string[]> {
    for (const end = Date.now() + 10_000 * patience; Date.now() < end && !watcher.out.includes(mark); ) await pause(20)
    const lines = watcher.out.split('\n')
    const from = lines.findIndex((text) => text.includes('198.51.100.1'))
    const to = lines.findIndex((text) => text.includes(mark))
    return lines.slice(from, to)
  }

  /** Makes the changes, each when the watchers have seen the one before: they look up names of interfaces that later ones delete. */
  async function change(...watchers: Watcher[]): Promise<void> {
    for (const [i, line] of ['route add blackhole 198.51.100.1 table 99', ...CHANGES].entries()) {
      namespace.exec(`ip ${line}`)
      const mark = `203.0.113.${i}`
      namespace.exec(`ip route add blackhole ${mark} table 99`)
      for (const watcher of watchers)
        for (const end = Date.now() + 10_000 * patience; Date.now() < end && !watcher.out.includes(mark); )
          await pause(5)
    }
    namespace.exec('ip route add blackhole 198.51.100.2 table 99')
  }

  test.each([
    'monitor label link address route neigh rule',
    '-d monitor link route neigh rule',
    '-4 monitor route rule neigh',
  ])('sees with %s each change that ip makes, as ip does', async (words) => {
    const ip = await watch('ip', words)
    const rtnl = await watch(RTNL, words)
    await change(ip, rtnl)
    const [theirs, ours] = [await seen(ip, '198.51.100.2'), await seen(rtnl, '198.51.100.2')]
    expect(ours).toEqual(theirs)
    expect(ours.length).toBeGreaterThan(10)
    await Promise.all([stop(ip), stop(rtnl)])
    expect(rtnl.err).toBe('')
  })

  test('prints JSON, a line for each change', async () => {
    const rtnl = await watch(RTNL, '-j -t monitor route')
    await change(rtnl)
    const lines = await seen(rtnl, '198.51.100.2')
    const events = lines.map((text) => JSON.parse(text))
    expect(events[0]).toMatchObject({ route: { type: 'blackhole', dst: '198.51.100.1', table: '99' } })
    expect(events[0].timestamp).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(events.some(({ route }) => route.deleted && route.dst === '10.51.0.0/16')).toBe(true)
    await stop(rtnl)
  })

  test('heeds the interface, the family and the time', async () => {
    const device = await watch(RTNL, 'monitor route rule dev lo')
    const time = await watch(RTNL, '-4 -ts monitor rule')
    await change()
    for (const end = Date.now() + 5000 * patience; Date.now() < end && !time.out.includes('Deleted 9:'); )
      await pause(20)
    expect(device.out).toContain('9:\tfrom 10.0.0.0/8')
    expect(device.out).not.toMatch(/10\.51\.0\.0|dev v/)
    expect(time.out).toMatch(/^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\] 9:\tfrom 10.0.0.0\/8 lookup 77/m)
    expect(time.out).not.toContain('goto')
    await Promise.all([stop(device), stop(time)])
  })

  test('ends by SIGINT, and the shell sees it', async () => {
    const rtnl = await watch(RTNL, 'monitor route')
    const gone = once(rtnl.child, 'exit')
    rtnl.child.kill('SIGINT')
    expect(await gone).toEqual([null, 'SIGINT'])
    expect(rtnl.err).toBe('')
  })

  test('ends quietly when nobody reads any more', () => {
    const script = `(sleep ${0.5 * patience}; for i in 1 2 3 4 5; do ip route add blackhole 192.0.2.$i table 9; sleep 0.1; done) & timeout ${5 * patience} ${RTNL} monitor route | head -1`
    const { stdout, stderr } = namespace.try('sh', ['-c', script])
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).toBe('')
  })
})
