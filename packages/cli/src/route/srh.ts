import { parseAddress } from '../address.ts'
import { wrong } from '../words.ts'
import { HMAC_SIZE } from './encap.ts'
import type { EncapInput } from './encap-kinds.ts'

/** A segment routing header of type 4, as `seg6` and `seg6local` take it. */
type Srh = NonNullable<EncapInput['seg6_local']['srh']>

/** The IPv6 addresses of `A,B,C`. */
export function takeSegments(text: string): string[] {
  return text.split(',').map((segment) => {
    const address = parseAddress(segment, 'inet6')
    if (!address) throw wrong('segs', segment, 'IPv6 addresses with commas between them')
    return address.text
  })
}

/**
 * The header for the segments `A,B,C`, visited in this order and written in reverse. `inline`: the packet's own destination
 * is the last segment, and the kernel writes it into the room left for it. `hmac`: the key's id, 0 for no HMAC.
 */
export function takeSrh(text: string, hmac: number, inline: boolean): Srh {
  const segments = takeSegments(text).reverse()
  if (inline) segments.unshift('::')
  const tlvs = hmac === 0 ? new Uint8Array(0) : hmacTlv(hmac)
  return {
    nexthdr: 0,
    hdrlen: (8 + 16 * segments.length + tlvs.length) / 8 - 1,
    type: 4,
    segmentsLeft: segments.length - 1,
    firstSegment: segments.length - 1,
    flags: hmac === 0 ? [] : ['hmac'],
    tag: 0,
    segments,
    tlvs,
  }
}

function hmacTlv(key: number): Uint8Array {
  const tlv = new Uint8Array(HMAC_SIZE)
  tlv[0] = 5 // SR6_TLV_HMAC
  tlv[1] = HMAC_SIZE - 2
  new DataView(tlv.buffer).setUint32(4, key)
  return tlv
}
