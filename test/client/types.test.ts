import type { Client, ClientEvent, Listed } from '@rtnl/client'
import type {
  Addr,
  AddrInput,
  Link,
  LinkInput,
  Neigh,
  NeighInput,
  Route,
  RouteInput,
  Rule,
  RuleInput,
} from '@rtnl/families'
import { describe, expectTypeOf, test } from 'vitest'

// Checked by tsc, which `npm test` runs; vitest itself sees nothing here. The functions are never called.

describe('what is read', () => {
  test('objects and their members', () => {
    const read = async (net: Client) => {
      const routes = await net.route.list()
      expectTypeOf(routes).toEqualTypeOf<Listed<Route>>()
      expectTypeOf(routes.interrupted).toEqualTypeOf<boolean>()
      const [first] = routes
      expectTypeOf(first?.dst).toEqualTypeOf<string | undefined>()
      expectTypeOf(first?.metrics?.mtu).toEqualTypeOf<number | undefined>()
      for await (const link of net.link.dump()) expectTypeOf(link).toEqualTypeOf<Link>()
      expectTypeOf(await net.addr.get('192.0.2.1')).toEqualTypeOf<Addr>()
      expectTypeOf(await net.neigh.list()).toEqualTypeOf<Listed<Neigh>>()
      expectTypeOf(await net.rule.list()).toEqualTypeOf<Listed<Rule>>()
    }
    expectTypeOf(read).toBeFunction()
  })

  test('the kind of a link narrows its data', () => {
    const read = ({ linkinfo }: Link) => {
      if (linkinfo?.kind === 'vxlan') {
        expectTypeOf(linkinfo.data?.id).toEqualTypeOf<number | undefined>()
        // @ts-expect-error: a bridge has it
        linkinfo.data?.stpState
      }
      if (linkinfo?.kind === 'bridge') expectTypeOf(linkinfo.data?.stpState).toEqualTypeOf<number | undefined>()
      if (linkinfo?.kind === 'vlan') expectTypeOf(linkinfo.data?.id).toEqualTypeOf<number | undefined>()
    }
    expectTypeOf(read).toBeFunction()
  })

  test('the kind and the object of an event narrow it', () => {
    const read = (event: ClientEvent) => {
      if (event.object === 'route') {
        expectTypeOf(event.message).toEqualTypeOf<Route>()
        expectTypeOf(event.kind).toEqualTypeOf<'new' | 'delete' | 'get'>()
      }
      if (event.object === 'link') expectTypeOf(event.message).toEqualTypeOf<Link>()
      if (event.object === 'other') expectTypeOf(event.message).toEqualTypeOf<Uint8Array>()
      if (event.kind === 'overrun') expectTypeOf(event.message).toEqualTypeOf<undefined>()
      if (event.kind === 'error') expectTypeOf(event.error.code).toEqualTypeOf<string>()
      if (event.kind === 'new' || event.kind === 'delete') {
        expectTypeOf(event.object).toEqualTypeOf<
          'link' | 'addr' | 'route' | 'neigh' | 'rule' | 'nexthop' | 'nsid' | 'other'
        >()
        expectTypeOf(event.type).toEqualTypeOf<string>()
      }
      // As in the README: whatever is no overrun may have a message.
      if (event.kind !== 'overrun') expectTypeOf(event.message).not.toBeNever()
      // @ts-expect-error: not a kind of object
      expectTypeOf(event.object === 'routes').toBeBoolean()
    }
    expectTypeOf(read).toBeFunction()
  })
})

describe('what is watched', () => {
  test('the groups say what the messages are', () => {
    const watch = async (net: Client) => {
      for await (const event of net.monitor(['route']))
        if (event.kind === 'new') expectTypeOf(event.message).toEqualTypeOf<Route>()
      for await (const event of net.monitor(['link', 'ipv6_ifaddr'])) {
        if (event.object === 'addr') expectTypeOf(event.message).toEqualTypeOf<Addr>()
        if (event.kind === 'delete') expectTypeOf(event.message).toEqualTypeOf<Link | Addr>()
        // @ts-expect-error: no group of routes is watched
        expectTypeOf(event.object === 'route').toBeBoolean()
      }
      for await (const event of net.monitor([7])) expectTypeOf(event).toEqualTypeOf<ClientEvent>()
      for await (const event of net.monitor(['tc'])) expectTypeOf(event).toEqualTypeOf<ClientEvent>()
      const groups: ('route' | 'neigh')[] = []
      for await (const event of net.monitor(groups))
        if (event.kind === 'get') expectTypeOf(event.message).toEqualTypeOf<Route | Neigh>()
    }
    expectTypeOf(watch).toBeFunction()
  })
})

describe('what is written', () => {
  test('what is read can be written', () => {
    expectTypeOf<Link>().toExtend<LinkInput>()
    expectTypeOf<Addr>().toExtend<AddrInput>()
    expectTypeOf<Route>().toExtend<RouteInput>()
    expectTypeOf<Neigh>().toExtend<NeighInput>()
    expectTypeOf<Rule>().toExtend<RuleInput>()
    const handBack = async (net: Client) => {
      for (const route of await net.route.list()) {
        await net.route.delete(route)
        await net.route.add({ ...route, priority: 7 })
      }
      for (const link of await net.link.list()) await net.link.replace({ ...link, mtu: 1400, up: true })
    }
    expectTypeOf(handBack).toBeFunction()
  })

  test('names or numbers', () => {
    const write = async (net: Client) => {
      await net.route.add({ dst: '10.0.0.0/8', oif: 'eth0', table: 'main', protocol: 'bgp', scope: 'link' })
      await net.route.add({ dst: '10.0.0.0/8', oif: 2, table: 254, protocol: 186, scope: 253 })
      await net.link.set('eth0', { up: true })
      await net.link.set({ index: 2, up: false })
      await net.link.add({ ifname: 'vx0', linkinfo: { kind: 'vxlan', data: { id: 7 } } })
      await net.link.add({ ifname: 'x0', linkinfo: { kind: 'nobody-knows', data: new Uint8Array() } })
      net.monitor(['route', 'ipv6_rule', 39])
    }
    expectTypeOf(write).toBeFunction()
  })

  test('wrong keys and values', () => {
    const write = async (net: Client) => {
      // @ts-expect-error: no such key
      await net.route.add({ dst: '10.0.0.0/8', gatway: '192.0.2.1' })
      // @ts-expect-error: no such metric
      await net.route.add({ dst: '10.0.0.0/8', metrics: { mtuu: 1400 } })
      // @ts-expect-error: no such protocol
      await net.route.add({ dst: '10.0.0.0/8', protocol: 'bgpp' })
      // @ts-expect-error: a number
      await net.route.add({ dst: '10.0.0.0/8', priority: '7' })
      // @ts-expect-error: no such flag
      await net.route.add({ dst: '10.0.0.0/8', flags: ['online'] })
      // @ts-expect-error: no such key in a filter
      await net.route.list({ tabel: 7 })
      // @ts-expect-error: not of this kind
      await net.link.add({ linkinfo: { kind: 'vlan', data: { stpState: 1 } } })
      // @ts-expect-error: the changes are missing
      await net.link.set('eth0')
      // @ts-expect-error: no such option
      await net.route.list({}, { sginal: undefined })
      // @ts-expect-error: no such group
      net.monitor(['routes'])
      // @ts-expect-error: the kernel does not replace rules
      await net.rule.replace({ priority: 7 })
    }
    expectTypeOf(write).toBeFunction()
  })
})
