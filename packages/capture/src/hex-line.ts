/** What a line stands for. */
export interface Line {
  readonly bytes: readonly number[]
  /** It is of a dump, with an offset in front. */
  readonly dump: boolean
  /** It is the first of a dump. */
  readonly first: boolean
}

/** A line of a dump begins with its offset, or a bar before it, as strace's: xxd's with a colon behind, hexdump's with two blanks. */
const DUMP = /^\s*(?:\|\s*)?(?:0x)?([0-9a-f]{4,16})(?::\s|:$|\s\s|$)/i
/** The kernel's has a clock and a prefix before it. */
const KERNEL = /^.*?\s([0-9a-f]{8,16}):(?=\s[0-9a-f]{2})/i
/** `od` has one blank behind its offset, and hexdump's words too. */
const OD = /^([0-9a-f]{4,16})((?: [0-9a-f]{2})+|(?: [0-9a-f]{4})+)(?=\s|$)/i
/** The columns of 16 bytes in two groups of eight, behind strace's offset. */
const STRACE_WIDTH = 49
/** A call as strace shows it, with its buffer in `\x` where that was not taken apart (`-xx`), and other lines of its. */
const CALL = /^(?:\[pid\s+\d+\]\s+|\d+\s+)?(?:[\d:.]+\s+)?(?:\w+\(|\+\+\+\s|---\s)|^\s*\*\s\d+ bytes in buffer/
const BUFFER = /(?:\w+\(\d+, |iov_base=)"((?:\\x[0-9a-f]{2})+)"/gi
/** An array of C: what stands before its braces, and the line with its length that xxd writes. */
const ARRAY = /^[\w\s*[\]]+=\s*\{/
const LENGTH = /^[\w\s]+=\s*\d+;\s*$/
/** A line of asterisks stands for no more bytes than this. */
const MAX_REPEATED = 1 << 24

const NOTHING: Line = { bytes: [], dump: false, first: false }

/**
 * Reads lines of hexadecimal text: digits in pairs, with or without blanks, commas, colons, `0x`, `\x`, quotes, or as an array of C; or dumps with offsets, as
 * of xxd, hexdump, od, tcpdump, tshark, the kernel's log, and `strace -e write`, with `*` for lines that repeat. Of strace's other lines it
 * takes buffers in `\x`. What follows a `#` is passed over.
 */
export class LineReader {
  readonly #bigEndian: boolean
  /** How many bytes the dump at hand has had so far. */
  #dumped = 0
  /** The last line of the dump. */
  #last: readonly number[] = []
  /** Lines like the last one were left out. */
  #repeats = false
  #seen = false
  /** Of the offsets, as soon as one told. */
  #base: readonly number[] | undefined

  /** `bigEndian`: the order of words of four digits. */
  constructor(bigEndian: boolean) {
    this.#bigEndian = bigEndian
  }

  /** A sentence where it is none. */
  read(text: string): Line | string {
    const line = text.trimEnd()
    if (line === '*' && this.#last.length > 0) {
      this.#repeats = true
      return NOTHING
    }
    const found = this.#dump(line)
    if (found !== undefined) return found
    if (this.#repeats && line !== '')
      return `the hexadecimal line before an asterisk repeats up to an offset, and this is none: ${JSON.stringify(text.slice(0, 40))}`
    if (CALL.test(line))
      return pairs([...line.matchAll(BUFFER)].map(([, digits = '']) => digits.replace(/\\x/g, '')).join('')) ?? NOTHING
    if (LENGTH.test(line)) return NOTHING
    const digits = line
      .replace(ARRAY, '')
      .replace(/#.*/, '')
      .replace(/^b(?=["'])|0x|\\x|[\s,:;"'[\](){}]/gi, '')
    return pairs(digits) ?? `this is not hexadecimal: ${JSON.stringify(text.slice(0, 40))}`
  }

  #dump(line: string): Line | string | undefined {
    const [od, odOffset, columns = ''] = OD.exec(line) ?? []
    if (odOffset !== undefined && od !== undefined) {
      const place = this.#place(odOffset, true)
      if (place !== undefined) return this.#take(place, columns.length % 5 === 0 ? this.#words(columns) : columns)
    }
    const [whole = '', offset] = DUMP.exec(line) ?? KERNEL.exec(line) ?? []
    if (offset === undefined) return undefined
    const plain = line.trim() === offset
    const place = this.#place(offset, !plain)
    if (place === undefined) return undefined
    const from = whole.lastIndexOf(offset) + offset.length
    const colon = line[from] === ':'
    const rest = line.slice(colon ? from + 1 : from)
    // xxd and the kernel have one blank between groups and two before the text; the others have two between their halves and a bar before the text, but for
    // tshark, which has three before the text.
    const shown = colon
      ? (rest.trimStart().split(/\s\s/)[0] ?? '')
      : /^\s*\|/.test(line)
        ? rest.slice(2, 2 + STRACE_WIDTH)
        : (rest.trimStart().split(/\||\s\s\s/)[0] ?? '')
    return this.#take(place, /^\s*[0-9a-f]{4}(\s{4}[0-9a-f]{4})+$/i.test(rest) ? this.#words(rest) : shown)
  }

  /** The number of an offset that the dump goes on with, or that a dump begins with where it may; undefined for digits that are none. */
  #place(digits: string, mayBegin: boolean): number | undefined {
    if (/^0+$/.test(digits)) return mayBegin ? 0 : undefined
    if (!this.#seen) return undefined
    const bases = /^\d+$/.test(digits) ? (this.#base ?? [16, 8, 10]) : [16]
    const places = bases.map((base) => Number.parseInt(digits, base))
    // Of od octal numbers are the rule: the offset must be where the dump is.
    const at = places.indexOf(this.#dumped)
    if (at >= 0) {
      if (places.filter((place) => place === this.#dumped).length === 1) this.#base = [bases[at] as number]
      return this.#dumped
    }
    if (!this.#repeats) return undefined
    const fitting = places.filter((place) => {
      const behind = place - this.#dumped
      return behind > 0 && behind < MAX_REPEATED && behind % this.#last.length === 0
    })
    return fitting.length === 0 ? undefined : Math.min(...fitting)
  }

  #take(place: number, columns: string): Line | string {
    const digits = columns.replace(/\s/g, '')
    const found = pairs(digits)
    if (found === undefined) return `this is not hexadecimal: ${JSON.stringify(columns.trim().slice(0, 40))}`
    const first = place === 0
    if (first) this.#base = undefined
    const repeated: number[] = []
    if (!first) while (repeated.length < place - this.#dumped) repeated.push(...this.#last)
    const bytes = [...repeated, ...found.bytes]
    this.#dumped = place + found.bytes.length
    this.#last = found.bytes
    this.#repeats = false
    this.#seen = true
    return { bytes, dump: true, first }
  }

  /** Words of four digits with their bytes as they lie in memory. */
  #words(columns: string): string {
    return this.#bigEndian ? columns : columns.replace(/([0-9a-f]{2})([0-9a-f]{2})/gi, '$2$1')
  }
}

function pairs(digits: string): Line | undefined {
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return undefined
  const bytes: number[] = []
  for (let i = 0; i < digits.length; i += 2) bytes.push(Number.parseInt(digits.slice(i, i + 2), 16))
  return { bytes, dump: false, first: false }
}
