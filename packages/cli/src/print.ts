import { jsonString, printable } from './printable.ts'

/** A value that JSON knows. A bigint is written with all its digits. */
export type Scalar = string | number | bigint | boolean | null

/**
 * Where a formatter writes one object of the kernel: the same calls make either JSON or text. A formatter that cannot be
 * the same for both asks `json`.
 */
export interface Printer {
  /** True when JSON is wanted: then `text` is dropped. False for text: then objects, arrays and `json*` are dropped. */
  readonly json: boolean
  /** Begins a JSON object, under `key` inside another object. */
  object(key?: string): void
  endObject(): void
  /** Begins a JSON array. */
  array(key?: string): void
  endArray(): void
  /**
   * A value for both. As text it stands between `before` and `after`, with what could drive a terminal escaped;
   * `shown` replaces the value in text. Without `key` (undefined) it is an item of a JSON array.
   */
  any(key: string | undefined, value: Scalar, before?: string, after?: string, shown?: Scalar): void
  /** A value for JSON only. */
  only(key: string | undefined, value: Scalar): void
  /** A number for JSON only, with all its digits. */
  decimal(key: string | undefined, digits: string): void
  /** Text only. Not escaped: names of the kernel go through `any` or `name`. */
  text(literal: string): void
  /** Text only, escaped. */
  name(value: string): void
  /** Text only: what separates the lines of one object, a line feed or with `-oneline` a backslash. */
  nl(): void
  /** Takes what was printed so far. */
  take(): string
  /** Leaves what is open as it is, for what failed on the way. True if something was open. */
  abandon(): boolean
  /** How many characters wait to be taken. */
  readonly length: number
}

/** Prints text as ip(8) does. */
export class TextPrinter implements Printer {
  readonly json = false
  readonly #separator: string
  #out = ''

  constructor(oneline = false) {
    this.#separator = oneline ? '\\' : '\n'
  }

  get length(): number {
    return this.#out.length
  }

  object(_key?: string): void {}
  endObject(): void {}
  array(_key?: string): void {}
  endArray(): void {}
  only(_key: string | undefined, _value: Scalar): void {}
  decimal(_key: string | undefined, _digits: string): void {}

  any(_key: string | undefined, value: Scalar, before = '', after = ' ', shown: Scalar = value): void {
    this.#out += before + printable(String(shown)) + after
  }

  text(literal: string): void {
    this.#out += literal
  }

  name(value: string): void {
    this.#out += printable(value)
  }

  nl(): void {
    this.#out += this.#separator
  }

  take(): string {
    const out = this.#out
    this.#out = ''
    return out
  }

  abandon(): boolean {
    return false
  }
}

/** Prints JSON as `ip -j` and `ip -j -p` do, to the byte; a key may come twice where ip repeats it. */
export class JsonPrinter implements Printer {
  readonly json = true
  readonly #pretty: boolean
  #out = ''
  #depth = 0
  /** True when the next item of the current object or array needs a comma. */
  #comma = false

  constructor(pretty = false) {
    this.#pretty = pretty
  }

  get length(): number {
    return this.#out.length
  }

  object(key?: string): void {
    this.#begin(key, '{')
  }

  endObject(): void {
    this.#depth--
    if (this.#comma) this.#line()
    this.#out += '}'
    this.#comma = true
  }

  array(key?: string): void {
    this.#begin(key, this.#pretty ? '[ ' : '[')
  }

  endArray(): void {
    this.#depth--
    this.#out += this.#pretty && this.#comma ? ' ]' : ']'
    this.#comma = true
  }

  any(key: string | undefined, value: Scalar): void {
    this.only(key, value)
  }

  only(key: string | undefined, value: Scalar): void {
    this.decimal(key, typeof value === 'string' ? jsonString(value) : String(value))
  }

  decimal(key: string | undefined, digits: string): void {
    this.#item(key)
    this.#out += digits
    this.#comma = true
  }

  text(_literal: string): void {}
  name(_value: string): void {}
  nl(): void {}

  take(): string {
    const out = this.#out
    this.#out = ''
    return out
  }

  abandon(): boolean {
    const open = this.#depth > 0
    this.#depth = 0
    return open
  }

  #begin(key: string | undefined, bracket: string): void {
    this.#item(key)
    this.#out += bracket
    this.#depth++
    this.#comma = false
  }

  #item(key: string | undefined): void {
    // Side by side outside of all: what each line of a batch lists.
    if (this.#comma && this.#depth > 0) this.#out += ','
    if (key === undefined) return
    this.#line()
    this.#out += `${jsonString(key)}:${this.#pretty ? ' ' : ''}`
  }

  #line(): void {
    if (this.#pretty) this.#out += `\n${'    '.repeat(this.#depth)}`
  }
}
