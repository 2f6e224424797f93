import type { ColumnBatch } from '@rtnl/codec'
import { NLM_F, RTM, type Rule, type RuleInput, rule } from '@rtnl/families'
import type { Connection } from '../connection.ts'
import { Exchange, type Kind } from './exchange.ts'
import type { BulkOptions, BulkReport, ColumnOptions, Listed, ListedColumns, VerbOptions } from './options.ts'
import { describeRule, withPrefixes } from './rule-request.ts'

const KIND: Kind<Rule, RuleInput> = {
  declaration: rule,
  reports: RTM.NEWRULE,
  get: RTM.GETRULE,
  filter: {
    expand: withPrefixes,
    request: ({ family }) => ({ family }),
    where: { table: { paths: ['table', 'hdrTable'] } },
    values: { table: ({ table, hdrTable }) => [table ?? hdrTable] },
  },
}

/**
 * The rules by which the kernel chooses a routing table. They are written as they are read, and more shortly:
 *
 * - `dst` and `src` as prefixes, `'10.1.0.0/16'`; `dstLen` and `srcLen` need not be given.
 * - `family` is that of the first address; without any, 'inet': a rule for both families is two.
 * - `table`, `protocol`, `action`, `ipProto` by name or number.
 *
 * What is left out is as in ip-rule(8): `action` 'to_tbl' ('goto' if there is a `goto`), and then `table` 'main', unless `l3mdev` finds it.
 *
 * What a list returns can be given back to each of the verbs: 'unresolved' and its like are left out.
 *
 * Errors: `EncodeError` before anything is sent, for an unknown key, a value out of range, an address of another family; `NetlinkError` when the
 * kernel refuses. The kernel has no look-up, no replacement and no change of rules.
 */
export class Rules {
  readonly #exchange: Exchange<Rule, RuleInput>

  constructor(connection: Connection) {
    this.#exchange = new Exchange(connection, KIND)
  }

  /**
   * Streams the rules of all families, or those that agree with the filter; the kernel itself looks at `family` alone. Throws
   * `DumpInterruptedError` after the last rule if they changed meanwhile.
   */
  dump(filter: RuleInput = {}, options?: VerbOptions): AsyncGenerator<Rule, void, undefined> {
    return this.#exchange.dump(filter, options)
  }

  /** The same as an array. An interrupted dump is repeated a few times; then `interrupted` says so. */
  list(filter: RuleInput = {}, options?: VerbOptions): Promise<Listed<Rule>> {
    return this.#exchange.list(filter, options)
  }

  /**
   * The same as columns, without making objects: `columns(['priority', 'table'])` names fields by their path in the object and streams batches of typed arrays, each good
   * until the next is asked for. Throws TypeError for a field that is no single value; otherwise as `dump`.
   */
  columns<const F extends string>(
    fields: readonly F[],
    filter: RuleInput = {},
    options?: ColumnOptions,
  ): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    return this.#exchange.columns(fields, filter, options)
  }

  /** All of them in one batch, with bytes of its own. An interrupted dump is repeated as by `list`. */
  listColumns<const F extends string>(
    fields: readonly F[],
    filter: RuleInput = {},
    options?: ColumnOptions,
  ): Promise<ListedColumns<F>> {
    return this.#exchange.listColumns(fields, filter, options)
  }

  /** Makes a rule (`CREATE|EXCL`). Throws `'EEXIST'` if there is one like it. Without a `priority` it comes before the second rule of all. */
  async add(rule: RuleInput, options?: VerbOptions): Promise<void> {
    await this.#exchange.change(RTM.NEWRULE, NLM_F.CREATE | NLM_F.EXCL, describeRule(rule), options)
  }

  /** Deletes the first rule that has all that is given: `{ priority: 100 }` is enough. Throws `'ENOENT'` if there is none. */
  async delete(rule: RuleInput, options?: VerbOptions): Promise<void> {
    await this.#exchange.change(RTM.DELRULE, 0, describeRule(rule, true), options)
  }

  /**
   * Makes many, each as `add` does, in order: many messages to a send, so that each costs little more than the kernel takes for it. One that fails does
   * not keep the others from being made; the report says which, and why. Items are taken no faster than the kernel is, and memory stays flat. Rejects
   * with the signal's reason; what was sent by then is carried out all the same.
   */
  async addAll(
    rules: Iterable<RuleInput> | AsyncIterable<RuleInput>,
    options?: BulkOptions<RuleInput>,
  ): Promise<BulkReport<RuleInput>> {
    return this.#exchange.all(rules, options, (rule) =>
      this.#exchange.plan(RTM.NEWRULE, NLM_F.CREATE | NLM_F.EXCL, describeRule(rule)),
    )
  }

  /** Deletes many, each as `delete` does; otherwise as `addAll`. */
  async deleteAll(
    rules: Iterable<RuleInput> | AsyncIterable<RuleInput>,
    options?: BulkOptions<RuleInput>,
  ): Promise<BulkReport<RuleInput>> {
    return this.#exchange.all(rules, options, (rule) => this.#exchange.plan(RTM.DELRULE, 0, describeRule(rule, true)))
  }
}
