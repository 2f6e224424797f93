import type { LinkInput } from '@rtnl/families'
import type { Mutable } from '../mutable.ts'
import type { VfWords } from './vf.ts'

/** The members of a link that words set directly; `linkinfo` is put in at last. */
export type LinkGiven = Mutable<Omit<LinkInput, 'linkinfo' | 'index' | 'ifname' | 'unknown'>>

/** What the words of ip-link(8) say of a link, before anything is asked of the kernel. */
export interface LinkWords {
  /** What can be sent as it is. */
  readonly link: LinkGiven
  /** Which link is meant. */
  device?: string
  /** `name NAME`: the name that it shall have. */
  name?: string
  index?: number
  /** A name under /run/netns, a path or a process id: where it shall go. */
  netns?: string
  /** The same of the namespace in which `link` is. */
  linkNetns?: string
  /** A file of a bpf file system: the program that `link.xdp` shall have. */
  xdpPinned?: string
  /** The master must be a VRF. */
  vrf?: string
  vfs: VfWords[]
  /** `type KIND`: the words that follow are the kind's. */
  kind?: string
}
