import { main } from '@rtnl/cli'
import { type Client, NetlinkError } from '@rtnl/client'
import type { Route, Rule } from '@rtnl/families'
import { describe, expect, it } from 'vitest'
import { fakeIo } from './support.ts'

const route: Route = {
  family: 'inet',
  dstLen: 16,
  srcLen: 0,
  tos: 0,
  rtmTable: 'main',
  protocol: 'boot',
  scope: 'universe',
  type: 'unicast',
  flags: [],
  dst: '10.1.0.0',
  gateway: '192.0.2.1',
  oif: 2,
}

interface Call {
  verb: string
  value: unknown
}

/** A client that remembers what it is asked, and yields these. */
function fakeClient({ routes = [], rules = [], fail }: { routes?: Route[]; rules?: Rule[]; fail?: Error } = {}) {
  const calls: Call[] = []
  let closed = 0
  const family = (name: string, objects: readonly object[]) => ({
    async *dump(value: unknown) {
      calls.push({ verb: `${name} dump`, value })
      yield* objects
      if (fail && name !== 'link') throw fail
    },
    async get(value: unknown) {
      calls.push({ verb: `${name} get`, value })
      return objects[0]
    },
    ...Object.fromEntries(
      ['add', 'replace', 'append', 'change', 'delete'].map((verb) => [
        verb,
        async (value: unknown) => {
          calls.push({ verb: `${name} ${verb}`, value })
          if (fail) throw fail
        },
      ]),
    ),
  })
  const client = {
    route: family('route', routes),
    rule: family('rule', rules),
    link: family('link', [{ index: 2, ifname: 'v0', flags: [] }]),
    close: async () => {
      closed++
    },
  }
  return { client: client as unknown as Client, calls, closed: () => closed }
}

async function run(line: string, fake = fakeClient(), io = fakeIo()) {
  const opened: object[] = []
  const code = await main(line === '' ? [] : line.split(' '), io, async (options) => {
    opened.push(options)
    return fake.client
  })
  return { code, out: io.out, err: io.err, opened, calls: fake.calls, closed: fake.closed() }
}

describe('the command line', () => {
  it.each(['route', 'r', 'ro sh', 'route list', 'r lst', '-4 route show table main'])(
    '%s shows routes',
    async (line) => {
      const { code, out, closed } = await run(line, fakeClient({ routes: [route] }))
      expect({ code, out, closed }).toEqual({ code: 0, out: '10.1.0.0/16 via 192.0.2.1 dev v0 \n', closed: 1 })
    },
  )

  it.each(['rule', 'ru', 'rul l'])('%s shows rules', async (line) => {
    const { calls } = await run(line)
    expect(calls.map(({ verb }) => verb)).toEqual(['rule dump'])
  })

  it('prints JSON, one line or more', async () => {
    const fake = fakeClient({ routes: [route, { ...route, oif: 9 }] })
    const one = await run('-j r', fake)
    expect(one.out).toBe(
      '[{"dst":"10.1.0.0/16","gateway":"192.0.2.1","dev":"v0","flags":[]},{"dst":"10.1.0.0/16","gateway":"192.0.2.1","dev":"if9","flags":[]}]\n',
    )
    expect(JSON.parse((await run('-j -p r', fake)).out)).toEqual(JSON.parse(one.out))
    expect((await run('-j r')).out).toBe('[]\n')
    expect((await run('-j -p r')).out).toBe('[ ]\n')
  })

  it('opens the namespace that is named', async () => {
    expect((await run('-n blue -rcvbuf 4096 route')).opened).toEqual([{ netns: 'blue', receiveBuffer: 4096 }])
  })

  it('needs no kernel for help and version', async () => {
    for (const line of ['help', '-help', 'route help', 'r add help', 'rule help', 'ru h', 'monitor help', '-V']) {
      const { code, out, err, opened } = await run(line)
      expect({ line, code, err, opened }).toEqual({ line, code: 0, err: '', opened: [] })
      expect(out).toContain('rtnl')
    }
  })

  it.each([
    ['', 'an object is missing'],
    ['nosuch', 'object "nosuch" is unknown, try "rtnl help"'],
    ['route nosuch', 'command "nosuch" is unknown, try "rtnl route help"'],
    ['-x route', 'option "-x" is unknown'],
    ['route show table nosuch', 'table: "nosuch" is wrong'],
    ['route show dev nosuch', 'there is no interface "nosuch"'],
    ['route add', 'a destination is missing'],
    ['route get', 'a destination address is missing'],
    ['route flush', 'flush needs a selector'],
    ['rule add', 'a rule is missing'],
    ['monitor nosuch', '"nosuch" is nothing that can be watched'],
  ])('"%s" is wrong usage: exit code 1', async (line, message) => {
    const { code, out, err } = await run(line)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^Error: .*\.\n$/)
    expect(err).toContain(message)
  })

  it('tells what the kernel refused: exit code 2', async () => {
    const exists = new NetlinkError('RTM_NEWROUTE', 17)
    expect(await run('route add default via 192.0.2.1', fakeClient({ fail: exists }))).toMatchObject({
      code: 2,
      err: 'RTNETLINK answers: File exists\n',
    })
    const explained = new NetlinkError('RTM_NEWROUTE', 22, { extack: { msg: 'Nexthop has invalid gateway' } })
    expect(await run('route add default via 192.0.2.1', fakeClient({ fail: explained }))).toMatchObject({
      code: 2,
      err: 'Error: Nexthop has invalid gateway.\n',
    })
  })

  it('takes an interface that is not there for wrong usage', async () => {
    const missing = new NetlinkError('RTM_NEWROUTE', 19, {
      sentence: "No interface has the name 'x'",
      path: 'oif',
      constant: 'RTA_OIF',
    })
    expect(await run('route add default dev x', fakeClient({ fail: missing }))).toMatchObject({
      code: 1,
      err: "Error: No interface has the name 'x', at oif (RTA_OIF).\n",
    })
  })

  it('leaves the JSON of a failed dump open, after what came before', async () => {
    const fake = fakeClient({ routes: [route], fail: new NetlinkError('RTM_GETROUTE', 105) })
    const { code, out } = await run('-j route', fake)
    expect(code).toBe(2)
    expect(out).toMatch(/^\[\{.*\}\n$/)
  })

  it('takes a namespace without a main table for one with an empty table', async () => {
    const missing = new NetlinkError('RTM_GETROUTE', 2, { extack: { msg: 'ipv4: FIB table does not exist' } })
    expect(await run('route', fakeClient({ fail: missing }))).toMatchObject({ code: 0, out: '' })
    expect(await run('route show table 77', fakeClient({ fail: missing }))).toMatchObject({ code: 2 })
  })

  it('ends quietly when nobody reads any more', async () => {
    const routes = Array.from({ length: 5000 }, () => route)
    const io = fakeIo({}, 1)
    expect(await run('route', fakeClient({ routes }), io)).toMatchObject({ code: 0, err: '', closed: 1 })
    expect(io.out.length).toBeGreaterThan(10_000)
    expect(io.out.length).toBeLessThan(100_000)
  })

  it('cannot be made to drive the terminal, by a name or by its own words', async () => {
    const evil = fakeClient({ routes: [route] })
    evil.client.link.dump = async function* () {
      yield { index: 2, ifname: 'e\x1b[2J', flags: [] }
    } as unknown as Client['link']['dump']
    expect((await run('route', evil)).out).toContain('dev e\\x1b[2J ')
    expect((await run('route nosuch\x1b[2J')).err).not.toContain('\x1b')
  })

  it.each([
    ['route add default via 192.0.2.1', 'route add'],
    ['r a default via 192.0.2.1', 'route add'],
    ['route chg default via 192.0.2.1', 'route change'],
    ['route rep default via 192.0.2.1', 'route replace'],
    ['route ap default via 192.0.2.1', 'route append'],
    ['route d default', 'route delete'],
    ['rule a from 10.0.0.0/8', 'rule add'],
    ['rule del priority 5', 'rule delete'],
    ['route get 10.0.0.1', 'route get'],
  ])('%s is %s', async (line, verb) => {
    const { code, calls } = await run(line, fakeClient({ routes: [route] }))
    expect(code).toBe(0)
    expect(calls.filter((call) => !call.verb.startsWith('link')).map((call) => call.verb)).toEqual([verb])
  })

  it('flushes what is selected, until nothing is left', async () => {
    const fake = fakeClient({ routes: [route, { ...route, dst: '10.2.0.0' }] })
    const { code } = await run('route flush root 10.2/16', fake)
    expect(code).toBe(0)
    const deleted = fake.calls.filter(({ verb }) => verb === 'route delete')
    expect(deleted.length).toBeGreaterThan(0)
    expect(deleted.every(({ value }) => (value as Route).dst === '10.2.0.0')).toBe(true)
  })
})
