import { IFAPROT } from '@rtnl/families'
import { parseUnsigned } from '../numbers.ts'

/** The number of a word for who set an address (`IFA_PROTO`): `kernel_ll`, or a number up to 255. Undefined when it is none. */
export function addrProtocolId(word: string): number | undefined {
  const named = Object.entries(IFAPROT).find(([name]) => name.toLowerCase() === word)
  return named ? named[1] : parseUnsigned(word, 255)
}
