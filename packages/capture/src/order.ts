const NLMSG_HDRLEN = 16

/**
 * Whether the first message of a packet is big-endian. The file's byte order is the captured host's, unless a tool converted the file on another one and
 * left the packets as they were: then only the message itself tells, as its length is possible in one order only.
 */
export function isBigEndian(bytes: Uint8Array, length: number, file: boolean): boolean {
  if (isPossible(bytes, length, file) || !isPossible(bytes, length, !file)) return file
  return !file
}

/** Whether `bytes` may begin with a message of no more than `length` bytes. */
export function isPossible(bytes: Uint8Array, length: number, bigEndian: boolean): boolean {
  if (bytes.length < 4) return false
  const a = bytes[0] as number
  const b = bytes[1] as number
  const c = bytes[2] as number
  const d = bytes[3] as number
  const size = (bigEndian ? (a << 24) | (b << 16) | (c << 8) | d : (d << 24) | (c << 16) | (b << 8) | a) >>> 0
  return size >= NLMSG_HDRLEN && size <= length
}
