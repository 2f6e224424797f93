import { NUD } from '@rtnl/families'
import { parseUnsigned } from '../numbers.ts'
import type { Printer } from '../print.ts'
import { matches } from '../words.ts'

/** In the order in which they are printed, in capitals as the kernel's constants. */
const STATES = ['INCOMPLETE', 'REACHABLE', 'STALE', 'DELAY', 'PROBE', 'FAILED', 'NOARP', 'PERMANENT'] as const

/** States that may be abbreviated; asked in this order. */
const ABBREVIATED = ['permanent', 'reachable', 'failed'] as const

/** The bit of a state's name, 0 for `none`; a number is one bit below 256, or 0. Undefined when `word` is no state. */
export function parseState(word: string): number | undefined {
  if (word === 'none') return 0
  const name = ABBREVIATED.find((keyword) => matches(word, keyword)) ?? word
  const state = STATES.find((constant) => constant.toLowerCase() === name)
  if (state) return NUD[state]
  const number = parseUnsigned(word, 0xff)
  return number !== undefined && (number & (number - 1)) === 0 ? number : undefined
}

/** What the word of a state may be, for messages. */
export const STATE_WORDS = `none, ${STATES.map((name) => name.toLowerCase()).join(', ')}`

/** Prints the states of a neighbour, in JSON as the array `state`. */
export function printState(print: Printer, bits: number): void {
  print.array('state')
  for (const name of STATES) if (bits & NUD[name]) print.any(undefined, name)
  print.endArray()
}
