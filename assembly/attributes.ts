import { ATTRIBUTE_SIZE, RESULT } from './layout'
import { NEXT, RTA_HDRLEN, RTA_OK, read16 } from './netlink'
import {
  ATTRIBUTE_LEFTOVER,
  ATTRIBUTE_LENGTH,
  ATTRIBUTE_TRUNCATED,
  ATTRIBUTES_FULL,
  MAX_DEPTH,
  OK,
  TOO_DEEP,
} from './status'

/**
 * Writes the attributes between `start` and `end` to `tape`, which ends at `tapeEnd`. Leaves their number in `RESULT[1]` and in `RESULT[2]`
 * the address of the attribute at which it stopped, if it did.
 */
export function walkAttributes(
  start: usize,
  end: usize,
  bigEndian: bool,
  tape: usize,
  tapeEnd: usize,
  depth: u32,
): u32 {
  let at = start
  let left = <u32>(end - start)
  let out = tape
  let status = OK
  if (depth > MAX_DEPTH) status = TOO_DEEP
  else
    while (left >= RTA_HDRLEN) {
      const rta_len = read16(at, bigEndian)
      if (!RTA_OK(rta_len, left)) {
        status = rta_len < RTA_HDRLEN ? ATTRIBUTE_LENGTH : ATTRIBUTE_TRUNCATED
        break
      }
      if (out + ATTRIBUTE_SIZE > tapeEnd) {
        status = ATTRIBUTES_FULL
        break
      }
      store<u32>(out, read16(at + 2, bigEndian))
      store<u32>(out, <u32>at + RTA_HDRLEN, 4)
      store<u32>(out, rta_len - RTA_HDRLEN, 8)
      out += ATTRIBUTE_SIZE
      const step = NEXT(rta_len, left)
      at += step
      left -= step
    }
  if (status == OK && left > 0) status = ATTRIBUTE_LEFTOVER
  store<u32>(RESULT, <u32>((out - tape) / ATTRIBUTE_SIZE), 4)
  store<u32>(RESULT, <u32>at, 8)
  return status
}
