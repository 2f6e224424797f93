import { walkAttributes } from './attributes'
import { ECHO, HEADERS, MESSAGE_SIZE, NO_SHAPE, OTHERS, RESULT } from './layout'
import { ALIGN, NEXT, NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_HDRLEN, NLMSG_OK, read16, read32 } from './netlink'
import { findShape } from './shapes'
import { ATTRIBUTES_FULL, MESSAGE_HEADER, MESSAGE_LENGTH, MESSAGE_TRUNCATED, MESSAGES_FULL, OK } from './status'

/** Where the attributes of the message at `at` begin; its end if it has none. */
// @ts-expect-error: decorator
@inline
function attributesOf(at: usize, nlmsg_len: u32, type: u32, flags: u32, bigEndian: bool): usize {
  // 0 less one wraps: beyond the marks, and not walked either.
  const header = type < 256 ? <u32>load<u8>(HEADERS + type) : <u32>load<u8>(OTHERS) - 1
  let skip: u32 = nlmsg_len
  if (header == ECHO) {
    if ((flags & NLM_F_ACK_TLVS) != 0 && nlmsg_len >= NLMSG_HDRLEN + 20) {
      // The request's own nlmsg_len may be anything: compare before aligning, which could wrap.
      const echo = flags & NLM_F_CAPPED ? NLMSG_HDRLEN : read32(at + NLMSG_HDRLEN + 4, bigEndian)
      if (echo >= NLMSG_HDRLEN && echo <= nlmsg_len) skip = NLMSG_HDRLEN + 4 + ALIGN(echo)
    }
  } else if (header < ECHO) skip = NLMSG_HDRLEN + ALIGN(header)
  return at + (skip < nlmsg_len ? skip : nlmsg_len)
}

/**
 * Walks the messages between `start` and `end` and writes each to `messages`, and to `attributes` those of each message whose shape is not
 * remembered. Leaves in `RESULT` the number of both and the address where it stopped. A message whose attributes are damaged gets its status
 * and the address of the damage in place of "where attributes begin"; the walk goes on behind it. Only a damaged `nlmsg_len` ends it.
 */
export function walk(
  start: usize, end: usize, bigEndian: bool,
  messages: usize, messagesEnd: usize, attributes: usize, attributesEnd: usize,
): u32 {
  let at = start
  let left = <u32>(end - start)
  let out = messages
  let tape = attributes
  let count: u32 = 0
  let status = OK
  while (left > 0) {
    if (left < NLMSG_HDRLEN) {
      status = MESSAGE_HEADER
      break
    }
    const nlmsg_len = read32(at, bigEndian)
    if (!NLMSG_OK(nlmsg_len, left)) {
      status = nlmsg_len < NLMSG_HDRLEN ? MESSAGE_LENGTH : MESSAGE_TRUNCATED
      break
    }
    if (out + MESSAGE_SIZE > messagesEnd) {
      status = MESSAGES_FULL
      break
    }
    const type = read16(at + 4, bigEndian)
    const flags = read16(at + 6, bigEndian)
    const shape = findShape(at, type, nlmsg_len)
    let body = attributesOf(at, nlmsg_len, type, flags, bigEndian)
    let damage = OK
    let found: u32 = 0
    if (shape == NO_SHAPE) {
      damage = walkAttributes(body, at + nlmsg_len, bigEndian, tape, attributesEnd, 0)
      if (damage == ATTRIBUTES_FULL) {
        status = ATTRIBUTES_FULL
        break
      }
      found = load<u32>(RESULT, 4)
      if (damage != OK) body = load<u32>(RESULT, 8)
    }
    store<u32>(out, <u32>at)
    store<u32>(out, nlmsg_len, 4)
    store<u32>(out, type | (flags << 16), 8)
    store<u32>(out, <u32>body, 12)
    store<u32>(out, count, 16)
    store<u32>(out, found, 20)
    store<u32>(out, damage, 24)
    store<u32>(out, shape, 28)
    out += MESSAGE_SIZE
    count += found
    tape += found * 12
    const step = NEXT(nlmsg_len, left)
    at += step
    left -= step
  }
  store<u32>(RESULT, <u32>((out - messages) / MESSAGE_SIZE))
  store<u32>(RESULT, count, 4)
  store<u32>(RESULT, <u32>at, 8)
  return status
}
