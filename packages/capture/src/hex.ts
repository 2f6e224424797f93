import { CaptureError } from './errors.ts'
import type { Emit, Parser } from './format.ts'
import { ByteQueue } from './queue.ts'
import { Raw, type RawOptions } from './raw.ts'

/** A line of a dump begins with an offset: xxd's and tcpdump's with a colon, hexdump's and strace's with two blanks. */
const DUMP = /^\s*(\|\s*)?(?:0x)?([0-9a-f]{4,16})(?::\s|:$|\s\s|$)/i
/** The columns of 16 bytes in two groups of eight, behind strace's offset. */
const STRACE_WIDTH = 49
const MAX_LINE = 1 << 24

/** Whether `bytes` are text. */
export function isText(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 && bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127))
  )
}

/**
 * Bytes as hexadecimal text: digits in pairs, with or without blanks, commas, colons, `0x` or `\x`; or the dumps of xxd, `hexdump -C`, `tcpdump -x` and
 * `strace -e write`. What follows a `#` is passed over.
 */
export class Hex implements Parser {
  readonly format = 'hex'
  readonly #raw: Raw
  readonly #bytes = new ByteQueue()
  /** How many bytes the dump at hand has had so far. */
  #dumped = 0

  constructor(options: RawOptions) {
    this.#raw = new Raw({ ...options, stamps: options.stamps ?? false })
  }

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    const all = queue.slice(0, queue.length)
    const end = all.lastIndexOf(10) + 1
    if (end === 0) {
      if (all.length < MAX_LINE) return undefined
      return new CaptureError(`a line of more than ${MAX_LINE} bytes`, queue.position)
    }
    const damage = this.#lines(queue, end)
    return this.#parse(emit) ?? damage
  }

  end(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    const damage = this.#lines(queue, queue.length)
    return this.#parse(emit) ?? damage ?? this.#raw.end(this.#bytes, emit)
  }

  #parse(emit: Emit): CaptureError | undefined {
    let damage: CaptureError | undefined
    do damage = this.#raw.parse(this.#bytes, emit)
    while (damage === undefined && this.#bytes.more())
    return damage
  }

  #lines(queue: ByteQueue, end: number): CaptureError | undefined {
    if (end === 0) return undefined
    const text = new TextDecoder().decode(queue.slice(0, end))
    const start = queue.position
    queue.drop(end)
    const bytes: number[] = []
    let damage: CaptureError | undefined
    let at = 0
    for (const line of text.split('\n')) {
      const digits = this.#digits(line)
      if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) {
        damage = new CaptureError(`this is not hexadecimal: ${JSON.stringify(line.slice(0, 40))}`, start + at)
        break
      }
      for (let i = 0; i < digits.length; i += 2) bytes.push(Number.parseInt(digits.slice(i, i + 2), 16))
      at += line.length + 1
    }
    this.#bytes.push(Uint8Array.from(bytes))
    return damage
  }

  /** The digits of a line. */
  #digits(line: string): string {
    const [, bar, offset] = DUMP.exec(line) ?? []
    if (offset !== undefined) {
      const place = Number.parseInt(offset, 16)
      const plain = line.trim() === offset
      if (place === 0 && !plain) this.#dumped = 0
      // A line that has an offset only ends a dump of hexdump.
      if (place === this.#dumped && (this.#dumped > 0 || !plain)) return this.#dump(line, offset, bar !== undefined)
    }
    return line.replace(/#.*/, '').replace(/0x|\\x|[\s,:;"'[\]()]/gi, '')
  }

  #dump(line: string, offset: string, strace: boolean): string {
    const from = line.indexOf(offset) + offset.length
    const colon = line[from] === ':'
    const rest = line.slice(colon ? from + 1 : from)
    // xxd has one blank between groups and two before the text; the others have two between their halves and a bar before the text.
    const columns = colon
      ? (rest.trimStart().split(/\s\s/)[0] ?? '')
      : strace
        ? rest.slice(2, 2 + STRACE_WIDTH)
        : (rest.split('|')[0] ?? '')
    const digits = columns.replace(/\s/g, '')
    this.#dumped += digits.length / 2
    return digits
  }
}
