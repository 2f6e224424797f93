import { afterEach, beforeEach, expect, test } from 'vitest'
import { inside } from './inside.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'

let namespace: Namespace
beforeEach(async () => {
  namespace = await createNamespace()
})
afterEach(() => namespace.close())

test('20,000 routes: each refusal is told with its route', () => inside(namespace, 'bulk', 'routes'))
test('an aborted one leaves nothing on its way', () => inside(namespace, 'bulk', 'aborted'))
test('links, addresses, neighbours, rules, by names that come about on the way', () =>
  inside(namespace, 'bulk', 'families'))

test('rtnl -batch does what ip -batch does, and ends where it ends', () => {
  const lines = [
    'link add v0 type veth peer name v1',
    'link set v0 up # the end here',
    'addr add 192.0.2.1/24 \\',
    '  dev v0',
    'route add 10.1.0.0/16 via 192.0.2.2 dev v0',
    'route add 10.1.0.0/16 via 192.0.2.2 dev v0',
    'route add 10.2.0.0/16 via 192.0.2.2 dev v0',
  ]
  const input = `${lines.join('\n')}\n`
  const routes = () => namespace.run('ip', ['route', 'show', 'root', '10.0.0.0/8'])
  const go = (command: string, ...options: string[]) => {
    const { status, stderr } = namespace.try(command, [...options, '-batch', '-'], { input })
    const seen = { ok: status === 0, at: /Command failed -:\d+/.exec(stderr)?.[0], routes: routes() }
    namespace.exec('ip link delete v0')
    return seen
  }
  const ours = go(RTNL)
  expect(ours).toEqual(go('ip'))
  expect(ours).toMatchObject({ ok: false, at: 'Command failed -:6' })
  const forced = go(RTNL, '-force')
  expect(forced).toEqual(go('ip', '-force'))
  expect(forced.routes).toContain('10.2.0.0/16')
})

test.each(['-j', '-j -p'])('%s: what the lines of a batch list stands side by side', (options) => {
  const input = 'link show lo\nrule\nlink show nosuch\nlink show lo\n'
  const { stdout } = namespace.try(RTNL, [...options.split(' '), '-force', '-batch', '-'], { input })
  const arrays: unknown[] = stdout.split(/\n(?=\[)/).map((text) => JSON.parse(text))
  expect(arrays).toMatchObject([[{ ifname: 'lo' }], [{ priority: 0 }, {}, {}], [{ ifname: 'lo' }]])
})
