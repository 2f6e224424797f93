import { attributes, type Infer, type Input, message, nest } from '@rtnl/codec'
import { IFLA } from '../uapi/if_link.ts'
import { ifinfomsg, linkAttributes } from './attributes.ts'
import { linkinfo } from './info.ts'

/** One network interface: `RTM_NEWLINK`, `RTM_DELLINK`, `RTM_GETLINK`, `RTM_SETLINK`, and `RTM_*LINKPROP` with `propList`. */
export const link = message(
  ifinfomsg,
  attributes('IFLA', IFLA, () => ({
    ...linkAttributes(),
    /** Kind of the link and what is particular to it, and the same for its master; absent: a physical device without master. `IFLA_LINKINFO` */
    linkinfo: [IFLA.LINKINFO, nest(linkinfo)],
  })),
)

/** A network interface as the kernel reports it. */
export type Link = Infer<typeof link>
/** A network interface as requests describe it. */
export type LinkInput = Input<typeof link>
