import { describe, expect, it } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import { formatG, parseSigned, parseTime, parseUnsigned, parseUnsigned64 } from '../../packages/cli/src/numbers.ts'
import { matches } from '../../packages/cli/src/words.ts'
import { line } from './support.ts'

describe('abbreviations', () => {
  it('are any beginning of the keyword', () => {
    expect(matches('r', 'route')).toBe(true)
    expect(matches('route', 'route')).toBe(true)
    expect(matches('routes', 'route')).toBe(false)
    expect(matches('o', 'route')).toBe(false)
    expect(matches('', 'route')).toBe(false)
  })
})

describe('the cursor', () => {
  it('takes words in turn', () => {
    const words = line('a b c')
    expect(words.peek()).toBe('a')
    expect(words.take()).toBe('a')
    expect(words.takeIf('x', 'c')).toBeUndefined()
    expect(words.takeIf('x', 'b')).toBe('b')
    expect(words.takeIfMatches('cat')).toBe(true)
    expect(words.done).toBe(true)
    words.back()
    expect(words.rest()).toEqual(['c'])
  })

  it('names the word whose value is missing', () => {
    const words = line('via')
    words.take()
    expect(() => words.take()).toThrow(new UsageError('"via" must be followed by a value'))
    expect(() => line('').take()).toThrow(UsageError)
  })
})

describe('numbers', () => {
  it.each([
    ['0', 0],
    ['10', 10],
    ['+7', 7],
    ['0x1F', 31],
    ['010', 8],
    ['4294967295', 4294967295],
  ])('%s is %d', (text, value) => expect(parseUnsigned(text)).toBe(value))

  it.each(['', '-1', '1.5', '1e3', '08', '0x', 'x', '4294967296', '1 ', ' 1', '++1'])('"%s" is none', (text) =>
    expect(parseUnsigned(text)).toBeUndefined(),
  )

  it('are hexadecimal in base 16, with or without 0x', () => {
    expect(parseUnsigned('10', 255, 16)).toBe(16)
    expect(parseUnsigned('0x10', 255, 16)).toBe(16)
    expect(parseUnsigned('fff', 255, 16)).toBeUndefined()
    expect(parseUnsigned('', 255, 16)).toBeUndefined()
  })

  it('have 64 bits where they are asked for', () => {
    expect(parseUnsigned64('0xffffffffffffffff')).toBe(0xffffffffffffffffn)
    expect(parseUnsigned64('0777')).toBe(511n)
    expect(parseUnsigned64('18446744073709551616')).toBeUndefined()
  })

  it('may be negative where they are asked for', () => {
    expect(parseSigned('-2147483648')).toBe(-2147483648)
    expect(parseSigned('2147483648')).toBeUndefined()
  })

  it.each([
    ['20', 20, true],
    ['20ms', 20, false],
    ['1.5s', 1500, false],
    ['0.0001sec', 1, false],
    ['2MSECS', 2, false],
    ['.5', 1, true],
  ])('the time %s is %d ms', (text, milliseconds, raw) => expect(parseTime(text)).toEqual({ milliseconds, raw }))

  it.each(['', 's', '1m', '-1', '1..2', '0x'])('"%s" is no time', (text) => expect(parseTime(text)).toBeUndefined())

  // printf '%g\n' 1 1.25 1234.567 0.001 123456 1234567 4294967.295 0.00001
  it.each([
    [0, '0'],
    [1, '1'],
    [1.25, '1.25'],
    [1234.567, '1234.57'],
    [0.001, '0.001'],
    [123456, '123456'],
    [1234567, '1.23457e+06'],
    [4294967.295, '4.29497e+06'],
    [0.00001, '1e-05'],
    [999999.9, '1e+06'],
  ])('%d is printed as %s', (value, text) => expect(formatG(value)).toBe(text))
})
