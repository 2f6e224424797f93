import type { ColumnBatch } from '@rtnl/codec'
import { NLM_F, type Route, type RouteInput, RTM, route } from '@rtnl/families'
import type { Connection } from '../connection.ts'
import { Exchange, type Kind } from './exchange.ts'
import { UNSAID } from './filter.ts'
import type { BulkOptions, BulkReport, ColumnOptions, Listed, ListedColumns, VerbOptions } from './options.ts'
import { describeRoute, withPrefixes } from './route-request.ts'

/** Flags with which the kernel chooses what to dump; it reports 'cloned' only. */
const DUMP_FLAGS: readonly unknown[] = ['cloned', 'prefix']

const KIND: Kind<Route, RouteInput> = {
  declaration: route,
  reports: RTM.NEWROUTE,
  get: RTM.GETROUTE,
  filter: {
    expand: withPrefixes,
    request: ({ family, protocol, type, table, rtmTable, oif, flags }) => ({
      family,
      protocol,
      type,
      rtmTable,
      flags: Array.isArray(flags) ? flags.filter((flag) => DUMP_FLAGS.includes(flag)) : undefined,
      table,
      oif: oif === 0 ? undefined : oif,
    }),
    where: { table: { paths: ['table', 'rtmTable'] }, oif: { paths: ['oif'], unless: ['multipath', 'nhId'] } },
    values: {
      table: ({ table, rtmTable }) => [table ?? rtmTable],
      // The kernel goes by 'prefix', but does not report it.
      flags: ({ flags }) => [[...flags, 'prefix']],
      oif: ({ oif, multipath = [], nhId }) =>
        // With `net.ipv4.nexthop_compat_mode` off a next-hop object's interfaces are not reported.
        (oif ?? multipath[0] ?? !nhId) ? [oif, ...multipath.map(({ ifindex }) => ifindex)] : [UNSAID],
    },
  },
}

/**
 * The kernel's routes. They are written as they are read, and more shortly:
 *
 * - `dst` and `src` as prefixes, `'10.1.0.0/16'`, `'2001:db8::/32'`, `'default'`; a lone address counts whole. `dstLen` and `srcLen` need not be given.
 * - `family` is that of the first address; without any, 'inet'.
 * - interfaces (`oif`, `ifindex` of a hop) by name or index, and `table`, `protocol`, `scope`, `type` by name or number.
 * - a `gateway` of another family than the route's is sent as `via`.
 *
 * What is left out is as in ip-route(8): `table` 'main' ('local' for the types local, broadcast and anycast), `protocol` 'boot', `type` 'unicast',
 * and the `scope` that goes with the rest: IPv4 'host' for local, 'link' without a gateway, else 'universe'.
 *
 * What a list returns can be given back to each of the verbs: what only the kernel can say (`cacheinfo`, 'dead', 'linkdown' ...) is left out, an
 * expiry becomes `expires`, and of a route with `nhId` the next hops, which that object has, are left out.
 *
 * Errors: `EncodeError` before anything is sent, for an unknown key, a value out of range, an address of another family; `NetlinkError` when the
 * kernel refuses.
 */
export class Routes {
  readonly #exchange: Exchange<Route, RouteInput>

  constructor(connection: Connection) {
    this.#exchange = new Exchange(connection, KIND)
  }

  /**
   * Asks the kernel where it would send a packet: to an address, or with more to go by: `src`, `iif`, `oif`, `mark`, `tos`, `uid`, `ipProto`,
   * `sport`, `dport`. Returns the route taken, of a multipath route the hop chosen. `flags: ['fib_match']` asks for the entry of the routing table
   * instead.
   *
   * Throws `NetlinkError`, `'ENETUNREACH'` where there is no route, and with the errno of an unreachable or prohibiting one.
   */
  async get(destination: string | RouteInput, options?: VerbOptions): Promise<Route> {
    const given = withPrefixes(typeof destination === 'string' ? { dst: destination } : destination)
    const family = given.family ?? 'inet'
    return this.#exchange.query({ ...given, family, flags: lookupFlags(family, given.flags) }, options)
  }

  /**
   * Streams the routes of all families and tables, or those that agree with the filter; the kernel itself looks at `family`, `table`, `protocol`,
   * `type`, `oif`, and the flags 'cloned' (what path MTU discovery and redirects learnt) and 'prefix' (IPv6: from router advertisements). An `oif`
   * is also looked for among the hops of a multipath route. Interface 0 stands for any.
   *
   * Throws after the last route: `DumpInterruptedError` if the tables changed meanwhile. Of a `table` that does not exist nothing is
   * listed; with `family` beside it the kernel says so itself: `NetlinkError` with `'ENOENT'`.
   */
  dump(filter: RouteInput = {}, options?: VerbOptions): AsyncGenerator<Route, void, undefined> {
    return this.#exchange.dump(filter, options)
  }

  /** The same as an array. An interrupted dump is repeated a few times; then `interrupted` says so. For a `table` that does not exist see `dump`. */
  list(filter: RouteInput = {}, options?: VerbOptions): Promise<Listed<Route>> {
    return this.#exchange.list(filter, options)
  }

  /**
   * The same as columns, without making objects: `columns(['dst', 'dstLen', 'metrics.mtu'])` names fields by their path in the object and streams batches of typed arrays, each good
   * until the next is asked for. Throws TypeError for a field that is no single value; otherwise as `dump`.
   */
  columns<const F extends string>(
    fields: readonly F[],
    filter: RouteInput = {},
    options?: ColumnOptions,
  ): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    return this.#exchange.columns(fields, filter, options)
  }

  /** All of them in one batch, with bytes of its own. An interrupted dump is repeated as by `list`. */
  listColumns<const F extends string>(
    fields: readonly F[],
    filter: RouteInput = {},
    options?: ColumnOptions,
  ): Promise<ListedColumns<F>> {
    return this.#exchange.listColumns(fields, filter, options)
  }

  /** Makes a route (`CREATE|EXCL`). Throws `'EEXIST'` if there is one with this destination, table, priority and tos. */
  async add(route: RouteInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.EXCL, route, options)
  }

  /** Makes a route, in the place of the one with this destination, table, priority and tos if there is one (`CREATE|REPLACE`). */
  async replace(route: RouteInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.REPLACE, route, options)
  }

  /** Makes a route behind those with the same destination (`CREATE|APPEND`); IPv6 makes one multipath route of them. */
  async append(route: RouteInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.APPEND, route, options)
  }

  /** Makes a route before those with the same destination (`CREATE`). */
  async prepend(route: RouteInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE, route, options)
  }

  /** Puts a route in the place of the one with this destination, table, priority and tos (`REPLACE`). Throws `'ENOENT'` if there is none. */
  async change(route: RouteInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.REPLACE, route, options)
  }

  /** Deletes the first route that has all that is given: `{ dst: '10.1.0.0/16' }` is enough. Throws `'ESRCH'` if there is none. */
  async delete(route: RouteInput, options?: VerbOptions): Promise<void> {
    await this.#exchange.change(RTM.DELROUTE, 0, describeRoute(route, true), options)
  }

  /**
   * Makes many, each as `add` does, in order: many messages to a send, so that each costs little more than the kernel takes for it. One that fails does
   * not keep the others from being made; the report says which, and why. Items are taken no faster than the kernel is, and memory stays flat. Rejects
   * with the signal's reason; what was sent by then is carried out all the same.
   */
  async addAll(
    routes: Iterable<RouteInput> | AsyncIterable<RouteInput>,
    options?: BulkOptions<RouteInput>,
  ): Promise<BulkReport<RouteInput>> {
    return this.#exchange.all(routes, options, (route) =>
      this.#exchange.plan(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.EXCL, describeRoute(route)),
    )
  }

  /** The same as `addAll`, each as `replace` does. */
  async replaceAll(
    routes: Iterable<RouteInput> | AsyncIterable<RouteInput>,
    options?: BulkOptions<RouteInput>,
  ): Promise<BulkReport<RouteInput>> {
    return this.#exchange.all(routes, options, (route) =>
      this.#exchange.plan(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.REPLACE, describeRoute(route)),
    )
  }

  /** Deletes many, each as `delete` does; otherwise as `addAll`. */
  async deleteAll(
    routes: Iterable<RouteInput> | AsyncIterable<RouteInput>,
    options?: BulkOptions<RouteInput>,
  ): Promise<BulkReport<RouteInput>> {
    return this.#exchange.all(routes, options, (route) =>
      this.#exchange.plan(RTM.DELROUTE, 0, describeRoute(route, true)),
    )
  }

  #make(flags: number, route: RouteInput, options: VerbOptions | undefined): Promise<void> {
    return this.#exchange.change(RTM.NEWROUTE, flags, describeRoute(route), options)
  }
}

/** Only for IPv4 the kernel has to be asked for the table. */
function lookupFlags(family: RouteInput['family'], flags: RouteInput['flags'] = []): NonNullable<RouteInput['flags']> {
  return (family === 'inet' || family === 2) && Array.isArray(flags) ? [...flags, 'lookup_table'] : flags
}
