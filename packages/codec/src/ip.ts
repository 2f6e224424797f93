const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const OCTET = Array.from({ length: 256 }, (_, byte) => String(byte))
const DOTTED = OCTET.map((octet) => `${octet}.`)
/** The texts of some addresses seen last, by a hash: the gateways of a million routes are few. */
const CACHED = 1024
const cachedWords = new Uint32Array(CACHED)
const cachedTexts: string[] = new Array(CACHED).fill('0.0.0.0')

/** `'10.0.0.1'` of four bytes. */
export function formatIpv4(view: DataView, at: number): string {
  const word = view.getUint32(at)
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

/** The four bytes of `'10.0.0.1'`, `undefined` if it is not exactly that. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  const bytes = new Uint8Array(4)
  for (let i = 0; i < 4; i++) {
    const part = parts[i] ?? ''
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined
    bytes[i] = Number(part)
  }
  return bytes
}

/** The sixteen bytes of an IPv6 address in any of its spellings, `undefined` if it is none. No zone, no prefix length. */
export function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const bytes: number[][] = []
  for (const [h, half] of halves.entries()) {
    const groups = half === '' ? [] : half.split(':')
    const list: number[] = []
    for (const [i, group] of groups.entries()) {
      const last = h === halves.length - 1 && i === groups.length - 1
      if (last && group.includes('.')) {
        const v4 = parseIpv4(group)
        if (v4 === undefined) return undefined
        list.push(...v4)
      } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
        const value = Number.parseInt(group, 16)
        list.push(value >> 8, value & 255)
      } else return undefined
    }
    bytes.push(list)
  }
  const [head = [], tail = []] = bytes
  const missing = 16 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...tail])
}

/** `'aa:bb:cc'` of any number of bytes, `''` of none. */
export function formatHex(view: DataView, at: number, length: number): string {
  if (length === 0) return ''
  let text = HEX[view.getUint8(at)] ?? ''
  for (let i = 1; i < length; i++) text += `:${HEX[view.getUint8(at + i)]}`
  return text
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
