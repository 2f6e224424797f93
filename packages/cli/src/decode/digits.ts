// Decimal digits of ASCII, written a word at a time: what is written behind their end is overwritten by what follows.

const [DOT, ZERO] = [0x2e, 0x30]

/** Bytes that may be written for a number or an address, those behind its end included. */
export const ROOM = 20

const digit = (n: number, power: number): number => ZERO + (((n / power) | 0) % 10)

/** The texts `000` to `999`, each as bytes of a little-endian word. */
const THREE_DIGITS = Uint32Array.from(
  { length: 1000 },
  (_, n) => digit(n, 100) | (digit(n, 10) << 8) | (digit(n, 1) << 16),
)

const sizeOf = (n: number): number => (n < 10 ? 1 : n < 100 ? 2 : 3)

/** The texts `0` to `999`; the highest byte is their count. */
const UP_TO_999 = THREE_DIGITS.map((word, n) => (word >>> (8 * (3 - sizeOf(n)))) | (sizeOf(n) << 24))

/** The texts `0000` to `9999`. */
const FOUR_DIGITS = Uint32Array.from(
  { length: 10000 },
  (_, n) => digit(n, 1000) | ((THREE_DIGITS[n % 1000] as number) << 8),
)

/** The texts `0.` to `255.`, and how many bytes each has. */
const OCTETS = Uint32Array.from({ length: 256 }, (_, n) => {
  const word = UP_TO_999[n] as number
  return (word & 0xffffff) | (DOT << (8 * (word >>> 24)))
})

const OCTET_SIZES = Uint8Array.from(OCTETS, (_, n) => sizeOf(n) + 1)

/** Writes a whole number that is not negative. Returns where it ends. */
export function putNumber(view: DataView, at: number, value: number): number {
  if (value < 1000) {
    const word = UP_TO_999[value] as number
    view.setUint32(at, word, true)
    return at + (word >>> 24)
  }
  const thousands = Math.floor(value / 1000)
  const end = putNumber(view, at, thousands)
  view.setUint32(end, THREE_DIGITS[value - thousands * 1000] as number, true)
  return end + 3
}

/** Writes a whole number below 10,000 in four digits. */
export function putFourDigits(view: DataView, at: number, value: number): void {
  view.setUint32(at, FOUR_DIGITS[value] as number, true)
}

/** Writes a whole number below 1,000,000,000 in nine digits, zeros before it. Room for one byte behind them is taken. */
export function putNineDigits(view: DataView, at: number, value: number): void {
  const thousands = (value / 1000) | 0
  const millions = (thousands / 1000) | 0
  view.setUint32(at, THREE_DIGITS[millions] as number, true)
  view.setUint32(at + 3, THREE_DIGITS[thousands - millions * 1000] as number, true)
  view.setUint32(at + 6, THREE_DIGITS[value - thousands * 1000] as number, true)
}

/** Writes an IPv4 address, of which `value` is the number. Returns where it ends. */
export function putIpv4(view: DataView, at: number, value: number): number {
  const [a, b, c, d] = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
  view.setUint32(at, OCTETS[a] as number, true)
  const second = at + (OCTET_SIZES[a] as number)
  view.setUint32(second, OCTETS[b] as number, true)
  const third = second + (OCTET_SIZES[b] as number)
  view.setUint32(third, OCTETS[c] as number, true)
  const last = third + (OCTET_SIZES[c] as number)
  view.setUint32(last, OCTETS[d] as number, true)
  return last + (OCTET_SIZES[d] as number) - 1
}
