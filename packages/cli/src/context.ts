import type { BulkOptions, Capture, Client } from '@rtnl/client'
import type { Interfaces } from './ifnames.ts'
import type { CliIo } from './io.ts'
import type { Names } from './names.ts'
import type { Options } from './options.ts'
import type { Output } from './output.ts'
import type { Words } from './words.ts'

/** How the command line gets its client. `netns` is a name under /run/netns, or a path. */
export type OpenClient = (options: { netns?: string; receiveBuffer?: number; capture?: Capture }) => Promise<Client>

/** Everything a command needs. */
export interface Context {
  readonly options: Options
  readonly io: CliIo
  readonly out: Output
  readonly names: Names
  /** The client, opened on first use in the namespace that `-netns` names; `main` closes it. */
  client(): Promise<Client>
  /** The interfaces' names, dumped on first use. */
  interfaces(): Promise<Interfaces>
}

/** Runs one command with the words that follow its name. Throws `UsageError` (exit 1) or the client's errors (exit 2). */
export type Command = (context: Context, words: Words) => Promise<void>

/** What the `index.ts` of an object's folder exports. */
export interface ObjectModule {
  run: Command
  readChange?: ReadChange
}

/** What reading a command takes. */
export type Reading = Pick<Context, 'options' | 'names'>

/**
 * Reads a command that is one change, for which nothing has to be asked. Undefined for another, whose words are then given to `run` anew. Throws
 * `UsageError`.
 */
export type ReadChange = (reading: Reading, words: Words) => Change | undefined

/** A change of which the client can carry out many at a time. */
export interface Change<Item = unknown> {
  readonly item: Item
  /** Carries out this one and others that have the same `all`, in order. */
  readonly all: (client: Client, items: Iterable<Item>, options: BulkOptions<Item>) => Promise<unknown>
}
