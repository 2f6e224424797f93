import { attributes, message, protocol, struct, u8, u16 } from '@rtnl/codec'
import { control } from './nlmsg.ts'
import { NETLINK } from './uapi/netlink.ts'

/** `struct genlmsghdr`, which all messages of generic netlink begin with. */
const genlmsghdr = struct('genlmsghdr', () => ({
  /** What the message is about, numbered by its family. */
  cmd: u8,
  /** Of the family's interface. */
  version: u8,
  /** Nothing. */
  _reserved: u16,
}))

/** A message of a generic netlink family whose attributes nobody declared: they are under `unknown`. */
export const genlmsg = message(genlmsghdr, attributes('NLA', {}, {}))

/** Generic netlink (`NETLINK_GENERIC`), as far as all its families are alike. A message's type is the number that the kernel gave its family. */
export const genetlink = protocol({
  name: 'generic',
  number: NETLINK.GENERIC,
  types: { ID_CTRL: 16 },
  prefix: 'GENL',
  messages: control,
  others: genlmsg,
})
