import { type Addr, IFA_F } from '@rtnl/families'
import { bitsOf } from '../enums.ts'
import type { Printer } from '../print.ts'

/** A flag of addresses, in the words of ip(8). */
export interface AddrFlag {
  readonly name: string
  readonly bit: number
  /** The kernel sets it; a request cannot. */
  readonly readonly?: true
  readonly ipv6Only?: true
}

/** In the order in which they are printed; of two names for one bit only the first is. */
const FLAGS: readonly AddrFlag[] = [
  { name: 'secondary', bit: IFA_F.SECONDARY, readonly: true },
  { name: 'temporary', bit: IFA_F.TEMPORARY, readonly: true },
  { name: 'nodad', bit: IFA_F.NODAD, ipv6Only: true },
  { name: 'optimistic', bit: IFA_F.OPTIMISTIC, ipv6Only: true },
  { name: 'dadfailed', bit: IFA_F.DADFAILED, readonly: true, ipv6Only: true },
  { name: 'home', bit: IFA_F.HOMEADDRESS, ipv6Only: true },
  { name: 'deprecated', bit: IFA_F.DEPRECATED, readonly: true, ipv6Only: true },
  { name: 'tentative', bit: IFA_F.TENTATIVE, readonly: true, ipv6Only: true },
  { name: 'permanent', bit: IFA_F.PERMANENT, readonly: true, ipv6Only: true },
  { name: 'mngtmpaddr', bit: IFA_F.MANAGETEMPADDR, ipv6Only: true },
  { name: 'noprefixroute', bit: IFA_F.NOPREFIXROUTE },
  { name: 'autojoin', bit: IFA_F.MCAUTOJOIN },
  { name: 'stable-privacy', bit: IFA_F.STABLE_PRIVACY, readonly: true, ipv6Only: true },
]

/** The flag of a word; undefined when it is none. */
export function flagOf(word: string): AddrFlag | undefined {
  return FLAGS.find(({ name }) => name === word)
}

/** All flags as bits: `IFA_FLAGS`, or the header's eight of a kernel before 3.14. */
export function flagBits(addr: Pick<Addr, 'flags' | 'ifaFlags'>): number {
  return bitsOf(IFA_F, addr.flags ?? addr.ifaFlags)
}

/** Prints the flags of an address. What is not permanent is called dynamic. */
export function printFlags(print: Printer, bits: number, family: Addr['family']): void {
  let left = bits
  for (const { name, bit } of FLAGS) {
    if (bit === IFA_F.PERMANENT) {
      if (!(left & bit)) print.any('dynamic', true, '', ' ', 'dynamic')
    } else if (left & bit) {
      const shown = bit === IFA_F.TEMPORARY && family === 'inet6' ? 'temporary' : name
      print.any(shown, true, '', ' ', shown)
    }
    left &= ~bit
  }
  if (left) print.any('ifa_flags', left.toString(16).padStart(2, '0'), 'flags ')
}
