import { address, FixedText, ipv4, ipv6, WholeText } from './address.ts'
import { Elements } from './array.ts'
import { Attributes } from './attributes.ts'
import { Bytes, flag } from './bytes.ts'
import { Chain } from './chain.ts'
import { Fixed } from './fixed.ts'
import { List, Many } from './list.ts'
import { Message } from './message.ts'
import { Enum } from './named.ts'
import { Embed, Nest } from './nest.ts'
import { Select } from './select.ts'
import { Struct } from './struct.ts'
import { Chars, Text } from './text.ts'
import type { AnyType } from './type.ts'
import { Scalar64, Uint } from './wide.ts'

/**
 * What a column holds: numbers by their width; `bool` (a flag, one byte a row); `ipv4` as a number, `10.0.0.1` = 0x0a000001; `ipv6` as 16 bytes a row;
 * `text` and `bytes` of any length.
 */
export type ColumnKind =
  | 'u8'
  | 'i8'
  | 'u16'
  | 'i16'
  | 'u32'
  | 'i32'
  | 'u64'
  | 'i64'
  | 'bool'
  | 'ipv4'
  | 'ipv6'
  | 'text'
  | 'bytes'

/** Bytes of a row; 4 for the offsets of texts and bytes. */
export const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  bool: 1,
  ipv4: 4,
  ipv6: 16,
  text: 4,
  bytes: 4,
}

/** True for kinds whose rows are offsets into a heap. */
export const isHeaped = (kind: ColumnKind): boolean => kind === 'text' || kind === 'bytes'

/** The kind of column that values of a type make, `undefined` for those that are not one value. `addresses` is for `address`, whose family only a message knows. */
export function kindOf(type: AnyType, addresses: 'ipv4' | 'ipv6'): ColumnKind | undefined {
  if (type instanceof Fixed) {
    const bits = (type.fixedSize * 8) as 8 | 16 | 32
    return type.method.startsWith('Int') ? `i${bits}` : `u${bits}`
  }
  if (type instanceof Scalar64) return type.method === 'BigInt64' ? 'i64' : 'u64'
  if (type instanceof Uint) return 'u64'
  if (type === ipv4) return 'ipv4'
  if (type === ipv6) return 'ipv6'
  if (type === address) return addresses
  if (type === flag) return 'bool'
  if (type instanceof Text || type instanceof Chars) return 'text'
  if (type instanceof Bytes || type instanceof FixedText || type instanceof WholeText) return 'bytes'
  return undefined
}

/** What may be declared under `path` in `declaration`: several where siblings decide. A place in an array is written `multipath[0].ifindex`. */
export function declaredAt(declaration: AnyType, path: string): AnyType[] {
  let types = [declaration]
  for (const key of path.replace(/\[\d+\]/g, '.#').split('.')) types = types.flatMap((type) => within(type, key))
  return types.flatMap(alternatives)
}

/** The names of the numbers under `path` in a message, where it is an enum; undefined where it is none, or siblings decide between several. */
export function namesAt(declaration: AnyType, path: string): ReadonlyMap<number, string> | undefined {
  const [first, ...others] = declaredAt(declaration, path)
  return first instanceof Enum && others.every((other) => other === first) ? first.names : undefined
}

/** Whether the body of a message may have this key. */
export const declares = (declaration: AnyType, key: string): boolean => within(declaration, key).length > 0

/** The kind of column that the values under `path` make. Throws TypeError where they are no single value, or may be of several kinds; `name` is the message's. */
export function kindAt(declaration: AnyType, path: string, addresses: 'ipv4' | 'ipv6', name: string): ColumnKind {
  const found = new Set(declaredAt(declaration, path).map((type) => kindOf(type, addresses)))
  const [kind, ...others] = found
  if (kind === undefined || found.has(undefined))
    throw new TypeError(`${name} has no single value under '${path}' to make a column of`)
  if (others.length > 0) throw new TypeError(`'${path}' may be ${[kind, ...others].join(' or ')}`)
  return kind
}

/** The paths in `declaration` that a column can be made of, but for those within arrays. */
export function columnPaths(declaration: AnyType): string[] {
  const paths = new Set<string>()
  collect(declaration, '', paths)
  return [...paths].filter((path) => {
    const [first, ...others] = declaredAt(declaration, path).map((type) => kindOf(type, 'ipv6'))
    return first !== undefined && others.every((kind) => kind === first)
  })
}

function collect(type: AnyType, prefix: string, paths: Set<string>): void {
  for (const one of alternatives(type))
    if (one instanceof Nest) collect(one.set, prefix, paths)
    else if (one instanceof Embed) collect(one.message, prefix, paths)
    else if (one instanceof Message) {
      collect(one.header, prefix, paths)
      collect(one.set, prefix, paths)
    } else if (one instanceof Attributes)
      for (const [key, [, inner]] of Object.entries(
        one.declared as Readonly<Record<string, readonly [number, AnyType]>>,
      ))
        found(inner, prefix + key, paths)
    else if (one instanceof Struct)
      for (const [key, inner] of Object.entries(one.members as Readonly<Record<string, AnyType>>))
        if (!key.startsWith('_')) found(inner, prefix + key, paths)
}

/** Declarations may hold themselves: the kernel's nests end at ten. */
const DEEPEST = 10

function found(type: AnyType, path: string, paths: Set<string>): void {
  if (alternatives(type).some((one) => kindOf(one, 'ipv6') !== undefined)) paths.add(path)
  else if (path.split('.').length < DEEPEST) collect(type, `${path}.`, paths)
}

function alternatives(type: AnyType): AnyType[] {
  if (type instanceof Select)
    return [...Object.values(type.cases), type.fallback].flatMap((t) => alternatives(t as AnyType))
  return [type]
}

function within(type: AnyType, key: string): AnyType[] {
  if (type instanceof Select) return alternatives(type).flatMap((one) => within(one, key))
  if (type instanceof Nest) return within(type.set, key)
  if (type instanceof Embed) return within(type.message, key)
  if (type instanceof Message) return [...within(type.header, key), ...within(type.set, key)]
  if (type instanceof Attributes)
    return own(type.declared as Readonly<Record<string, readonly [number, AnyType]>>, key).map(([, t]) => t)
  if (type instanceof Hop)
    return key === 'len' ? [] : [...within(type.chain.struct, key), ...within(type.chain.set, key)]
  if (type instanceof Struct)
    return key.startsWith('_') ? [] : own(type.members as Readonly<Record<string, AnyType>>, key)
  if (type instanceof Chain) return key === '#' ? [new Hop(type)] : []
  if (type instanceof List || type instanceof Many || type instanceof Elements) return key === '#' ? [type.element] : []
  return []
}

const own = <T>(members: Readonly<Record<string, T>>, key: string): T[] =>
  Object.hasOwn(members, key) ? [members[key] as T] : []

/** One element of a chain, only to look for keys in. */
class Hop extends Struct<Record<never, never>> {
  readonly chain: Chain<unknown, unknown>

  constructor(chain: Chain<unknown, unknown>) {
    super('', {})
    this.chain = chain
  }
}
