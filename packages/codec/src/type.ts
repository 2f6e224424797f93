import { type AttributeEntry, Status, sentence } from './core.ts'
import { DecodeError } from './errors.ts'
import type { Shape } from './shape.ts'
import type { WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

/** Reads a value at a fixed place of the message that begins at `base` of the core's memory. Made once for a shape, used for all its messages. */
export interface Reader<T> {
  (view: DataView, base: number): T
  /** The same written out, so that whatever it lies in becomes one function with it: see record.ts. */
  source?: Source
  /** Of a reader that may read `undefined`: what is true only where it does, for less than reading it. */
  absent?: Source
}

/** A function that is being written. */
export interface Code {
  /** A name for `value`: no data goes into the text. */
  name(value: unknown): string
  /** An expression of what `reader` reads. */
  read(reader: Reader<unknown>): string
}

/** An expression of `view` and `base`, as text. */
export type Source = (code: Code) => string

/** A reader with its {@link Reader.source}. */
export const sourced = <T>(reader: Reader<T>, source: Source): Reader<T> => Object.assign(reader, { source })

/** {@link Reader.absent} of several together; undefined if one of them has none. */
export const absentOf = (readers: readonly Reader<unknown>[]): Source | undefined =>
  readers.every((reader) => reader.absent !== undefined)
    ? (code) => readers.map((reader) => reader.absent?.(code)).join(' && ')
    : undefined

/** A reader of what `read` reads of `length` bytes at `offset` of a message. */
export const readerOf = <T>(
  read: (view: DataView, at: number, length: number) => T,
  offset: number,
  length: number,
): Reader<T> =>
  sourced(
    (view, base) => read(view, base + offset, length),
    (code) => `${code.name(read)}(view, base + ${offset}, ${length})`,
  )

/** A reader of an array, an item each. */
export const arrayOf = <T>(readers: readonly Reader<T>[]): Reader<T[]> =>
  sourced(
    (view, base) => readers.map((read) => read(view, base)),
    (code) => `[${readers.map((read) => code.read(read)).join(', ')}]`,
  )

/** What a sibling's key says, for the types that depend on one: an address on its `family`, a link's `data` on its `kind`. */
export interface Scope {
  /** The value under `key` in this set, or in what it lies in; a guard of the shape from then on. */
  lookup(key: string): unknown
}

/** Where a value lies in the message whose shape is being learnt. */
export class Place {
  readonly shape: Shape
  /** Bytes from the message's start. */
  readonly offset: number
  /** Bytes of the payload. */
  readonly length: number
  readonly scope: Scope
  /** How many attribute sets it lies in. */
  readonly depth: number
  readonly path: string
  /** The kernel's name: `'RTA_DST'`. */
  readonly constant: string

  constructor(shape: Shape, offset: number, length: number, scope: Scope, depth = 0, path = '', constant = '') {
    this.shape = shape
    this.offset = offset
    this.length = length
    this.scope = scope
    this.depth = depth
    this.path = path
    this.constant = constant
  }

  /** Another place of the same message. */
  at(
    offset: number,
    length: number,
    change: { path?: string; constant?: string; scope?: Scope; depth?: number } = {},
  ): Place {
    const { path = this.path, constant = this.constant, scope = this.scope, depth = this.depth } = change
    return new Place(this.shape, offset, length, scope, depth, path, constant)
  }

  /** A part of this place under a key of its own. */
  within(key: string | number, constant: string, offset: number, length: number, scope = this.scope): Place {
    const path = typeof key === 'number' ? `${this.path}[${key}]` : this.path === '' ? key : `${this.path}.${key}`
    return this.at(offset, length, { path, constant, scope })
  }

  /** The same place, one set deeper. */
  deeper(scope: Scope): Place {
    return this.at(this.offset, this.length, { scope, depth: this.depth + 1 })
  }

  /** Has the core walk the attributes that lie here, and guards their headers. Their offsets count from the message's start. */
  attributes(): AttributeEntry[] {
    const { core, base } = this.shape
    const from = base + this.offset
    const { entries, status, stopped } = core.attributes(from, from + this.length, this.depth)
    if (status !== Status.OK && status !== Status.ATTRIBUTE_LEFTOVER) throw this.error(sentence(status), stopped - base)
    return this.shape.guardHeaders(entries)
  }

  error(reason: string, offset = this.offset): DecodeError {
    return new DecodeError(reason, {
      path: this.path,
      constant: this.constant,
      offset: this.shape.position + offset,
    })
  }
}

/**
 * How one kind of value lies on the wire: the base of all declarations. `T` is what decoding gives, `I` what encoding takes. A type is not
 * bound to a place; it makes a reader for each place that a shape of messages has.
 */
export abstract class Type<T, I = T> {
  /** Only for inference. */
  declare readonly _out: T
  /** Only for inference. */
  declare readonly _in: I

  /** Bytes of the payload where that is fixed. */
  get fixedSize(): number | undefined {
    return undefined
  }

  /** Bytes that the C struct member is aligned to. */
  get alignment(): number {
    return 1
  }

  /** The flag bits that the kernel sets on an attribute of this type. */
  get attributeFlags(): number {
    return 0
  }

  /** Makes the reader for `place`. Throws {@link DecodeError} if such a value cannot lie there. */
  abstract compile(place: Place): Reader<T>

  /** For types with a freedom that their value does not show: reads the payload's bytes behind the value, `undefined` if they are as we would write them. */
  compileTail(place: Place): Reader<Uint8Array | undefined> | undefined {
    const { fixedSize: size } = this
    if (size === undefined || place.length <= size) return undefined
    const from = place.offset + size
    const to = place.offset + place.length
    return (view, base) => new Uint8Array(view.buffer, base + from, to - from).slice()
  }

  /** What is unusual about all values of this shape, beyond their tail. */
  compileForm(_place: Place): WireForm | undefined {
    return undefined
  }

  /** The type to use, where siblings decide: see `select`. */
  chosen(_lookup: (key: string) => unknown): AnyType {
    return this
  }

  /** Writes the value. Throws {@link EncodeError} for what cannot be sent. */
  abstract write(writer: Writer, value: I): void

  /** Writes the value in the form that it had. */
  writeForm(writer: Writer, value: I, form: WireForm): void {
    this.write(writer, value)
    if (form.tail !== undefined) writer.bytes(form.tail)
  }

  /** The value in text, one line or several. */
  print(value: T, indent: string): string {
    return printValue(value, indent)
  }
}

/**
 * A declaration with the values of another. An interface, not `Type<T, I>`: what the compiler writes into `.d.ts` files then names the declaration `D` with
 * its docstrings, and whoever hovers a key of the value sees them; of computed types it would write the keys alone.
 */
export interface Of<D extends AnyType> extends Type<D['_out'], D['_in']> {}

/** Any declaration, whatever its value. */
export type AnyType = Type<unknown, unknown>

/** What decoding a declaration gives: `Infer<typeof route>`. */
export type Infer<D extends { readonly _out: unknown }> = D['_out']

/** What encoding a declaration takes: `Input<typeof route>`. */
export type Input<D extends { readonly _in: unknown }> = D['_in']

/** An object's members in one place, so that hovering shows them and not the types they were made from. */
export type Flat<T> = { [K in keyof T]: T[K] } & {}

const printValue = (value: unknown, indent: string): string => {
  if (value instanceof Uint8Array)
    return value.length === 0 ? 'empty' : [...value].map((b) => b.toString(16).padStart(2, '0')).join(' ')
  if (Array.isArray(value)) return value.map((item) => printValue(item, indent)).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, member]) => `\n${indent}${key} ${printValue(member, `${indent}  `)}`)
      .join('')
  return typeof value === 'string' ? escapeText(value) : String(value)
}

/** Text from the wire with its control characters made visible, so that a name cannot drive the terminal. */
export const escapeText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
