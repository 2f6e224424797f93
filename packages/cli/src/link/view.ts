import type { Interface } from '../ifnames.ts'
import type { BpfProgram } from '../io.ts'
import type { Names } from '../names.ts'
import type { Options, PreferredFamily } from '../options.ts'

/** What the formatters of a link must know besides the link itself. */
export interface LinkView {
  readonly options: Pick<Options, 'details' | 'statistics' | 'brief' | 'human' | 'iec' | 'numeric'>
  readonly names: Pick<Names, 'group' | 'protodownReason'>
  readonly interfaces: LinkNames
  /** True for the listing of links themselves, false where they head another listing, as in `addr` and `monitor`. */
  readonly link: boolean
  /** The family asked for: 'packet' for a listing of links. With one of IP the link-layer addresses are printed only with -d. */
  readonly family: PreferredFamily
  /** Print the length of the transmit queue. */
  readonly queue: boolean
  /** The name of a network namespace by its id, undefined for one without a name. Text only. */
  netns?(id: number): string | undefined
  /** What is known of a loaded bpf program by its id. */
  program?(id: number): BpfProgram | undefined
  /** The name of a user or of a group of users by its number. */
  user?(id: number): string | undefined
  usergroup?(id: number): string | undefined
}

/** The names of interfaces by their indices. */
export interface LinkNames {
  get(index: number): Pick<Interface, 'flags'> | undefined
  name(index: number): string
}
