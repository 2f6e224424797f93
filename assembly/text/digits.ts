import { FOUR_DIGITS, OCTETS } from './layout'

const ZERO: u32 = 0x30
const DOT: u32 = 0x2e

/** Makes the tables. */
export function setUp(): void {
  for (let n: u32 = 0; n < 10000; n++) {
    const digits = (n / 1000) | (((n / 100) % 10) << 8) | (((n / 10) % 10) << 16) | ((n % 10) << 24)
    store<u32>(FOUR_DIGITS + (<usize>n << 2), digits + ZERO * 0x01010101)
  }
  for (let n: u32 = 0; n < 256; n++) {
    const size = sizeOf(n)
    const digits = load<u32>(FOUR_DIGITS + (<usize>n << 2)) >> (8 * (4 - size))
    store<u32>(OCTETS + (<usize>n << 2), digits | (DOT << (8 * size)))
  }
}

/** How many digits a number below 10,000 has. */
// @ts-expect-error: decorator
@inline
function sizeOf(n: u32): u32 {
  return n < 100 ? (n < 10 ? 1 : 2) : n < 1000 ? 3 : 4
}

/** Four digits of a number below 10,000. */
// @ts-expect-error: decorator
@inline
export function putFour(out: usize, n: u32): void {
  store<u32>(out, load<u32>(FOUR_DIGITS + (<usize>n << 2)))
}

// What is written behind the end of what follows is written over later: whole words are faster than bytes.

// @ts-expect-error: decorator
@inline
function putSmall(out: usize, n: u32): usize {
  const size = sizeOf(n)
  store<u32>(out, load<u32>(FOUR_DIGITS + (<usize>n << 2)) >> (8 * (4 - size)))
  return out + size
}

/** A number. Returns where it ends. */
export function putNumber(out: usize, n: u32): usize {
  if (n < 10000) return putSmall(out, n)
  const high = n / 10000
  let end: usize
  if (high < 10000) end = putSmall(out, high)
  else {
    end = putSmall(out, high / 10000)
    putFour(end, high % 10000)
    end += 4
  }
  putFour(end, n % 10000)
  return end + 4
}

// @ts-expect-error: decorator
@inline
function putOctet(out: usize, n: u32): usize {
  store<u32>(out, load<u32>(OCTETS + (<usize>n << 2)))
  return out + sizeOf(n) + 1
}

/** The IPv4 address that lies at `at`. Returns where it ends. */
export function putIpv4(out: usize, at: usize): usize {
  let end = out
  for (let i: usize = 0; i < 4; i++) end = putOctet(end, load<u8>(at + i))
  return end - 1
}

const COLON: u8 = 0x3a

/** A group of an IPv6 address. */
function putGroup(out: usize, n: u32): usize {
  const size: u32 = n < 0x100 ? (n < 0x10 ? 1 : 2) : n < 0x1000 ? 3 : 4
  for (let i = size; i > 0; n >>= 4) {
    const nibble = n & 15
    store<u8>(out + --i, nibble < 10 ? ZERO + nibble : 0x57 + nibble)
  }
  return out + size
}

/** The IPv6 address that lies at `at`, as RFC 5952 and inet_ntop(3) write it; see `formatIpv6` of packages/codec/src/ip.ts. Returns where it ends. */
export function putIpv6(out: usize, at: usize): usize {
  /** The longest run of groups that are zero: the first of equals, never a single one. */
  let best: u32 = 8
  let bestLength: u32 = 1
  let length: u32 = 0
  for (let i: u32 = 0; i < 8; i++) {
    length = load<u16>(at + (<usize>i << 1)) == 0 ? length + 1 : 0
    if (length > bestLength) {
      bestLength = length
      best = i + 1 - length
    }
  }
  const dotted = best == 0 && (bestLength == 6 || (bestLength == 5 && load<u16>(at, 10) == 0xffff))
  let colon = false
  for (let i: u32 = 0; i < 8; i++) {
    if (i == best) {
      store<u16>(out, 0x3a3a)
      out += 2
      i += bestLength - 1
      colon = false
      continue
    }
    if (colon) store<u8>(out++, COLON)
    if (dotted && i == 6) return putIpv4(out, at + 12)
    out = putGroup(out, bswap<u16>(load<u16>(at + (<usize>i << 1))))
    colon = true
  }
  return out
}
