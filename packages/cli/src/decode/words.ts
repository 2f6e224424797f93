import { FORMATS, type Format, protocolNumber, protocolOf } from '@rtnl/capture'
import { declares } from '@rtnl/codec'
import { AF, NETLINK } from '@rtnl/families'
import { parseAddress, parsePrefix } from '../address.ts'
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
    format: undefined,
    protocol: undefined,
    bigEndian: undefined,
  }
  const types: string[] = []
  const where: Condition[] = []
  if (options.family !== 'unspec') where.push({ path: ['family'], value: options.family })
  const columns: string[] = []
  while (!words.done) {
    const word = words.take()
    const option = word.startsWith('--') ? word.slice(1) : word
    if (!option.startsWith('-') || option === '-') {
      if (found.file !== undefined) throw new UsageError(`decode takes one file, and "${word}" is another`)
      found.file = word
    } else if (option === '-j' || option === '-json') found.style = 'json'
    else if (option === '-v' || option === '-verbose') found.style = 'tree'
    else if (option === '-type') types.push(...typeNames(words.take()))
    else if (option === '-family') where.push({ path: ['family'], value: family(words.take()) })
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

/** Of all protocols whose messages have names, in which what stands before the underscore may be left out. */
function typeNames(word: string): string[] {
  const names = word.split(',')
  const known = new Set<string>()
  for (const number of Object.values(NETLINK))
    for (const name of protocolOf(number).types.values()) known.add(name).add(name.replace(/^[A-Z]+_/, ''))
  for (const name of names)
    if (!known.has(name.toUpperCase()) && parseUnsigned(name, 0xffff) === undefined)
      throw wrong('--type', name, 'a message type such as RTM_NEWROUTE, newroute or 24')
  return names
}

function family(word: string): string {
  const name = word.toLowerCase()
  if (!Object.hasOwn(AF, name.toUpperCase()) && parseUnsigned(word, 0xff) === undefined)
    throw wrong('--family', word, 'a family such as inet, inet6 or bridge, or its number')
  return name
}

function condition(word: string): Condition {
  const at = word.indexOf('=')
  const value = word.slice(at + 1)
  const [address = '', length] = value.split('/')
  if (at < 1 || (length !== undefined && parseAddress(address) !== undefined && parsePrefix(value) === undefined))
    throw wrong('--where', word, at < 1 ? 'KEY=VALUE' : 'a prefix')
  // As a place in an array is written for --columns, too.
  const path = word
    .slice(0, at)
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
  if (!isKey(path[0] ?? '')) throw wrong('--where', word, 'a KEY that -j shows in the body of some message')
  return { path, value }
}

/** Whether any message may have it: those that are known by the size of their header have but these two. */
function isKey(key: string): boolean {
  if (key === 'header' || key === 'unknown') return true
  return Object.values(NETLINK).some((number) => {
    const protocol = protocolOf(number)
    return [...protocol.types.keys()].some((type) => {
      const declaration = protocol.declaration(type)
      return declaration !== undefined && declares(declaration, key)
    })
  })
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
