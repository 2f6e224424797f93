const NLMSG_HDRLEN = 16

/**
 * Whether the first message of a packet, of which `length` bytes lie at `at` and which had `whole`, is big-endian. The file's byte order is the captured
 * host's, unless a tool converted the file on another one and left the packets as they were: then only the message itself tells, as its length is possible
 * in one order only.
 */
export function isBigEndian(view: DataView, at: number, length: number, whole: number, file: boolean): boolean {
  if (length < 4 || isLength(view.getUint32(at, !file), whole) || !isLength(view.getUint32(at, file), whole))
    return file
  return !file
}

/** Whether `bytes` may begin with a message of no more than `length` bytes. */
export function isPossible(bytes: Uint8Array, length: number, bigEndian: boolean): boolean {
  if (bytes.length < 4) return false
  return isLength(new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, !bigEndian), length)
}

const isLength = (size: number, most: number): boolean => size >= NLMSG_HDRLEN && size <= most
