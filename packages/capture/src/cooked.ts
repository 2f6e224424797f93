import type { Direction, PacketInput } from './packet.ts'

// The header of LINKTYPE_NETLINK, all in network byte order. The kernel's nlmon makes it as a "cooked" header; what is unused in it
// takes what a client's own recording knows beside the bytes, in the places where LINKTYPE_LINUX_SLL has the address:
//
//    0             2             4                6          10         14
//    +-------------+-------------+----------------+----------+----------+-------------+
//    | packet type | ARPHRD type | address length | portid   | errno    | protocol    | netlink messages ...
//    +-------------+-------------+----------------+----------+----------+-------------+
//
// The address length is 8 in our recordings and 0 in nlmon's.

export const LINKTYPE_NETLINK = 253
/** What `tcpdump -i any` writes: the same layout, for any kind of device. */
export const LINKTYPE_LINUX_SLL = 113
export const COOKED_SIZE = 16
export const ARPHRD_NETLINK = 824
/** `PACKET_USER`: to user space. */
const PACKET_USER = 6
/** `PACKET_KERNEL`: to the kernel. */
const PACKET_KERNEL = 7
/** `PACKET_OUTGOING`: what nlmon says of all, so that it means nothing. */
const PACKET_OUTGOING = 4

/** Why the `length` bytes at `at` do not begin with the header; undefined if they do. */
export function cookedFault(view: DataView, at: number, length: number, linktype: number): string | undefined {
  if (linktype !== LINKTYPE_NETLINK && linktype !== LINKTYPE_LINUX_SLL)
    return `link type ${linktype} is not LINKTYPE_NETLINK (${LINKTYPE_NETLINK})`
  if (length < COOKED_SIZE) return `${length} bytes where the cooked header has ${COOKED_SIZE}`
  const hardware = view.getUint16(at + 2)
  return hardware === ARPHRD_NETLINK
    ? undefined
    : `a packet of ARPHRD ${hardware}, not of ARPHRD_NETLINK (${ARPHRD_NETLINK})`
}

/** The direction in the header at `at`. */
export function cookedDirection(view: DataView, at: number): Direction | undefined {
  const kind = view.getUint16(at)
  return kind === PACKET_KERNEL ? 'sent' : kind === PACKET_USER ? 'received' : undefined
}

/** The socket's address in the header at `at`, in recordings of ours. */
export const cookedPortid = (view: DataView, at: number): number | undefined =>
  view.getUint16(at + 4) === 8 ? view.getUint32(at + 6) : undefined

/** The errno in the header at `at`, in recordings of ours. */
export const cookedErrno = (view: DataView, at: number): number | undefined =>
  view.getUint16(at + 4) === 8 ? view.getUint32(at + 10) || undefined : undefined

/** Whether the header at `at` is netlink's, of a packet of this protocol, with zeros where an errno would be: one look says the same as three. */
export const isCookedOf = (view: DataView, at: number, protocol: number): boolean =>
  view.getUint32(at + 12) === protocol && view.getUint16(at + 10) === 0 && view.getUint16(at + 2) === ARPHRD_NETLINK

/** Writes the header to `view` at `at`. */
export function writeCooked(view: DataView, at: number, { direction, portid, errno = 0, protocol }: PacketInput): void {
  view.setUint16(at, direction === 'sent' ? PACKET_KERNEL : direction === 'received' ? PACKET_USER : PACKET_OUTGOING)
  view.setUint16(at + 2, ARPHRD_NETLINK)
  if (portid !== undefined) {
    view.setUint16(at + 4, 8)
    view.setUint32(at + 6, portid)
    view.setUint32(at + 10, errno)
  }
  view.setUint16(at + 14, protocol)
}
