import type { Names } from '../../names.ts'
import type { PreferredFamily } from '../../options.ts'
import type { Printer } from '../../print.ts'
import type { Words } from '../../words.ts'
import type { LinkView } from '../view.ts'

/** What the options of a kind depend on besides their words. */
export interface KindRequest {
  /** True for a link that is to be made, false for one that is changed. */
  readonly create: boolean
  readonly family: PreferredFamily
  readonly names: Pick<Names, 'tableId' | 'dsfieldId' | 'groupId' | 'protodownReasonId'>
  /** Takes a sentence for the user that stops nothing. */
  warn(sentence: string): void
}

/** A kind of link, or of a port of one (`bridge_slave`): its options and its details. */
export interface LinkKind<Shown = never, Given = unknown> {
  /** What `rtnl link help KIND` prints. */
  readonly help: string
  /** Reads the options after `type KIND` to the end. Throws `UsageError`. Absent for a kind without options. */
  parse?(words: Words, request: KindRequest): Given
  /** Prints the details, in JSON as members of an object that is open. Absent for a kind that ip prints no object for. */
  print?(print: Printer, data: Shown, view: LinkView): void
}
