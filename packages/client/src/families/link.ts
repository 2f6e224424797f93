import type { ColumnBatch } from '@rtnl/codec'
import { type Link, type LinkInput, link, NLM_F, RTM } from '@rtnl/families'
import type { Connection } from '../connection.ts'
import { NetlinkError } from '../errors.ts'
import { Exchange, type Kind } from './exchange.ts'
import { isNoDevice, noSuchInterface } from './interfaces.ts'
import { isReport, remake, reset } from './link-report.ts'
import { describeLink, identifyLink, type LinkRequest, nameOf } from './link-request.ts'
import type { BulkOptions, BulkReport, ColumnOptions, Listed, ListedColumns, VerbOptions } from './options.ts'
import { objectOf } from './values.ts'

const ENODEV = 19

const KIND: Kind<Link, LinkInput> = {
  declaration: link,
  reports: RTM.NEWLINK,
  get: RTM.GETLINK,
  filter: {
    request: ({ family, extMask, master, linkinfo, targetNetnsid }) => ({
      family,
      extMask,
      master: master || undefined,
      linkinfo: linkinfo?.kind === undefined ? undefined : { kind: linkinfo.kind },
      targetNetnsid,
    }),
    // The family chooses what is told of the links, and which; the answers for some families bear another.
    asks: ['family', 'extMask', 'change'],
    values: {
      // -1 asks for the links without a master.
      master: ({ master }) => [master ?? -1],
      altIfname: ({ propList }) => propList?.altIfname ?? [],
    },
  },
}

/**
 * The network interfaces. They are written as they are read, and more shortly:
 *
 * - a link is named by `index` or `ifname`, which may be an alternative name; `master`, `link` and the like are interfaces by index or name.
 * - `up: true` and `up: false` set and clear the flag 'up'.
 * - `flags` without `change` sets the flags named and leaves the others; to clear some, name them in `change` and not in `flags`.
 *
 * What a list returns can be given back to each of the verbs: what can only be read is left out then, and what came about by itself (`carrier`,
 * `operstate`, `protoDown`, `map`); `set` looks first how the link is now, and sends what is not so. With something else written into it
 * (`{ ...link, mtu: 1400 }`) it is still the kernel's report. The kernel has no way to make a tun or tap again, nor a veth with its other end.
 *
 * Errors: `EncodeError` before anything is sent, for an unknown key, a value out of range, a name of 16 bytes or more; `NetlinkError` when the
 * kernel refuses, `'ENODEV'` for a link that does not exist.
 */
export class Links {
  readonly #exchange: Exchange<Link, LinkInput>

  constructor(connection: Connection) {
    this.#exchange = new Exchange(connection, KIND)
  }

  /**
   * Looks a link up by its index, its name or one of its alternative names. As an object it can also say what the answer shall have:
   * `{ ifname: 'eth0', extMask: ['vf'] }`. Throws `NetlinkError` with `'ENODEV'` if there is none.
   */
  async get(link: string | number | LinkInput, options?: VerbOptions): Promise<Link> {
    const own = identifyLink(link)
    const { family, extMask, targetNetnsid } = typeof link === 'object' ? link : ({} as LinkInput)
    const request = { family, ...own, extMask, targetNetnsid }
    return named(request, 'RTM_GETLINK', this.#exchange.query(request, options))
  }

  /**
   * Streams all links, or those that agree with the filter; the kernel itself looks at `master` (-1 = none) and `linkinfo.kind`. `family` 'bridge'
   * lists the ports of bridges, 'inet6' IPv6's part of each link, and `extMask` says what to tell of them: neither is compared.
   *
   * Throws `DumpInterruptedError` after the last link if they changed meanwhile.
   */
  dump(filter: LinkRequest = {}, options?: VerbOptions): AsyncGenerator<Link, void, undefined> {
    const { up, ...rest } = objectOf(filter, 'a filter')
    if (up === undefined) return this.#exchange.dump(rest, options)
    return this.#dumpUp(up, rest, options)
  }

  /** The same as an array. An interrupted dump is repeated a few times; then `interrupted` says so. */
  async list(filter: LinkRequest = {}, options?: VerbOptions): Promise<Listed<Link>> {
    const { up, ...rest } = objectOf(filter, 'a filter')
    return this.#exchange.list(rest, options, up === undefined ? undefined : (link) => isUp(link) === up)
  }

  /**
   * The same as columns, without making objects: `columns(['index', 'ifname', 'stats64.rxBytes'])` names fields by their path in the object and streams batches of typed arrays, each good
   * until the next is asked for. Throws TypeError for a field that is no single value; otherwise as `dump`.
   */
  columns<const F extends string>(
    fields: readonly F[],
    filter: LinkInput = {},
    options?: ColumnOptions,
  ): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    return this.#exchange.columns(fields, filter, options)
  }

  /** All of them in one batch, with bytes of its own. An interrupted dump is repeated as by `list`. */
  listColumns<const F extends string>(
    fields: readonly F[],
    filter: LinkInput = {},
    options?: ColumnOptions,
  ): Promise<ListedColumns<F>> {
    return this.#exchange.listColumns(fields, filter, options)
  }

  /**
   * Makes a link of the kind that `linkinfo` says (`CREATE|EXCL`): `{ ifname: 'br0', linkinfo: { kind: 'bridge' }, up: true }`. Throws `'EEXIST'` if
   * there is one with this name or index, `'EOPNOTSUPP'` for a kind that the kernel does not know.
   */
  async add(link: LinkRequest, options?: VerbOptions): Promise<void> {
    await this.#exchange.change(RTM.NEWLINK, NLM_F.CREATE | NLM_F.EXCL, describeNew(link), options)
  }

  /**
   * Makes a link, or changes the one with this index or name (`CREATE`: the kernel knows no `REPLACE` of links). A link that the kernel reported is
   * set, and made only if it is not there.
   */
  async replace(link: LinkRequest, options?: VerbOptions): Promise<void> {
    if (!isReport(objectOf(link, 'a link')))
      return this.#exchange.change(RTM.NEWLINK, NLM_F.CREATE, describeLink(link), options)
    try {
      await this.change(link, options)
    } catch (error) {
      if (!(error instanceof NetlinkError && error.errno === ENODEV)) throw error
      await this.add(link, options)
    }
  }

  /**
   * Changes a link by what is given: `set('eth0', { mtu: 1400, up: true })`, where `ifname` renames it, or `set({ ifname: 'eth0', mtu: 1400 })`,
   * where `ifname` renames it if there is an `index`. With a `group` and neither index nor name all links of the group are changed.
   *
   * With `family: 'bridge'` it is the port of a bridge that is changed, or the bridge itself (`RTM_SETLINK`).
   */
  async set(link: string | number, changes: LinkRequest, options?: VerbOptions): Promise<void>
  async set(link: LinkRequest, options?: VerbOptions): Promise<void>
  async set(
    link: string | number | LinkRequest,
    second?: LinkRequest | VerbOptions,
    third?: VerbOptions,
  ): Promise<void> {
    if (typeof link !== 'string' && typeof link !== 'number') return this.change(link, second as VerbOptions)
    const { index, ...changes } = objectOf(second as LinkRequest, 'a link')
    const own = changes.ifname === undefined ? identifyLink(link) : { index: link }
    await this.change({ ...changes, ...own }, third)
  }

  /** The same as `set` of an object. */
  async change(link: LinkRequest, options?: VerbOptions): Promise<void> {
    const { up, ...rest } = objectOf(link, 'a link')
    const report = isReport(rest) ? { ...reset(rest, await this.get(rest, options)), up } : undefined
    const request = describeLink(report ?? link)
    if (request.family === 'bridge' || request.family === 7) return this.#setPort(request, options)
    await named(request, 'RTM_NEWLINK', this.#exchange.change(RTM.NEWLINK, 0, request, options))
  }

  /** The bridge's own request knows links by index alone. */
  async #setPort({ index, ifname, altIfname, ...link }: LinkInput, options: VerbOptions | undefined): Promise<void> {
    const request = { ...link, index: index || (ifname ?? altIfname) }
    await this.#exchange.change(RTM.SETLINK, 0, request, options)
  }

  /** Deletes a link. Throws `'EOPNOTSUPP'` for one that cannot be: a device of hardware, `lo`. */
  async delete(link: string | number | LinkInput, options?: VerbOptions): Promise<void> {
    const request = identifyLink(link)
    await named(request, 'RTM_DELLINK', this.#exchange.change(RTM.DELLINK, 0, request, options))
  }

  /**
   * Makes many, each as `add` does, in order: many messages to a send, so that each costs little more than the kernel takes for it. One that fails does
   * not keep the others from being made; the report says which, and why. Items are taken no faster than the kernel is, and memory stays flat. Rejects
   * with the signal's reason; what was sent by then is carried out all the same.
   */
  async addAll(
    links: Iterable<LinkRequest> | AsyncIterable<LinkRequest>,
    options?: BulkOptions<LinkRequest>,
  ): Promise<BulkReport<LinkRequest>> {
    return this.#exchange.all(links, options, (link) =>
      this.#exchange.plan(RTM.NEWLINK, NLM_F.CREATE | NLM_F.EXCL, describeNew(link)),
    )
  }

  /** The same as `addAll`, each as `replace` does. */
  async replaceAll(
    links: Iterable<LinkRequest> | AsyncIterable<LinkRequest>,
    options?: BulkOptions<LinkRequest>,
  ): Promise<BulkReport<LinkRequest>> {
    return this.#exchange.all(links, options, (link) =>
      // What the kernel reported takes a look at how the link is now.
      isReport(objectOf(link, 'a link'))
        ? () => this.replace(link, { signal: options?.signal })
        : this.#exchange.plan(RTM.NEWLINK, NLM_F.CREATE, describeLink(link)),
    )
  }

  /** Deletes many, each as `delete` does; otherwise as `addAll`. */
  async deleteAll(
    links: Iterable<string | number | LinkInput> | AsyncIterable<string | number | LinkInput>,
    options?: BulkOptions<string | number | LinkInput>,
  ): Promise<BulkReport<string | number | LinkInput>> {
    return this.#exchange.all(links, options, (link) => {
      const request = identifyLink(link)
      const change = this.#exchange.plan(RTM.DELLINK, 0, request)
      return { ...change, explain: (error) => explained(request, 'RTM_DELLINK', error) }
    })
  }

  /** Gives a link alternative names of at most 127 bytes (`RTM_NEWLINKPROP`). Throws `'EEXIST'` for a name that is taken. */
  async addAltnames(link: string | number | LinkInput, names: readonly string[], options?: VerbOptions): Promise<void> {
    const flags = NLM_F.CREATE | NLM_F.EXCL | NLM_F.APPEND
    await this.#changeAltnames(RTM.NEWLINKPROP, flags, link, names, options)
  }

  /** Takes alternative names from a link (`RTM_DELLINKPROP`). Throws `'ENOENT'` or `'EINVAL'` for a name that it does not have. */
  async deleteAltnames(
    link: string | number | LinkInput,
    names: readonly string[],
    options?: VerbOptions,
  ): Promise<void> {
    await this.#changeAltnames(RTM.DELLINKPROP, 0, link, names, options)
  }

  async #changeAltnames(
    type: number,
    flags: number,
    link: string | number | LinkInput,
    names: readonly string[],
    options: VerbOptions | undefined,
  ): Promise<void> {
    const request = { ...identifyLink(link), propList: { altIfname: names } }
    await named(
      request,
      type === RTM.NEWLINKPROP ? 'RTM_NEWLINKPROP' : 'RTM_DELLINKPROP',
      this.#exchange.change(type, flags, request, options),
    )
  }

  async *#dumpUp(up: boolean, filter: LinkInput, options: VerbOptions | undefined) {
    for await (const found of this.#exchange.dump(filter, options)) if (isUp(found) === up) yield found
  }
}

const isUp = ({ flags }: Link): boolean => flags.includes('up')

/** Says which link is not there, where the kernel does not. */
async function named<T>(request: LinkInput, operation: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw explained(request, operation, error)
  }
}

function explained(request: LinkInput, operation: string, error: unknown): unknown {
  const name = nameOf(request)
  return name === undefined || !isNoDevice(error) ? error : noSuchInterface(operation, name)
}

function describeNew(link: LinkRequest): LinkInput {
  const { up, ...rest } = objectOf(link, 'a link')
  return describeLink(isReport(rest) ? { ...remake(rest), up } : link)
}
