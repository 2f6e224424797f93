/**
 * Reads the JSON that `ip -j` prints, and keeps what `JSON.parse` would lose: a key printed twice, integers beyond 2^53, and raw
 * control characters, which ip does not escape in names.
 */

export type Json = null | boolean | number | bigint | string | Json[] | { [key: string]: Json }

export class JsonError extends Error {}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** Parses a whole text. Empty output is an empty list, as ip prints nothing for some empty answers. */
export function parseJson(text: string): Json {
  if (text.trim() === '') return []
  let at = 0
  const fail = (what: string): never => {
    throw new JsonError(`${what} at ${at}: ...${text.slice(Math.max(0, at - 60), at + 20)}...`)
  }
  const blank = () => {
    while (' \n\t\r'.includes(text[at] ?? 'x')) at++
  }
  const expect = (char: string) => {
    if (text[at] !== char) fail(`'${char}' expected`)
    at++
  }

  const string = (): string => {
    expect('"')
    let out = ''
    for (;;) {
      const char = text[at++] ?? fail('unended string')
      if (char === '"') return out
      if (char !== '\\') {
        out += char
        continue
      }
      const code = text[at++] ?? fail('unended string')
      if (code === 'u') {
        out += String.fromCharCode(Number.parseInt(text.slice(at, at + 4), 16))
        at += 4
      } else out += ESCAPES[code] ?? code
    }
  }

  const items = (open: string, close: string, item: () => void) => {
    expect(open)
    blank()
    if (text[at] === close) {
      at++
      return
    }
    for (;;) {
      item()
      blank()
      if (text[at] === close) break
      expect(',')
    }
    at++
  }

  const value = (): Json => {
    blank()
    const char = text[at]
    if (char === '"') return string()
    if (char === '[') {
      const out: Json[] = []
      items('[', ']', () => out.push(value()))
      return out
    }
    if (char === '{') {
      const out: { [key: string]: Json } = {}
      items('{', '}', () => {
        blank()
        let key = string()
        // A key printed twice becomes `key#2`: both values are compared.
        for (let n = 2, name = key; key in out; n++) key = `${name}#${n}`
        blank()
        expect(':')
        out[key] = value()
      })
      return out
    }
    const word = /[^\s,\]}]+/y
    word.lastIndex = at
    const found = word.exec(text)?.[0] ?? fail('value expected')
    at += found.length
    if (found === 'null') return null
    if (found === 'true' || found === 'false') return found === 'true'
    if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(found)) fail(`no value: ${found}`)
    const number = Number(found)
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(found) : number
  }

  const out = value()
  blank()
  if (at !== text.length) fail('text after the end')
  return out
}
