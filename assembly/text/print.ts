import { NEXT, NLMSG_HDRLEN, NLMSG_OK, read32 } from '../netlink'
import { putIpv4, putIpv6, putNumber } from './digits'
import { FREE, RESULT } from './layout'
import { begin, putPlace } from './place'

// A template says what messages look like that are alike. It is made of one of them (packages/cli/src/decode/templates.ts), and lies in memory as
//
//    0      4     8            12      16            20      24           28          32            40
//    | next | key | nlmsg_len  | words | comparison  | steps | steps end  | most text | first place | last place |
//
// in u32, the two places in f64. `next` is the address of another template, 0 for none; `key` is the protocol, and in its lowest bit the byte order; messages
// begin between the two places in the file. The comparison is `words` u64 of the message and then as many masks: a message that differs in a bit of a mask looks
// otherwise. A step is four u32: address and length of a text, the kind of what stands behind it, and where in the message that lies.

/** The kinds of steps; packages/cli/src/decode/templates.ts has the same. A number's kind is its size, and bits that say how it lies there. */
const NOTHING: u32 = 0
const SIZE: u32 = 7
const SIGNED: u32 = 8
const SWAPPED: u32 = 16
const PLACE: u32 = 32
const IPV4: u32 = 33
const IPV6: u32 = 34

/** Why `print` stopped: at the end; no template fits; there is no room for the text. */
const DONE: u32 = 0
const UNKNOWN: u32 = 1
const FULL: u32 = 2

/** So many bytes may be written behind the end of a text. */
const BEYOND: usize = 16

/** Copies 16 bytes at a time: most texts are short. */
// @ts-expect-error: decorator
@inline
function copy(to: usize, from: usize, size: usize): usize {
  for (let i: usize = 0; i < size; i += 16) v128.store(to + i, v128.load(from + i))
  return to + size
}

function fits(template: usize, key: u32, at: usize, nlmsg_len: u32, place: f64): bool {
  if (load<u32>(template, 4) != key || load<u32>(template, 8) != nlmsg_len) return false
  if (place < load<f64>(template, 32) || place > load<f64>(template, 40)) return false
  const size = <usize>load<u32>(template, 12) << 3
  const words = <usize>load<u32>(template, 16)
  const masks = words + size
  for (let i: usize = 0; i < size; i += 8)
    if (((load<u64>(at + i) ^ load<u64>(words + i)) & load<u64>(masks + i)) != 0) return false
  return true
}

function putStep(out: usize, kind: u32, at: usize): usize {
  const size = kind & SIZE
  let value: u32
  if (size == 1) value = kind & SIGNED ? <u32>(<i32>load<i8>(at)) : <u32>load<u8>(at)
  else if (size == 2) {
    const number = kind & SWAPPED ? bswap<u16>(load<u16>(at)) : load<u16>(at)
    value = kind & SIGNED ? <u32>(<i32>(<i16>number)) : <u32>number
  } else value = kind & SWAPPED ? bswap<u32>(load<u32>(at)) : load<u32>(at)
  if (kind & SIGNED && <i32>value < 0) {
    store<u8>(out, 0x2d)
    return putNumber(out + 1, 0 - value)
  }
  return putNumber(out, value)
}

function putMessage(out: usize, template: usize, at: usize): usize {
  const end = <usize>load<u32>(template, 24)
  for (let step = <usize>load<u32>(template, 20); step < end; step += 16) {
    out = copy(out, <usize>load<u32>(step), <usize>load<u32>(step, 4))
    const kind = load<u32>(step, 8)
    const offset = load<u32>(step, 12)
    if (kind == PLACE) out = putPlace(out, offset)
    else if (kind == IPV4) out = putIpv4(out, at + offset)
    else if (kind == IPV6) out = putIpv6(out, at + offset)
    else if (kind != NOTHING) out = putStep(out, kind, at + offset)
  }
  return out
}

/**
 * Prints the messages between `start` and `end`, of which the first lies at `place` of the file, to `out`, as long as one of `templates` fits and there is room.
 * Each begins with the `headSize` bytes at `head`; those of the first one stand before `out` already. Returns where it stopped; `RESULT` has the rest.
 */
export function print(
  start: usize, end: usize, key: u32, place: f64, templates: usize, head: usize, headSize: u32, out: usize, outEnd: usize,
): usize {
  const bigEndian = (key & 1) != 0
  let at = start
  let left: u32 = start < end ? <u32>(end - start) : 0
  let status = DONE
  let template = templates
  while (left >= NLMSG_HDRLEN) {
    const nlmsg_len = read32(at, bigEndian)
    const from = place + <f64>(at - start)
    // What the last message looked like, the next one most often does.
    if (!NLMSG_OK(nlmsg_len, left)) template = 0
    else if (template == 0 || !fits(template, key, at, nlmsg_len, from)) {
      template = templates
      while (template != 0 && !fits(template, key, at, nlmsg_len, from)) template = <usize>load<u32>(template)
    }
    if (template == 0) {
      status = UNKNOWN
      break
    }
    if (out + headSize + <usize>load<u32>(template, 28) + BEYOND > outEnd) {
      status = FULL
      break
    }
    if (at != start) out = copy(out, head, headSize)
    begin(from, FREE)
    out = putMessage(out, template, at)
    const step = NEXT(nlmsg_len, left)
    at += step
    left -= step
  }
  store<u32>(RESULT, left > 0 && status == DONE ? UNKNOWN : status)
  store<u32>(RESULT, <u32>out, 4)
  return at
}
