import { ClosedError, NetlinkError } from '@rtnl/client'
import { EncodeError, encode, frame } from '@rtnl/codec'
import { NLM_F, nexthop, type RouteInput, RTM, route } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { fakeKernel, reportLink } from './fake-kernel.ts'
import { settle } from './fake-transport.ts'
import { summary } from './like-ip.ts'

const LINKS = { eth0: 2, eth1: 3, 'an-alternative-name-of-eth0': 2 }

const failure = (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  )

describe('what cannot be sent is refused before anything is', () => {
  test.each<[what: string, path: string, route: RouteInput | Record<string, unknown>]>([
    ['an unknown key', 'gatway', { dst: '10.0.0.0/8', gatway: '192.0.2.1' }],
    ['an unknown key in a nest', 'metrics.mtuu', { dst: '10.0.0.0/8', metrics: { mtuu: 1400 } }],
    ['an unknown key of a hop', 'multipath[1].weight', { dst: '10.0.0.0/8', multipath: [{}, { weight: 3 }] }],
    ['a number out of range', 'tos', { dst: '10.0.0.0/8', tos: 256 }],
    ['a name that is none', 'protocol', { dst: '10.0.0.0/8', protocol: 'bgpp' }],
    ['a table that is none', 'table', { dst: '10.0.0.0/8', table: 'blue' }],
    ['a negative table', 'table', { dst: '10.0.0.0/8', table: -1 }],
    ['no destination', 'dst', { gateway: '192.0.2.1' }],
    ['a prefix that is too long', 'dst', { dst: '10.0.0.0/33' }],
    ['a prefix without a length', 'dst', { dst: '10.0.0.0/' }],
    ['a mask', 'dst', { dst: '10.0.0.0/255.0.0.0' }],
    ['two lengths', 'dst', { dst: '10.0.0.0/8', dstLen: 16 }],
    ['a symbol for a length', 'dst', { dst: '10.0.0.0/8', dstLen: Symbol('8') }],
    ['half an address', 'dst', { dst: '10.0/16' }],
    ['an address of another family', 'src', { dst: '10.0.0.0/8', src: '2001:db8::/32' }],
    ['a source address of another family', 'prefsrc', { dst: '10.0.0.0/8', prefsrc: '2001:db8::1' }],
    [
      'both kinds of gateway',
      'gateway',
      { dst: '10.0.0.0/8', gateway: 'fe80::1', via: { family: 'inet6', addr: 'fe80::1' } },
    ],
    ['an object for a name', 'oif', { dst: '10.0.0.0/8', oif: {} }],
  ])('%s', async (_, path, route) => {
    await using kernel = await fakeKernel(LINKS)
    const error = await failure(kernel.net.route.add(route as RouteInput))
    expect(error).toBeInstanceOf(EncodeError)
    expect(error).toMatchObject({ code: 'EENCODE', path })
    expect(kernel.sent).toEqual([])
  })

  test('in the other families and in filters too', async () => {
    await using kernel = await fakeKernel(LINKS)
    const { net } = kernel
    const wrong: [Promise<unknown>, string][] = [
      [net.addr.add({ index: 'eth0' }), 'local'],
      [net.addr.delete({ index: 'eth0' }), 'local'],
      [net.addr.add({ local: '192.0.2.1/24', address: '192.0.2.2/25', index: 2 }), 'local'],
      [net.addr.add({ local: '192.0.2.1', label: 'a-label-too-long', index: 2 }), 'label'],
      [net.rule.delete({}), 'priority'],
      [net.rule.delete({ family: 'inet6' }), 'priority'],
      [net.neigh.add({ dst: '192.0.2.1', lladdr: '02:00', state: ['dead' as 'stale'], ifindex: 2 }), 'state'],
      [net.link.add({ ifname: 'a-name-too-long0', linkinfo: { kind: 'ifb' } }), 'ifname'],
      [net.link.delete({}), 'ifname'],
      [net.route.get({ dst: '192.0.2.1', flags: true as never }), 'flags'],
      [net.route.list({ tabel: 7 } as RouteInput), 'tabel'],
      [net.route.list({ protocol: 'bgpp' as 'bgp' }), 'protocol'],
      [net.neigh.list({ dst: '192.0.2' }), 'dst'],
    ]
    for (const [outcome, path] of wrong) {
      const error = await failure(outcome)
      expect(error).toBeInstanceOf(EncodeError)
      expect(error).toMatchObject({ path })
    }
    expect(kernel.sent).toEqual([])
  })

  test.each<[what: string, given: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['true', true],
    ['a symbol', Symbol('odd')],
    ['an array', []],
  ])('%s instead of an object', async (_, given) => {
    await using kernel = await fakeKernel(LINKS)
    const { link, addr, route, neigh, rule } = kernel.net
    const wrong = given as never
    const outcomes = [
      ...[link, addr, route, neigh, rule].flatMap((family) => [family.add(wrong), family.delete(wrong)]),
      ...[link, addr, route, neigh].flatMap((family) => [family.get(wrong), family.replace(wrong)]),
      ...[link, route, neigh].map((family) => family.change(wrong)),
      ...[route, neigh].map((family) => family.append(wrong)),
      ...[link.set(wrong), link.set('eth0', wrong), link.addAltnames(wrong, ['other']), route.prepend(wrong)],
    ]
    for (const error of await Promise.all(outcomes.map(failure))) expect(error).toBeInstanceOf(EncodeError)
    for (const family of [link, addr, route, neigh, rule]) {
      const { failures } = await family.addAll([wrong])
      expect(failures).toMatchObject([{ index: 0, error: { code: 'EENCODE' } }])
      // Without a filter all are listed.
      if (given !== undefined) expect(await failure(family.list(wrong))).toBeInstanceOf(EncodeError)
    }
    expect(kernel.sent).toEqual([])
  })

  test('groups that the kernel knows not', async () => {
    await using kernel = await fakeKernel(LINKS)
    for (const group of ['none', 'routes', 0, -1, 1.5, Number.NaN, 2 ** 31, undefined, {}] as 'link'[])
      expect(() => kernel.net.monitor([group])).toThrow(EncodeError)
  })
})

describe('interfaces by name', () => {
  test('each name is looked up once a request, and anew for the next', async () => {
    await using kernel = await fakeKernel(LINKS)
    const twice: RouteInput = {
      dst: '10.0.0.0/8',
      multipath: [
        { gateway: '192.0.2.1', ifindex: 'eth0' },
        { gateway: '192.0.2.2', ifindex: 'eth0' },
        { gateway: '198.51.100.1', ifindex: 'eth1' },
      ],
    }
    await kernel.net.route.add(twice)
    expect(kernel.lookups()).toBe(2)
    expect(summary(kernel.sent[0]?.bytes ?? new Uint8Array())).toMatchObject({
      body: { multipath: [{ ifindex: 2 }, { ifindex: 2 }, { ifindex: 3 }] },
    })
    await kernel.net.route.replace(twice)
    expect(kernel.lookups()).toBe(4)
  })

  test('an alternative name may be longer', async () => {
    await using kernel = await fakeKernel(LINKS)
    await kernel.net.route.add({ dst: '10.0.0.0/8', oif: 'an-alternative-name-of-eth0' })
    expect(summary(kernel.sent[0]?.bytes ?? new Uint8Array())).toMatchObject({ body: { oif: 2 } })
  })

  test('an interface that is not there: which, and where it was named', async () => {
    await using kernel = await fakeKernel(LINKS)
    const error = await failure(
      kernel.net.route.add({ dst: '10.0.0.0/8', multipath: [{ ifindex: 'eth0' }, { ifindex: 'eth9\u001b[31m' }] }),
    )
    expect(error).toBeInstanceOf(NetlinkError)
    expect(error).toMatchObject({
      operation: 'RTM_NEWROUTE',
      code: 'ENODEV',
      errno: 19,
      path: 'multipath[1].ifindex',
      message: expect.stringContaining("No interface has the name 'eth9\\x1b[31m', at multipath[1].ifindex"),
    })
    expect(kernel.sent).toEqual([])
  })

  test('a rule bears names, which need not exist', async () => {
    await using kernel = await fakeKernel(LINKS)
    await kernel.net.rule.add({ iifname: 'eth9', table: 7 })
    expect(kernel.lookups()).toBe(0)
    expect(summary(kernel.sent[0]?.bytes ?? new Uint8Array())).toMatchObject({ body: { iifname: 'eth9' } })
  })

  test('a link is found by the kernel itself, but to rename it takes its index', async () => {
    await using kernel = await fakeKernel(LINKS)
    const { net, sent } = kernel
    await net.link.set('eth0', { mtu: 1400 })
    await net.link.set('an-alternative-name-of-eth0', { up: false })
    await net.link.delete('eth1')
    await net.link.set('eth0', { ifname: 'lan0' })
    expect(sent.map(({ bytes }) => summary(bytes).body)).toMatchObject([
      { index: 0, ifname: 'eth0', mtu: 1400, flags: [], change: [] },
      { index: 0, altIfname: 'an-alternative-name-of-eth0', flags: [], change: ['up'] },
      { index: 0, ifname: 'eth1' },
      { index: 2, ifname: 'lan0' },
    ])
    expect(kernel.lookups()).toBe(1)
  })
})

test('flags of routes: those of the kernel are left out, but an exception to a route is deleted as one', async () => {
  await using kernel = await fakeKernel(LINKS)
  const cached: RouteInput = { dst: '2001:db8::1', flags: ['onlink', 'linkdown', 'cloned', 'rt_offload'] }
  await kernel.net.route.replace(cached)
  await kernel.net.route.delete(cached)
  await kernel.net.route.delete({ ...cached, flags: 0x200 })
  expect(kernel.sent.map(({ bytes }) => summary(bytes).body)).toMatchObject([
    { flags: ['onlink'] },
    { flags: ['onlink', 'cloned'] },
    { flags: ['cloned'] },
  ])
})

describe('flags of links', () => {
  test.each([
    [{ flags: ['up'] }, { flags: ['up'], change: ['up'] }],
    [{ up: true }, { flags: ['up'], change: ['up'] }],
    [{ up: false }, { flags: [], change: ['up'] }],
    [
      { up: true, flags: ['noarp'] },
      { flags: ['up', 'noarp'], change: ['up', 'noarp'] },
    ],
    [{ change: ['promisc'] }, { flags: [], change: ['promisc'] }],
    [
      { up: true, change: ['promisc'] },
      { flags: ['up'], change: ['up', 'promisc'] },
    ],
    [
      { flags: ['up'], change: [] },
      { flags: ['up'], change: [] },
    ],
    [
      { flags: 1, change: 3 },
      { flags: ['up'], change: ['up', 'broadcast'] },
    ],
  ] as const)('%j', async (given, wanted) => {
    await using kernel = await fakeKernel(LINKS)
    await kernel.net.link.set(2, given)
    expect(summary(kernel.sent[0]?.bytes ?? new Uint8Array()).body).toMatchObject(wanted)
  })
})

test('a signal ends each verb', async () => {
  await using kernel = await fakeKernel(LINKS)
  const { net } = kernel
  const signal = AbortSignal.abort(new Error('enough'))
  const address = { local: '192.0.2.1/24', index: 2 }
  const verbs: Promise<unknown>[] = [
    net.link.get('eth0', { signal }),
    net.link.list({}, { signal }),
    net.link.list({ up: true }, { signal }),
    net.link.add({ linkinfo: { kind: 'ifb' } }, { signal }),
    net.link.replace({ ifname: 'eth0' }, { signal }),
    net.link.set('eth0', { up: true }, { signal }),
    net.link.set({ index: 2 }, { signal }),
    net.link.change({ index: 2 }, { signal }),
    net.link.delete('eth0', { signal }),
    net.link.addAltnames('eth0', ['a'], { signal }),
    net.link.deleteAltnames('eth0', ['a'], { signal }),
    net.addr.get('192.0.2.1', { signal }),
    net.addr.list({}, { signal }),
    ...(['add', 'replace', 'change', 'delete'] as const).map((verb) => net.addr[verb](address, { signal })),
    net.route.get('192.0.2.1', { signal }),
    net.route.list({ oif: 'eth0' }, { signal }),
    ...(['add', 'replace', 'append', 'prepend', 'change', 'delete'] as const).map((verb) =>
      net.route[verb]({ dst: 'default', oif: 'eth0' }, { signal }),
    ),
    net.neigh.get({ dst: '192.0.2.1', ifindex: 2 }, { signal }),
    net.neigh.list({}, { signal }),
    ...(['add', 'replace', 'append', 'change', 'delete'] as const).map((verb) =>
      net.neigh[verb]({ dst: '192.0.2.1', ifindex: 2 }, { signal }),
    ),
    net.rule.list({}, { signal }),
    net.rule.add({ table: 7 }, { signal }),
    net.rule.delete({ table: 7 }, { signal }),
    net.monitor(['link'], { signal }).next(),
  ]
  for (const outcome of verbs) expect(await failure(outcome)).toHaveProperty('message', 'enough')
  expect(kernel.sent).toEqual([])
})

test('after close everything says so', async () => {
  const { net } = await fakeKernel(LINKS)
  await net.close()
  await net.close()
  for (const outcome of [net.link.get('eth0'), net.route.list(), net.route.add({ dst: 'default', oif: 2 })])
    expect(await failure(outcome)).toBeInstanceOf(ClosedError)
})

describe('list', () => {
  const report = (seq: number, flags: number, dst: string) =>
    frame({ type: RTM.NEWROUTE, flags: NLM_F.MULTI | flags, seq }, encode(route, { family: 'inet', dst }))

  test('asks again when the dump was interrupted', async () => {
    let dumps = 0
    await using kernel = await fakeKernel({}, ({ seq }) => {
      dumps++
      return [report(seq, dumps < 3 ? NLM_F.DUMP_INTR : 0, `10.0.0.${dumps}`)]
    })
    const routes = await kernel.net.route.list()
    expect(routes.map(({ dst }) => dst)).toEqual(['10.0.0.3'])
    expect(routes.interrupted).toBe(false)
    expect(Object.keys(routes)).toEqual(['0'])
  })

  test('but not for ever: then it has what there is, and says so', async () => {
    await using kernel = await fakeKernel({}, ({ seq }) => [report(seq, NLM_F.DUMP_INTR, '10.0.0.1')])
    const routes = await kernel.net.route.list()
    expect(routes).toHaveLength(1)
    expect(routes.interrupted).toBe(true)
    expect(kernel.sent).toHaveLength(5)
  })

  test('dump delivers all, and throws after the last', async () => {
    await using kernel = await fakeKernel({}, ({ seq }) => [report(seq, NLM_F.DUMP_INTR, '10.0.0.1')])
    const seen: unknown[] = []
    const outcome = (async () => {
      for await (const { dst } of kernel.net.route.dump()) seen.push(dst)
    })()
    expect(await failure(outcome)).toHaveProperty('code', 'ERR_DUMP_INTERRUPTED')
    expect(seen).toEqual(['10.0.0.1'])
  })
})

describe('monitor', () => {
  test.each([
    [['link', 'addr', 'route', 'neigh', 'rule'] as const, [1, 5, 9, 7, 11, 27, 3, 8, 19]],
    [['ipv4_route', 'route'] as const, [7, 11, 27]],
    [['nsid', 39, 'stats'] as const, [28, 39, 36]],
  ])('joins the groups %j', async (groups, numbers) => {
    await using kernel = await fakeKernel()
    await using monitor = kernel.net.monitor(groups)
    await monitor.ready
    expect([...kernel.network.socket(1).groups]).toEqual(numbers)
  })

  test('says what each message is about', async () => {
    await using kernel = await fakeKernel()
    await using monitor = kernel.net.monitor(['link', 'route', 'nexthop'])
    await monitor.ready
    const socket = kernel.network.socket(1)
    socket.deliver(
      reportLink(0, 7, 'eth7'),
      reportLink(0, 7, 'eth7', RTM.DELLINK),
      frame({ type: RTM.DELROUTE, flags: 0, seq: 0 }, encode(route, { family: 'inet', dst: '10.0.0.0', dstLen: 8 })),
      frame({ type: RTM.NEWNEXTHOP, flags: NLM_F.REPLACE, seq: 0 }, encode(nexthop, { id: 7 })),
      frame({ type: RTM.NEWCHAIN, flags: 0, seq: 0 }, new Uint8Array(20)),
    )
    socket.fail(105)
    socket.deliver(reportLink(0, 8, 'eth8'))
    const events = []
    for await (const event of monitor) if (events.push(event) === 7) break
    expect(events).toMatchObject([
      { kind: 'new', object: 'link', type: 'RTM_NEWLINK', message: { index: 7, ifname: 'eth7' } },
      { kind: 'delete', object: 'link', type: 'RTM_DELLINK' },
      { kind: 'delete', object: 'route', type: 'RTM_DELROUTE', message: { dst: '10.0.0.0', dstLen: 8 } },
      { kind: 'new', object: 'nexthop', type: 'RTM_NEWNEXTHOP', flags: NLM_F.REPLACE, message: { id: 7 } },
      { kind: 'new', object: 'other', type: 'RTM_NEWCHAIN', message: expect.any(Uint8Array) },
      { kind: 'new', object: 'link', message: { index: 8 } },
      { kind: 'overrun' },
    ])
  })

  test('ends with the client', async () => {
    const { net } = await fakeKernel()
    const next = net.monitor(['link']).next()
    await settle()
    await net.close()
    expect(await failure(next)).toBeInstanceOf(ClosedError)
  })
})
