import { TEXT_WASM } from './text-wasm.ts'

/** The functions of assembly/text/index.ts. Addresses and lengths are bytes of `memory`. */
interface TextExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  setUp(): void
  print(
    start: number,
    end: number,
    key: number,
    place: number,
    templates: number,
    head: number,
    headSize: number,
    out: number,
    outEnd: number,
  ): number
}

export const Stop = { DONE: 0, UNKNOWN: 1, FULL: 2 } as const

// assembly/text/layout.ts
const RESULT = 1024
const FREE = 43072

const PAGE = 65536
/** What the module uses of the caller's memory. */
const ROOM = 64
export const TEMPLATES: number = FREE + ROOM
/** Where messages are put to be printed. */
export const INPUT: number = 8 * PAGE
export const INPUT_SIZE: number = 2 * PAGE
/** Where text goes: up to the end of memory. */
const OUTPUT = INPUT + INPUT_SIZE

/** An instance of the module that prints, and its memory. */
export class TextCore {
  readonly #exports: TextExports
  #view: DataView

  constructor() {
    const text = atob(TEXT_WASM)
    const module = new WebAssembly.Module(Uint8Array.from(text, (byte) => byte.charCodeAt(0)))
    this.#exports = new WebAssembly.Instance(module).exports as unknown as TextExports
    this.#exports.setUp()
    this.#view = new DataView(this.#exports.memory.buffer)
  }

  /** The whole of linear memory. Take it anew after {@link output}, which may make it grow. */
  get view(): DataView {
    return this.#view
  }

  /** The memory for text, at least `size` bytes. What is in it stays. */
  output(size: number): Uint8Array {
    const { memory } = this.#exports
    const missing = OUTPUT + size - memory.buffer.byteLength
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE))
      this.#view = new DataView(memory.buffer)
    }
    return new Uint8Array(memory.buffer, OUTPUT)
  }

  /**
   * Prints `length` bytes of messages of the input from `from` on, which lie at `place` of the file, at `out` of the output, where the `headSize` bytes that
   * each begins with stand already for the first. Returns how far it came.
   */
  print(
    from: number,
    length: number,
    key: number,
    place: number,
    templates: number,
    headSize: number,
    out: number,
  ): number {
    const begin = OUTPUT + out
    return (
      this.#exports.print(
        INPUT + from,
        INPUT + length,
        key,
        place,
        templates,
        begin,
        headSize,
        begin + headSize,
        this.#view.byteLength,
      ) - INPUT
    )
  }

  /** Why the last {@link print} stopped. */
  get stop(): number {
    return this.#view.getUint32(RESULT, true)
  }

  /** Where in the output the text of the last {@link print} ends. */
  get end(): number {
    return this.#view.getUint32(RESULT + 4, true) - OUTPUT
  }
}
