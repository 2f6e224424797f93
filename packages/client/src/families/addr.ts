import type { ColumnBatch } from '@rtnl/codec'
import { type Addr, type AddrInput, addr, NLM_F, RTM } from '@rtnl/families'
import type { Connection } from '../connection.ts'
import { NetlinkError } from '../errors.ts'
import { describeAddr, withFamily } from './addr-request.ts'
import { Exchange, type Kind } from './exchange.ts'
import type { BulkOptions, BulkReport, ColumnOptions, Listed, ListedColumns, VerbOptions } from './options.ts'

const EADDRNOTAVAIL = 99

const KIND: Kind<Addr, AddrInput> = {
  declaration: addr,
  reports: RTM.NEWADDR,
  get: RTM.GETADDR,
  filter: {
    expand: withFamily,
    request: ({ family, index, targetNetnsid }) => ({ family, index, targetNetnsid }),
    where: { local: { paths: ['local', 'address'] }, flags: { paths: ['flags', 'ifaFlags'] } },
    // IPv6 has `local` only where there is a peer.
    values: { local: (found) => [found.local ?? found.address], flags: ({ flags, ifaFlags }) => [flags ?? ifaFlags] },
  },
}

/**
 * The addresses of interfaces. They are written as they are read, and more shortly:
 *
 * - `local` or `address` with the length of the prefix, `'192.0.2.1/24'`, and then no `prefixlen`. One of the two is enough; both are for
 *   point-to-point links, where `address` is the other end's. Without a length all of the address counts.
 * - `family` is that of the address, `index` is an interface by index or name.
 *
 * What is left out is as in ip-address(8): `scope` 'universe', 'host' for 127.0.0.0/8; no broadcast address; valid for ever.
 *
 * What a list returns can be given back to each of the verbs.
 *
 * Errors: `EncodeError` before anything is sent, for an unknown key, a value out of range, an address of another family; `NetlinkError` when the
 * kernel refuses, `'ENODEV'` for an interface that does not exist.
 */
export class Addrs {
  readonly #exchange: Exchange<Addr, AddrInput>

  constructor(connection: Connection) {
    this.#exchange = new Exchange(connection, KIND)
  }

  /**
   * Looks an address up, on any interface or on that of `index`. For IPv4, which the kernel only lists, all are gone through. Throws
   * `NetlinkError` with `'EADDRNOTAVAIL'` if nobody has it.
   */
  async get(address: string | AddrInput, options?: VerbOptions): Promise<Addr> {
    const {
      family,
      index,
      local,
      address: network,
      targetNetnsid,
    } = withFamily(typeof address === 'string' ? { local: address } : address)
    const wanted = { family, index, local: local ?? network, targetNetnsid }
    if (family === 'inet6' || family === 10) return this.#exchange.query({ ...wanted, address: wanted.local }, options)
    const [found] = await this.#exchange.list(wanted, options)
    if (found === undefined)
      throw new NetlinkError('RTM_GETADDR', EADDRNOTAVAIL, { path: 'local', constant: 'IFA_LOCAL' })
    return found
  }

  /**
   * Streams all addresses, or those that agree with the filter; the kernel itself looks at `family` and `index`, and says ENODEV for an interface
   * that does not exist. `local` also finds IPv6's addresses without a peer, which are reported as `address`.
   *
   * Throws `DumpInterruptedError` after the last address if they changed meanwhile.
   */
  dump(filter: AddrInput = {}, options?: VerbOptions): AsyncGenerator<Addr, void, undefined> {
    return this.#exchange.dump(filter, options)
  }

  /** The same as an array. An interrupted dump is repeated a few times; then `interrupted` says so. */
  list(filter: AddrInput = {}, options?: VerbOptions): Promise<Listed<Addr>> {
    return this.#exchange.list(filter, options)
  }

  /**
   * The same as columns, without making objects: `columns(['local', 'prefixlen', 'index'])` names fields by their path in the object and streams batches of typed arrays, each good
   * until the next is asked for. Throws TypeError for a field that is no single value; otherwise as `dump`.
   */
  columns<const F extends string>(
    fields: readonly F[],
    filter: AddrInput = {},
    options?: ColumnOptions,
  ): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    return this.#exchange.columns(fields, filter, options)
  }

  /** All of them in one batch, with bytes of its own. An interrupted dump is repeated as by `list`. */
  listColumns<const F extends string>(
    fields: readonly F[],
    filter: AddrInput = {},
    options?: ColumnOptions,
  ): Promise<ListedColumns<F>> {
    return this.#exchange.listColumns(fields, filter, options)
  }

  /** Gives an interface an address (`CREATE|EXCL`). Throws `'EEXIST'` if it has it. */
  async add(addr: AddrInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.EXCL, addr, options)
  }

  /** Gives an interface an address, or changes lifetimes, flags, metric and protocol of the one it has (`CREATE|REPLACE`). */
  async replace(addr: AddrInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.CREATE | NLM_F.REPLACE, addr, options)
  }

  /** Changes lifetimes, flags, metric and protocol of an address (`REPLACE`). IPv6 throws `'ENOENT'` if there is none; IPv4 makes it. */
  async change(addr: AddrInput, options?: VerbOptions): Promise<void> {
    await this.#make(NLM_F.REPLACE, addr, options)
  }

  /**
   * Takes an address from an interface. For IPv4 the length of the prefix may be left out, and then it may be any; for IPv6 it means 128. With an
   * IPv4 address the kernel also takes its secondary ones, unless `net.ipv4.conf.*.promote_secondaries` is on.
   *
   * Throws `'EADDRNOTAVAIL'` if the interface does not have it.
   */
  async delete(addr: AddrInput, options?: VerbOptions): Promise<void> {
    await this.#exchange.change(RTM.DELADDR, 0, describeAddr(addr, true), options)
  }

  /**
   * Makes many, each as `add` does, in order: many messages to a send, so that each costs little more than the kernel takes for it. One that fails does
   * not keep the others from being made; the report says which, and why. Items are taken no faster than the kernel is, and memory stays flat. Rejects
   * with the signal's reason; what was sent by then is carried out all the same.
   */
  async addAll(
    addrs: Iterable<AddrInput> | AsyncIterable<AddrInput>,
    options?: BulkOptions<AddrInput>,
  ): Promise<BulkReport<AddrInput>> {
    return this.#exchange.all(addrs, options, (addr) =>
      this.#exchange.plan(RTM.NEWADDR, NLM_F.CREATE | NLM_F.EXCL, describeAddr(addr)),
    )
  }

  /** The same as `addAll`, each as `replace` does. */
  async replaceAll(
    addrs: Iterable<AddrInput> | AsyncIterable<AddrInput>,
    options?: BulkOptions<AddrInput>,
  ): Promise<BulkReport<AddrInput>> {
    return this.#exchange.all(addrs, options, (addr) =>
      this.#exchange.plan(RTM.NEWADDR, NLM_F.CREATE | NLM_F.REPLACE, describeAddr(addr)),
    )
  }

  /** Deletes many, each as `delete` does; otherwise as `addAll`. */
  async deleteAll(
    addrs: Iterable<AddrInput> | AsyncIterable<AddrInput>,
    options?: BulkOptions<AddrInput>,
  ): Promise<BulkReport<AddrInput>> {
    return this.#exchange.all(addrs, options, (addr) => this.#exchange.plan(RTM.DELADDR, 0, describeAddr(addr, true)))
  }

  #make(flags: number, addr: AddrInput, options: VerbOptions | undefined): Promise<void> {
    return this.#exchange.change(RTM.NEWADDR, flags, describeAddr(addr), options)
  }
}
