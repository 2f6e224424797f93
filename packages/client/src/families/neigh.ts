import type { ColumnBatch } from '@rtnl/codec'
import { type Neigh, type NeighInput, NLM_F, neigh, RTM } from '@rtnl/families'
import type { Connection } from '../connection.ts'
import { Exchange, type Kind } from './exchange.ts'
import { describeNeigh, identifyNeigh, isForwarding, withFamily } from './neigh-request.ts'
import type { BulkOptions, BulkReport, ColumnOptions, Listed, ListedColumns, VerbOptions } from './options.ts'

const KIND: Kind<Neigh, NeighInput> = {
  declaration: neigh,
  reports: RTM.NEWNEIGH,
  get: RTM.GETNEIGH,
  filter: {
    expand: withFamily,
    request: ({ family, ifindex, ndaIfindex, master, flags }) => ({
      family,
      flags: !isForwarding(family) && Array.isArray(flags) && flags.includes('proxy') ? ['proxy'] : undefined,
      ndaIfindex: ndaIfindex || ifindex || undefined,
      master: master || undefined,
    }),
    // The neighbours of IP do not say what their interface belongs to; and in a request `ndaIfindex` is the interface.
    asks: ['master', 'ndaIfindex'],
    anyOf: ['state'],
  },
}

/**
 * The neighbours that the kernel knows, and with family 'bridge' the forwarding entries of bridges and VXLANs. They are written as they are
 * read, and more shortly: `family` is that of `dst`, `ifindex` is an interface by index or name, `state` and `flags` are names.
 *
 * What is left out is as in ip-neighbour(8): `state` 'permanent'; for forwarding entries as in bridge(8): `flags` 'self' and `state` 'noarp' and 'permanent'.
 *
 * What a list returns can be given back to each of the verbs: `cacheinfo` and `probes` are left out.
 *
 * Errors: `EncodeError` before anything is sent, for an unknown key, a value out of range, an address of another family; `NetlinkError` when the
 * kernel refuses.
 */
export class Neighs {
  readonly #exchange: Exchange<Neigh, NeighInput>

  constructor(connection: Connection) {
    this.#exchange = new Exchange(connection, KIND)
  }

  /**
   * Looks one neighbour up: by `dst` and `ifindex`; an entry of the proxies by `dst` and `flags: ['proxy']`; a forwarding entry by `lladdr`,
   * `ifindex` or `master`, and `vlan`. Other keys do not matter. Throws `'ENOENT'` if there is none.
   */
  async get(neigh: NeighInput, options?: VerbOptions): Promise<Neigh> {
    return this.#exchange.query(identifyNeigh(neigh), options)
  }

  /**
   * Streams the neighbours of all families but 'bridge', or those that agree with the filter; the kernel itself looks at `family`, `ifindex`,
   * `master` (the bridge or VRF; -1 = none) and the flag 'proxy', without which proxy entries are not listed. Of several states any will do.
   *
   * Throws `DumpInterruptedError` after the last one if they changed meanwhile.
   */
  dump(filter: NeighInput = {}, options?: VerbOptions): AsyncGenerator<Neigh, void, undefined> {
    return this.#exchange.dump(filter, options)
  }

  /** The same as an array. An interrupted dump is repeated a few times; then `interrupted` says so. */
  list(filter: NeighInput = {}, options?: VerbOptions): Promise<Listed<Neigh>> {
    return this.#exchange.list(filter, options)
  }

  /**
   * The same as columns, without making objects: `columns(['dst', 'lladdr', 'ifindex'])` names fields by their path in the object and streams batches of typed arrays, each good
   * until the next is asked for. Throws TypeError for a field that is no single value; otherwise as `dump`.
   */
  columns<const F extends string>(
    fields: readonly F[],
    filter: NeighInput = {},
    options?: ColumnOptions,
  ): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    return this.#exchange.columns(fields, filter, options)
  }

  /** All of them in one batch, with bytes of its own. An interrupted dump is repeated as by `list`. */
  listColumns<const F extends string>(
    fields: readonly F[],
    filter: NeighInput = {},
    options?: ColumnOptions,
  ): Promise<ListedColumns<F>> {
    return this.#exchange.listColumns(fields, filter, options)
  }

  /** Makes an entry (`CREATE|EXCL`). Throws `'EEXIST'` if there is one for this address and interface. */
  async add(neigh: NeighInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.EXCL, neigh, options)
  }

  /** Makes an entry, or changes the one for this address and interface (`CREATE|REPLACE`). */
  async replace(neigh: NeighInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.REPLACE, neigh, options)
  }

  /** Adds a further remote end to a VXLAN's forwarding entry (`CREATE|APPEND`). */
  async append(neigh: NeighInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.APPEND, neigh, options)
  }

  /** Changes an entry (`REPLACE`). Throws `'ENOENT'` if there is none for this address and interface. */
  async change(neigh: NeighInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.REPLACE, neigh, options)
  }

  /** Deletes the entry for an address and an interface; what something refers to stays for a while, as 'failed'. Throws `'ENOENT'` if there is none. */
  async delete(neigh: NeighInput, options?: VerbOptions): Promise<void> {
    await this.#exchange.change(RTM.DELNEIGH, 0, describeNeigh(neigh), options)
  }

  /**
   * Makes many, each as `add` does, in order: many messages to a send, so that each costs little more than the kernel takes for it. One that fails does
   * not keep the others from being made; the report says which, and why. Items are taken no faster than the kernel is, and memory stays flat. Rejects
   * with the signal's reason; what was sent by then is carried out all the same.
   */
  async addAll(
    neighs: Iterable<NeighInput> | AsyncIterable<NeighInput>,
    options?: BulkOptions<NeighInput>,
  ): Promise<BulkReport<NeighInput>> {
    return this.#exchange.all(neighs, options, (neigh) =>
      this.#exchange.plan(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.EXCL, describeNeigh(neigh)),
    )
  }

  /** The same as `addAll`, each as `replace` does. */
  async replaceAll(
    neighs: Iterable<NeighInput> | AsyncIterable<NeighInput>,
    options?: BulkOptions<NeighInput>,
  ): Promise<BulkReport<NeighInput>> {
    return this.#exchange.all(neighs, options, (neigh) =>
      this.#exchange.plan(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.REPLACE, describeNeigh(neigh)),
    )
  }

  /** Deletes many, each as `delete` does; otherwise as `addAll`. */
  async deleteAll(
    neighs: Iterable<NeighInput> | AsyncIterable<NeighInput>,
    options?: BulkOptions<NeighInput>,
  ): Promise<BulkReport<NeighInput>> {
    return this.#exchange.all(neighs, options, (neigh) => this.#exchange.plan(RTM.DELNEIGH, 0, describeNeigh(neigh)))
  }

  #make(flags: number, neigh: NeighInput, options: VerbOptions | undefined): Promise<void> {
    return this.#exchange.change(RTM.NEWNEIGH, flags, describeNeigh(neigh), options)
  }
}
