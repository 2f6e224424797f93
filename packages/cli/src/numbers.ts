import { type Words, wrong } from './words.ts'

const INTEGER = /^[+]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/

/**
 * An unsigned number as C writes it: decimal, `0x` hexadecimal or octal with a leading zero; in base 16 hexadecimal with
 * or without `0x`. Undefined when `text` is none, or more than `max`.
 */
export function parseUnsigned(text: string, max = 0xffffffff, base: 0 | 16 = 0): number | undefined {
  let value: number
  if (base === 16) {
    if (!/^(?:0[xX])?[0-9a-fA-F]+$/.test(text)) return undefined
    value = Number.parseInt(text, 16)
  } else {
    const plain = decimal(text)
    if (plain !== undefined) return plain <= max ? plain : undefined
    if (!INTEGER.test(text)) return undefined
    const digits = text.replace('+', '')
    value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits)
  }
  return value <= max ? value : undefined
}

/** Decimal digits without a leading zero, which is nearly all that there is. */
function decimal(text: string): number | undefined {
  const { length } = text
  if (length === 0 || length > 9 || (length > 1 && text.charCodeAt(0) === 0x30)) return undefined
  let value = 0
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 0x30
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}

/** As `parseUnsigned`, for 64 bits. */
export function parseUnsigned64(text: string): bigint | undefined {
  if (!INTEGER.test(text)) return undefined
  const digits = text.replace('+', '')
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return value <= 0xffffffffffffffffn ? value : undefined
}

/** Takes an unsigned number of at most `max`. */
export function takeUnsigned(words: Words, keyword: string, max = 0xffffffff, min = 0): number {
  const word = words.take()
  const value = parseUnsigned(word, max)
  if (value === undefined || value < min) throw wrong(keyword, word, `a number from ${min} to ${max}`)
  return value
}

/** Takes an unsigned number of 64 bits. */
export function takeUnsigned64(words: Words, keyword: string): bigint {
  const word = words.take()
  const value = parseUnsigned64(word)
  if (value === undefined) throw wrong(keyword, word, 'a number of 64 bits')
  return value
}

/** A signed 32-bit number; undefined when `text` is none. */
export function parseSigned(text: string): number | undefined {
  const negative = text.startsWith('-')
  const value = parseUnsigned(negative ? text.slice(1) : text, negative ? 0x80000000 : 0x7fffffff)
  return value === undefined ? undefined : negative ? -value : value
}

/** Takes a boolean written `on`/`off`, in any case. */
export function takeOnOff(words: Words, keyword: string): boolean {
  const word = words.take()
  if (word === 'on') return true
  if (word === 'off') return false
  throw wrong(keyword, word, '"on" or "off"')
}

/**
 * A time for the metrics of a route, in milliseconds: `NUMBER[s|sec|secs|ms|msec|msecs]`, fractions allowed, rounded up.
 * `raw` when it came without a unit: the caller decides what that means. Undefined when `text` is no time.
 */
export function parseTime(text: string): { milliseconds: number; raw: boolean } | undefined {
  const found = /^([+]?(?:\d+\.\d*|\.\d+|0[xX][0-9a-fA-F]+|\d+))([a-zA-Z]*)$/.exec(text)
  if (!found) return undefined
  const [, digits = '', suffix = ''] = found
  const value = digits.includes('.') ? Number(digits) : parseUnsigned(digits, Number.MAX_SAFE_INTEGER)
  if (value === undefined) return undefined
  const unit = suffix.toLowerCase()
  if (unit === '') return { milliseconds: Math.ceil(value), raw: true }
  if (unit === 's' || unit === 'sec' || unit === 'secs') return { milliseconds: Math.ceil(value * 1000), raw: false }
  if (unit === 'ms' || unit === 'msec' || unit === 'msecs') return { milliseconds: Math.ceil(value), raw: false }
  return undefined
}

/** A number as C's `%g` writes it: six significant digits, no trailing zeros. */
export function formatG(value: number): string {
  if (value === 0) return '0'
  const exponent = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(6)))))
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)))
  const [mantissa = '', power = ''] = value.toExponential(5).split('e')
  const sign = power.startsWith('-') ? '-' : '+'
  return `${Number(mantissa)}e${sign}${power.replace(/^[+-]/, '').padStart(2, '0')}`
}
