import type { Names } from '../../names.ts'
import type { PreferredFamily } from '../../options.ts'
import type { Printer } from '../../print.ts'
import type { Words } from '../../words.ts'
import type { LinkView } from '../view.ts'

/** What the options of a kind depend on besides their words. */
export interface KindRequest<Shown = unknown> {
  /** True for a link that is to be made, false for one that is changed. */
  readonly create: boolean
  /** For a kind of which all is sent: what the link that is changed has. Absent for a new one. */
  readonly before?: Shown
  readonly family: PreferredFamily
  readonly names: Pick<Names, 'tableId' | 'dsfieldId' | 'groupId' | 'protodownReasonId'>
  /** Takes a sentence for the user that stops nothing. */
  warn(sentence: string): void
}

/** A kind of link, or of a port of one (`bridge_slave`): its options and its details. */
export interface LinkKind<Shown = never, Given = unknown, Statistics = never> {
  /** What `rtnl link help KIND` prints. */
  readonly help: string
  /** Reads the options after `type KIND` to the end. Throws `UsageError`. Absent for a kind without options. */
  parse?(words: Words, request: KindRequest<Shown>): Given
  /** The kernel takes what a change leaves out for 0: the change is read on top of what the link has. */
  readonly whole?: true
  /** Prints the details, in JSON as members of an object that is open. Absent for a kind that ip prints no object for. */
  print?(print: Printer, data: Shown, view: LinkView): void
  /** Prints statistics of the kind, in JSON as members of an object that is open. Absent for a kind without. */
  printXstats?(print: Printer, statistics: Statistics): void
}
