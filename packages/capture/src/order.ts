const NLMSG_HDRLEN = 16

/**
 * Whether the first message of a packet is big-endian. The file's byte order is the captured host's, unless a tool converted the file on another one and
 * left the packets as they were: then only the message itself tells, as its length is possible in one order only.
 */
export function isBigEndian(bytes: Uint8Array, length: number, file: boolean): boolean {
  const possible = (bigEndian: boolean) => isPossible(bytes, length, bigEndian)
  if (possible(file) || !possible(!file)) return file
  return !file
}

/** Whether `bytes` may begin with a message of no more than `length` bytes. */
export function isPossible(bytes: Uint8Array, length: number, bigEndian: boolean): boolean {
  if (bytes.length < 4) return false
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, !bigEndian)
  return size >= NLMSG_HDRLEN && size <= length
}
