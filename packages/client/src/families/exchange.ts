import { type ColumnBatch, columns, concatBatches, EncodeError, type Message } from '@rtnl/codec'
import type { Change } from '../bulk-send.ts'
import type { Connection } from '../connection.ts'
import type { Selection } from '../dumps.ts'
import { DumpInterruptedError } from '../errors.ts'
import { HOST } from '../host.ts'
import type { Reply } from '../reply.ts'
import { changeAll, type Plan } from './change-all.ts'
import { compileFilter, type FilterRules, type KnownFilters } from './filter.ts'
import { encodeNamed } from './interfaces.ts'
import type { BulkOptions, BulkReport, ColumnOptions, Listed, ListedColumns, VerbOptions } from './options.ts'

/** How often `list` dumps until the kernel gives one that no change came into. */
const ATTEMPTS = 5

/** The messages of one kind of object. */
export interface Kind<Out extends object, In extends object> {
  readonly declaration: Message<Out, In>
  /** `RTM_NEW*`, in which the kernel reports. */
  readonly reports: number
  /** `RTM_GET*`. */
  readonly get: number
  readonly filter: FilterRules<Out, In>
}

/** What the verbs of all kinds of objects have in common: encode, send, decode, and the filtering of dumps. */
export class Exchange<Out extends object, In extends object> {
  readonly connection: Connection
  readonly kind: Kind<Out, In>
  readonly #filters: KnownFilters<Out> = new Map()

  constructor(connection: Connection, kind: Kind<Out, In>) {
    this.connection = connection
    this.kind = kind
  }

  /** Sends a request for a change and waits for its ack. */
  async change(type: number, flags: number, value: In, options: VerbOptions | undefined): Promise<void> {
    const signal = options?.signal
    const payload = await this.#encode(type, value, signal)
    await this.connection.request({ type, flags, payload, signal })
  }

  /** A change as {@link changeAll} takes it. Throws `EncodeError`. */
  plan(type: number, flags: number, value: In): Change {
    if (typeof value !== 'object' || value === null) throw new EncodeError(`${String(value)} is not an object`)
    return { type, flags, declaration: this.kind.declaration, value } as Change
  }

  /** Carries out what `plan` makes of each item. */
  all<Item>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options: BulkOptions<Item> | undefined,
    plan: Plan<Item>,
  ): Promise<BulkReport<Item>> {
    return changeAll(this.connection, items, options, plan)
  }

  /** Sends a request that one message answers. */
  async query(value: In, options: VerbOptions | undefined): Promise<Out> {
    const type = this.kind.get
    const signal = options?.signal
    const payload = await this.#encode(type, value, signal)
    const [reply] = await this.connection.request<Out>({ type, payload, signal, reply: true })
    if (reply === undefined)
      throw new TypeError(`${this.connection.protocol.typeName(type)} was answered without a message`)
    return reply.body
  }

  /** See `compileFilter` for what a filter does. */
  dump(filter: In, options: VerbOptions | undefined): AsyncGenerator<Out, void, undefined> {
    return this.connection.select(() => this.#select(filter, options))
  }

  async #select(filter: In, options: VerbOptions | undefined): Promise<Selection<Out>> {
    const signal = options?.signal
    const { connection, kind } = this
    const { payload, matches, core } = await compileFilter(connection, kind, filter, signal, this.#filters)
    const request = { type: kind.get, payload, signal, filter: core && { type: kind.reports, wanted: core } }
    const pick = ({ body }: Reply) => (matches === undefined || matches(body as Out) ? (body as Out) : undefined)
    return { request, pick }
  }

  /** Fields of a dump as columns, in batches; those that the filter does not want never become a row. */
  async *columns<F extends string>(
    fields: readonly F[],
    filter: In,
    { signal, rows = 65536, addresses }: ColumnOptions = {},
  ): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    const { connection, kind } = this
    const { payload, core, family } = await compileFilter(connection, kind, filter, signal, this.#filters)
    const ipv4 = family === 'inet' || family === 2
    const table = columns(connection.protocol, kind.reports, fields, {
      ...HOST,
      rows,
      addresses: addresses ?? (ipv4 ? 'ipv4' : 'ipv6'),
      filter: core,
    })
    yield* connection.columns({ type: kind.get, payload, signal }, table)
  }

  /** All rows in one batch, with bytes of its own. */
  async listColumns<F extends string>(
    fields: readonly F[],
    filter: In,
    options?: ColumnOptions,
  ): Promise<ListedColumns<F>> {
    for (let attempt = 1; ; attempt++) {
      const batches: ColumnBatch<F>[] = []
      let interrupted = false
      try {
        for await (const batch of this.columns(fields, filter, options)) batches.push(batch.copy())
      } catch (error) {
        if (!(error instanceof DumpInterruptedError)) throw error
        if (attempt < ATTEMPTS) continue
        interrupted = true
      }
      const whole = concatBatches(batches) ?? this.#noRows(fields, options)
      return { ...whole, interrupted }
    }
  }

  #noRows<F extends string>(fields: readonly F[], { addresses = 'ipv6' }: ColumnOptions = {}): ColumnBatch<F> {
    return columns(this.connection.protocol, this.kind.reports, fields, { ...HOST, addresses, rows: 1 })
      .take()
      .copy()
  }

  /** All that a dump delivers and `wanted` holds of; if it was interrupted, of another one, but not for ever. */
  async list(
    filter: In,
    options: VerbOptions | undefined,
    wanted?: ((object: Out) => boolean) | undefined,
  ): Promise<Listed<Out>> {
    for (let attempt = 1; ; attempt++) {
      const objects: Out[] = []
      try {
        for await (const part of this.connection.selectParts(() => this.#select(filter, options)))
          for (const object of part) if (wanted === undefined || wanted(object)) objects.push(object)
        return listed(objects, false)
      } catch (error) {
        if (!(error instanceof DumpInterruptedError)) throw error
        if (attempt === ATTEMPTS) return listed(objects, true)
      }
    }
  }

  #encode(type: number, value: In, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (typeof value !== 'object' || value === null) throw new EncodeError(`${String(value)} is not an object`)
    return encodeNamed(this.connection, this.kind.declaration, value, type, signal)
  }
}

function listed<T>(objects: T[], interrupted: boolean): Listed<T> {
  return Object.defineProperty(objects, 'interrupted', { value: interrupted }) as Listed<T>
}
