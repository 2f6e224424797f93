const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const HEX_COLON = HEX.map((digits) => `${digits}:`)

const OCTET = Array.from({ length: 256 }, (_, byte) => String(byte))
const DOTTED = OCTET.map((octet) => `${octet}.`)
/** The texts of some addresses seen last, by a hash: the gateways of a million routes are few. */
const CACHED = 1024
const cachedWords = new Uint32Array(CACHED)
const cachedTexts: string[] = new Array(CACHED).fill('0.0.0.0')

/** `'10.0.0.1'` of four bytes. */
export const formatIpv4 = (view: DataView, at: number): string => formatWord(view.getUint32(at))

/** `'10.0.0.1'` of 0x0a000001. */
export function formatWord(word: number): string {
  const hash = (word ^ (word >>> 10)) & (CACHED - 1)
  if (cachedWords[hash] === word) return cachedTexts[hash] as string
  const text = `${DOTTED[word >>> 24]}${DOTTED[(word >>> 16) & 255]}${DOTTED[(word >>> 8) & 255]}${OCTET[word & 255]}`
  cachedWords[hash] = word
  cachedTexts[hash] = text
  return text
}

/**
 * Sixteen bytes as RFC 5952 and inet_ntop(3) write them: the longest run of zero groups as `::` (the first of equals, never a single one), IPv4 addresses
 * within IPv6 (`::ffff:10.0.0.1`, `::10.0.0.1`) dotted.
 */
export function formatIpv6(view: DataView, at: number): string {
  let best = -1
  let bestLength = 1
  let start = -1
  for (let i = 0; i <= 8; i++) {
    if (i < 8 && view.getUint16(at + i * 2) === 0) {
      if (start < 0) start = i
    } else if (start >= 0) {
      if (i - start > bestLength) {
        best = start
        bestLength = i - start
      }
      start = -1
    }
  }
  const dotted = best === 0 && (bestLength === 6 || (bestLength === 5 && view.getUint16(at + 10) === 0xffff))
  let text = ''
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      text += '::'
      i += bestLength - 1
      continue
    }
    if (text !== '' && !text.endsWith(':')) text += ':'
    if (dotted && i === 6) return text + formatIpv4(view, at + 12)
    text += view.getUint16(at + i * 2).toString(16)
  }
  return text
}

/** The word of `'10.0.0.1'`, its first byte the highest; -1 if it is not exactly that. */
export function ipv4Word(text: string, from = 0, to: number = text.length): number {
  let word = 0
  let octet = -1
  let octets = 1
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
    if (c === DOT) {
      if (octet < 0 || ++octets > 4) return -1
      word = word * 256 + octet
      octet = -1
    } else {
      const digit = c - ZERO
      if (digit < 0 || digit > 9 || octet === 0) return -1
      octet = octet < 0 ? digit : octet * 10 + digit
      if (octet > 255) return -1
    }
  }
  return octet < 0 || octets !== 4 ? -1 : word * 256 + octet
}

const DOT = 46
const ZERO = 48
const COLON = 58

/** The four bytes of `'10.0.0.1'`, `undefined` if it is not exactly that. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const word = ipv4Word(text)
  if (word < 0) return undefined
  return Uint8Array.of(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255)
}

/** The groups of the address parsed last. */
const groups = new Uint16Array(8)

/** Reads an IPv6 address in any of its spellings, from `from` to `to` of a text, for {@link writeIpv6}; false if it is none. No zone, no prefix length. */
export function readIpv6(text: string, from = 0, to: number = text.length): boolean {
  let count = 0
  /** How many groups stand before `::`. */
  let gap = -1
  let i = from
  if (to - from < 2) return false
  if (text.charCodeAt(i) === COLON) {
    if (text.charCodeAt(i + 1) !== COLON) return false
    gap = 0
    i += 2
  }
  while (i < to) {
    if (count === 8) return false
    let value = 0
    const start = i
    for (; i < to; i++) {
      const digit = hexDigit(text.charCodeAt(i))
      if (digit < 0) break
      value = value * 16 + digit
    }
    const c = i < to ? text.charCodeAt(i) : COLON
    if (c === DOT) {
      const word = ipv4Word(text, start, to)
      if (word < 0 || count > 6) return false
      groups[count++] = word / 65536
      groups[count++] = word % 65536
      break
    }
    if (c !== COLON || i === start || i - start > 4) return false
    groups[count++] = value
    if (i === to) break
    i++
    if (i === to) return false
    if (text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false
      gap = count
      i++
    }
  }
  if (gap < 0) return count === 8
  // `::` stands for one group at least.
  if (count > 7) return false
  groups.copyWithin(8 - (count - gap), gap, count)
  groups.fill(0, gap, 8 - (count - gap))
  return true
}

function hexDigit(c: number): number {
  if (c >= ZERO && c <= ZERO + 9) return c - ZERO
  const lower = c | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** Writes the address that {@link readIpv6} read last. */
export function writeIpv6(view: DataView, at: number): void {
  for (let i = 0; i < 8; i++) view.setUint16(at + i * 2, groups[i] ?? 0)
}

/** The family in which an address is written, from `from` to `to` of a text; undefined if it is none of both. */
export function familyOfText(text: string, from = 0, to: number = text.length): 'inet' | 'inet6' | undefined {
  if (ipv4Word(text, from, to) >= 0) return 'inet'
  return readIpv6(text, from, to) ? 'inet6' : undefined
}

/** The sixteen bytes of an IPv6 address in any of its spellings, `undefined` if it is none. No zone, no prefix length. */
export function parseIpv6(text: string): Uint8Array | undefined {
  if (!readIpv6(text)) return undefined
  const bytes = new Uint8Array(16)
  writeIpv6(new DataView(bytes.buffer), 0)
  return bytes
}

/** `'aa:bb:cc'` of any number of bytes, `''` of none. */
export function formatHex(view: DataView, at: number, length: number): string {
  let text = ''
  const last = length - 1
  for (let i = 0; i < last; i++) text += HEX_COLON[view.getUint8(at + i)]
  return last < 0 ? text : text + HEX[view.getUint8(at + last)]
}

/** The bytes of `'aa:bb:cc'`, `undefined` if it is not pairs of hexadecimal digits between colons. */
export function parseHex(text: string): Uint8Array | undefined {
  if (text === '') return new Uint8Array(0)
  if (!/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})*$/.test(text)) return undefined
  return Uint8Array.from(text.split(':'), (pair) => Number.parseInt(pair, 16))
}

/** An MPLS label stack as `'100/200'`: 20 bits of each entry, up to and with the one at the bottom of the stack. */
export function formatLabels(view: DataView, at: number, length: number): string {
  const labels: number[] = []
  for (let i = 0; i + 4 <= length; i += 4) labels.push(view.getUint32(at + i) >>> 12)
  return labels.join('/')
}

/** The entries of `'100/200'`, the bottom-of-stack bit in the last; `undefined` if it is not that. */
export function parseLabels(text: string): Uint8Array | undefined {
  const labels = text.split('/')
  const view = new DataView(new ArrayBuffer(labels.length * 4))
  for (const [i, label] of labels.entries()) {
    if (!/^\d{1,7}$/.test(label) || Number(label) > 0xfffff) return undefined
    view.setUint32(i * 4, ((Number(label) << 12) | (i === labels.length - 1 ? 0x100 : 0)) >>> 0)
  }
  return new Uint8Array(view.buffer)
}
