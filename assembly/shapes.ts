import { BUCKETS, NO_SHAPE, SHAPES } from './layout'

// A shape is what the kernel writes over and over: a message length, and at known offsets the same headers of attributes and the same
// deciding values (an address family, a link's kind). Whoever decoded one message of a shape can read all others at fixed places. What its
// reading depended on are its guards: 12 bytes each: offset in the message, mask, expected word. All of them are compared, so a message
// that lies about its shape does not match and is walked like any other.

// @ts-expect-error: decorator
@inline
function bucket(type: u32, nlmsg_len: u32): usize {
  return BUCKETS + <usize>(((nlmsg_len >> 2) ^ (type << 4)) & 255) * 4
}

// @ts-expect-error: decorator
@inline
function fits(message: usize, shape: usize): bool {
  let guard = <usize>load<u32>(shape, 8)
  const end = <usize>load<u32>(shape, 12)
  while (guard < end) {
    if ((load<u32>(message + load<u32>(guard)) & load<u32>(guard, 4)) != load<u32>(guard, 8)) return false
    guard += 12
  }
  return true
}

/** The number of the shape that the message at `message` has, or `NO_SHAPE`. */
export function findShape(message: usize, type: u32, nlmsg_len: u32): u32 {
  let next = load<u32>(bucket(type, nlmsg_len))
  while (next != 0) {
    const shape = SHAPES + <usize>(next - 1) * 16
    const typeAndNext = load<u32>(shape, 4)
    if (load<u32>(shape) == nlmsg_len && (typeAndNext & 0xffff) == type && fits(message, shape)) return next - 1
    next = typeAndNext >> 16
  }
  return NO_SHAPE
}

/** Remembers shape `number` (below 256): messages of this type and length whose guards lie from `guards` to `end`. */
export function addShape(number: u32, type: u32, nlmsg_len: u32, guards: usize, end: usize): void {
  const first = bucket(type, nlmsg_len)
  const shape = SHAPES + <usize>number * 16
  store<u32>(shape, nlmsg_len)
  store<u32>(shape, type | (load<u32>(first) << 16), 4)
  store<u32>(shape, <u32>guards, 8)
  store<u32>(shape, <u32>end, 12)
  store<u32>(first, number + 1)
}

/** Forgets all shapes. */
export function clearShapes(): void {
  memory.fill(BUCKETS, 0, 256 * 4)
}
