import type { AttributeEntry, Core } from './core.ts'
import type { AnyType, Place } from './type.ts'

/** A field's place as a viewer wants it: its path, the kernel's name and its bytes from the message's start. */
export interface Field {
  readonly path: string
  readonly constant: string
  readonly offset: number
  readonly length: number
}

/** Where a value lies, and the declaration that reads it there. */
export interface Found {
  readonly type: AnyType
  readonly place: Place
}

/** What else than a reader may be wanted of a shape that is learnt: filled on the way. */
export interface Wanted {
  /** The places of all fields, for viewers. */
  readonly fields?: Field[]
  /** The places of values by their path. */
  readonly found?: Map<string, Found>
  /** What the reading depended on: see {@link Shape.guards}. */
  readonly guards?: number[]
}

/**
 * A shape while it is learnt from one message: collects as guards what the reading depended on, so that the core can tell whether another
 * message may be read in the same places.
 */
export class Shape {
  readonly core: Core
  /** The address of the message that the shape is learnt from. */
  readonly base: number
  readonly length: number
  readonly littleEndian: boolean
  /** The message's offset in the caller's buffer, for errors. */
  readonly position: number
  /** Triples of offset, mask, word, little-endian whatever the message's order: the core compares memory. */
  readonly guards: number[]
  /** The bits that are guarded, by the word's offset. */
  readonly #guarded = new Map<number, number>()
  /** Filled if someone asked for the places of all fields. */
  readonly fields: Field[] | undefined
  /** Filled if someone asked for the places of values. */
  readonly found: Map<string, Found> | undefined

  constructor(
    core: Core,
    base: number,
    length: number,
    littleEndian: boolean,
    position: number,
    { fields, found, guards = [] }: Wanted = {},
  ) {
    this.core = core
    this.base = base
    this.length = length
    this.littleEndian = littleEndian
    this.position = position
    this.guards = guards
    this.fields = fields
    this.found = found
  }

  get view(): DataView {
    return this.core.view
  }

  /** From now on messages must have the same bytes from `offset` to `offset + length` as the one at hand. */
  guard(offset: number, length: number): void {
    const { view, base } = this
    for (let at = offset; at < offset + length; ) {
      // The last word of a message may be cut short: step back rather than read beyond it.
      const word = Math.min(at & ~3, this.length - 4)
      const to = Math.min(word + 4, offset + length)
      let mask = 0
      for (let i = at; i < to; i++) mask |= 0xff << ((i - word) * 8)
      const guarded = this.#guarded.get(word) ?? 0
      if ((guarded & mask) !== mask) {
        this.guards.push(word, mask, view.getUint32(base + word, true) & mask)
        this.#guarded.set(word, guarded | mask)
      }
      at = to
    }
  }

  /** Guards the headers of attributes; offsets become those from the message's start. */
  guardHeaders(entries: readonly AttributeEntry[]): AttributeEntry[] {
    return entries.map(({ type, offset, length }) => {
      this.guard(offset - this.base - 4, 4)
      return { type, offset: offset - this.base, length }
    })
  }
}
