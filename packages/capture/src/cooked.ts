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
const ARPHRD_NETLINK = 824
/** `PACKET_USER`: to user space. */
const PACKET_USER = 6
/** `PACKET_KERNEL`: to the kernel. */
const PACKET_KERNEL = 7
/** `PACKET_OUTGOING`: what nlmon says of all, so that it means nothing. */
const PACKET_OUTGOING = 4

export interface Cooked {
  readonly protocol: number
  readonly direction?: Direction
  readonly portid?: number
  readonly errno?: number
}

/** Reads the header at the start of `bytes`; a text if there is none. */
export function readCooked(bytes: Uint8Array, linktype: number): Cooked | string {
  if (linktype !== LINKTYPE_NETLINK && linktype !== LINKTYPE_LINUX_SLL)
    return `link type ${linktype} is not LINKTYPE_NETLINK (${LINKTYPE_NETLINK})`
  if (bytes.length < COOKED_SIZE) return `${bytes.length} bytes where the cooked header has ${COOKED_SIZE}`
  const view = new DataView(bytes.buffer, bytes.byteOffset, COOKED_SIZE)
  const hardware = view.getUint16(2)
  if (hardware !== ARPHRD_NETLINK) return `a packet of ARPHRD ${hardware}, not of ARPHRD_NETLINK (${ARPHRD_NETLINK})`
  const kind = view.getUint16(0)
  const direction = kind === PACKET_KERNEL ? 'sent' : kind === PACKET_USER ? 'received' : undefined
  const own = view.getUint16(4) === 8
  const errno = own ? view.getUint32(10) : 0
  return {
    protocol: view.getUint16(14),
    ...(direction && { direction }),
    ...(own && { portid: view.getUint32(6) }),
    ...(errno !== 0 && { errno }),
  }
}

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
