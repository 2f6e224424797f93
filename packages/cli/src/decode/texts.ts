import type { Decoder } from '@rtnl/codec'
import type { Piece } from './piece.ts'
import type { Shown } from './shown.ts'
import type { Sink } from './sink.ts'
import { Text } from './text.ts'

/** Makes the pieces of a message's text. */
export type Compose = (sink: Sink, shown: Shown) => readonly Piece[]

/**
 * Prints messages, by remembering the last text of each shape. Most of what a kernel says it said a moment ago: the words of a message are compared with those
 * of the last one of its shape, and a piece that shows none that differ is copied from where it was printed then, all that follow each other at once. That
 * takes a fraction of printing, and no object has to be made for what is not printed.
 */
export class Texts {
  readonly #sink: Sink
  readonly #compose: Compose
  readonly #known = new Map<Decoder, Shapes>()
  #decoder: Decoder | undefined
  #shapes: Shapes = { generation: 0, texts: [] }

  constructor(sink: Sink, compose: Compose) {
    this.#sink = sink
    this.#compose = compose
  }

  /** Prints the message at hand, and returns the text of its shape, if it has one. Throws nothing but what reading its body throws. */
  print(shown: Shown): Text | undefined {
    const { shape, view, at } = shown
    if (shape < 0) {
      for (const piece of this.#compose(this.#sink, shown)) piece.write(shown)
      return undefined
    }
    const { texts } = this.#shapesOf(shown.decoder)
    let text = texts[shape]
    if (text === undefined || !text.compare(view, at)) {
      text = new Text(this.#sink, this.#compose(this.#sink, shown), view, at, shown.len)
      texts[shape] = text
    }
    text.print(shown)
    return text
  }

  #shapesOf(decoder: Decoder): Shapes {
    if (decoder !== this.#decoder || decoder.generation !== this.#shapes.generation) {
      const { generation } = decoder
      const known = this.#known.get(decoder)
      const shapes = known !== undefined && known.generation === generation ? known : { generation, texts: [] }
      this.#known.set(decoder, shapes)
      this.#decoder = decoder
      this.#shapes = shapes
    }
    return this.#shapes
  }
}

/** The texts of a decoder's shapes by their numbers. */
interface Shapes {
  readonly generation: number
  readonly texts: Text[]
}
