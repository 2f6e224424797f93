import { FORMATS, type Format, protocolNumber } from '@rtnl/capture'
import { UsageError } from '../errors.ts'
import { parseUnsigned } from '../numbers.ts'
import type { Options } from '../options.ts'
import { type Words, wrong } from '../words.ts'

/** What `decode` was told. */
export interface Decode {
  readonly file: string
  readonly style: 'line' | 'tree' | 'json' | 'csv'
  /** The fields that make a table; empty: the messages are printed. */
  readonly columns: readonly string[]
  /** Names and numbers; empty: all. */
  readonly types: readonly string[]
  readonly family: string | undefined
  readonly where: readonly Condition[]
  readonly format: Format | undefined
  readonly protocol: number | undefined
  readonly bigEndian: boolean | undefined
}

/** A value that a message must have at a path of keys. */
export interface Condition {
  readonly path: readonly string[]
  readonly value: string
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Reads the words behind `decode`. Throws `UsageError`. */
export function parseDecode(words: Words, options: Options): Decode {
  const found: Mutable<Omit<Decode, 'where' | 'types' | 'columns' | 'file'>> & { file: string | undefined } = {
    file: undefined,
    style: options.json ? 'json' : options.details > 0 ? 'tree' : 'line',
    family: options.family === 'unspec' ? undefined : options.family,
    format: undefined,
    protocol: undefined,
    bigEndian: undefined,
  }
  const types: string[] = []
  const where: Condition[] = []
  const columns: string[] = []
  while (!words.done) {
    const word = words.take()
    const option = word.startsWith('--') ? word.slice(1) : word
    if (!option.startsWith('-') || option === '-') {
      if (found.file !== undefined) throw new UsageError(`decode takes one file, and "${word}" is another`)
      found.file = word
    } else if (option === '-j' || option === '-json') found.style = 'json'
    else if (option === '-v' || option === '-verbose') found.style = 'tree'
    else if (option === '-type') types.push(...words.take().split(','))
    else if (option === '-family') found.family = words.take()
    else if (option === '-where') where.push(condition(words.take()))
    else if (option === '-columns') columns.push(...columnNames(words.take()))
    else if (option === '-format') found.format = format(words.take())
    else if (option === '-protocol') found.protocol = protocol(words.take())
    else if (option === '-big-endian') found.bigEndian = true
    else throw new UsageError(`option "${word}" is unknown, try "rtnl decode help"`)
  }
  const { file, ...rest } = found
  if (file === undefined) throw new UsageError('a file is missing, try "rtnl decode help"')
  if (columns.length > 0) {
    if (rest.style !== 'line') throw new UsageError('--columns prints a table: it takes neither -j nor -v')
    rest.style = 'csv'
  }
  return { ...rest, file, types, where, columns }
}

function columnNames(word: string): string[] {
  const names = word.split(',')
  if (names.includes('')) throw wrong('--columns', word, 'FIELD[,FIELD]...')
  return names
}

function condition(word: string): Condition {
  const at = word.indexOf('=')
  if (at < 1) throw wrong('--where', word, 'KEY=VALUE')
  return { path: word.slice(0, at).split('.'), value: word.slice(at + 1) }
}

function format(word: string): Format {
  const found = FORMATS.find((name) => name === word)
  if (found === undefined) throw wrong('--format', word, FORMATS.join(', '))
  return found
}

function protocol(word: string): number {
  const found = protocolNumber(word) ?? parseUnsigned(word)
  if (found === undefined || found > 0xffff) throw wrong('--protocol', word, 'a number or a name such as route')
  return found
}
