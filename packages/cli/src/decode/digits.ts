// Decimal digits of ASCII, written a word at a time: what is written behind their end is overwritten by what follows.

const [DOT, ZERO] = [0x2e, 0x30]

/** Bytes that may be written for a number or an address, those behind its end included. */
export const ROOM = 20

/** The texts `0` to `999`, each as bytes of a little-endian word; its highest byte is their count. */
const UP_TO_999 = Uint32Array.from({ length: 1000 }, (_, n) => {
  const text = String(n)
  return [...text].reduce((word, digit, i) => word | (digit.charCodeAt(0) << (8 * i)), text.length << 24)
})

/** The texts `000` to `999`. */
const THREE_DIGITS = Uint32Array.from(
  { length: 1000 },
  (_, n) => (ZERO + Math.floor(n / 100)) | ((ZERO + (Math.floor(n / 10) % 10)) << 8) | ((ZERO + (n % 10)) << 16),
)

/** The texts `0.` to `255.`; their count is one more than that of the digits. */
const OCTETS = Uint32Array.from({ length: 256 }, (_, n) => {
  const word = UP_TO_999[n] as number
  return (word & 0xffffff) | (DOT << (8 * (word >>> 24)))
})

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

/** Writes an IPv4 address, of which `value` is the number. Returns where it ends. */
export function putIpv4(view: DataView, at: number, value: number): number {
  let end = at
  for (let shift = 24; shift >= 0; shift -= 8) {
    const byte = (value >>> shift) & 255
    view.setUint32(end, OCTETS[byte] as number, true)
    end += byte < 10 ? 2 : byte < 100 ? 3 : 4
  }
  return end - 1
}
