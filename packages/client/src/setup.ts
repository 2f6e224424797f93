import { EncodeError } from '@rtnl/codec'
import { NETLINK_OPTION } from '@rtnl/families'
import { SystemError, type Transport } from './transport.ts'

const SOL_SOCKET = 1
const SO_RCVBUF = 8
const SO_RCVBUFFORCE = 33
const SOL_NETLINK = 270
/** The largest number that setsockopt(2) takes. */
const INT_MAX = 0x7fffffff

/** How a socket is to be set up. */
export interface Setup {
  /** Bytes of the receive buffer. Absent: the kernel's default (`net.core.rmem_default`). */
  receiveBuffer?: number | undefined
  /** Have the kernel refuse what it would otherwise pass over in the request for a dump (`NETLINK_GET_STRICT_CHK`). Absent: true. */
  strict?: boolean | undefined
}

/** Prepares a socket that asks: extended acks, capped acks, strict checking. What an older kernel does not know is left off. */
export function prepare(transport: Transport, { receiveBuffer, strict = true }: Setup): void {
  setIfKnown(transport, NETLINK_OPTION.EXT_ACK)
  setIfKnown(transport, NETLINK_OPTION.CAP_ACK)
  if (strict) setIfKnown(transport, NETLINK_OPTION.GET_STRICT_CHK)
  setReceiveBuffer(transport, receiveBuffer)
}

/**
 * Sets the size of the receive buffer, beyond `net.core.rmem_max` if the process has `CAP_NET_ADMIN`, else up to it. The kernel doubles the
 * number for its own overhead. Undefined: leaves it. Throws `EncodeError` for what is no size: the kernel would take the most there is.
 */
export function setReceiveBuffer(transport: Transport, bytes: number | undefined): void {
  if (bytes === undefined) return
  if (!(Number.isInteger(bytes) && bytes >= 0 && bytes <= INT_MAX))
    throw new EncodeError(`${bytes} is not a whole number from 0 to ${INT_MAX}`, { path: 'receiveBuffer' })
  try {
    transport.setOption(SOL_SOCKET, SO_RCVBUFFORCE, bytes)
  } catch (error) {
    if (!(error instanceof SystemError && error.code === 'EPERM')) throw error
    transport.setOption(SOL_SOCKET, SO_RCVBUF, bytes)
  }
}

/** The size of the receive buffer in bytes, the kernel's overhead included. */
export function receiveBufferSize(transport: Transport): number {
  return transport.getOption(SOL_SOCKET, SO_RCVBUF)
}

function setIfKnown(transport: Transport, option: number): void {
  try {
    transport.setOption(SOL_NETLINK, option, 1)
  } catch (error) {
    if (!(error instanceof SystemError && error.code === 'ENOPROTOOPT')) throw error
  }
}
