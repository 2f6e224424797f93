import { Action, type ColumnStep, Op, presence } from './column-program.ts'
import type { Known } from './columns.ts'
import type { Core } from './core.ts'
import { I32, I64, op, V128, wasmModule } from './wasm-writer.ts'

/** Bytes that the core reads before it is worth while to look which shapes are common. */
const AFTER = 65536
/** Messages that are looked at for that. */
const SAMPLE = 1000
/** A shape that makes less of the sample is left to the core. */
const COMMON = 0.005
const MAX_SHAPES = 12
const MAX_LENGTH = 4096
/** One call makes no more rows, so that the engine's better code, once it has it, comes in soon. */
const ROWS_A_CALL = 16384
const RESULT = 1024

// The parameters and locals of the loop.
const AT = 0
const END = 1
/** The last address at which the longest of the shapes still ends within the input. */
const SAFE = 2
const SEQ = 3
const MASK = 4
const ROW = 5
const ROWS = 6
/** nlmsg_len, nlmsg_type and nlmsg_flags of the message. */
const H = 7
const SEEN = 8
const STATUS = 9
const ROW2 = 10
const ROW4 = 11
const ROW8 = 12
const ROW16 = 13
const VECTOR = 14
const ROW_OF = [ROW, ROW2, ROW4, ROW8, ROW16] as const

type Run = (at: number, end: number, safe: number, seq: number, mask: number, row: number, rows: number) => number

/** Loops that were made, by their bytes: the better code that the engine made of one in use is there for the next table of the same fields. */
const made = new Map<string, WebAssembly.Module>()
/** The one made first goes when there are more. */
const MOST_MADE = 32

function moduleOf(code: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const key = new TextDecoder('latin1').decode(code)
  const module = made.get(key) ?? new WebAssembly.Module(code)
  made.set(key, module)
  const [first] = made.keys()
  if (made.size > MOST_MADE && first !== undefined) made.delete(first)
  return module
}

/**
 * The loop over messages, made at run time for the fields and the most common shapes at hand: the guards and steps of `fill` (assembly/columns.ts) written out
 * as code of a WebAssembly module of its own, over the core's memory. What is not of these shapes it hands to the core's `fill`, message by message, so it
 * never decides anything that the core does not decide likewise. A loop over programs, however it is written, costs about three times the C loop that is
 * written for its fields; this one costs less than that (`npm run bench -- columns`). Where no code may be made at run time the core does all the work.
 */
export class Specialized {
  readonly #core: Core
  readonly #type: number
  readonly #planes: readonly number[]
  #run: Run | undefined
  #maxLength = 0
  #shapes = 0
  /** Bytes until the next look. */
  #wait = AFTER
  #next = AFTER
  #forbidden = false

  constructor(core: Core, type: number, planes: readonly number[]) {
    this.#core = core
    this.#type = type
    this.#planes = planes
  }

  forget(): void {
    this.#run = undefined
    this.#shapes = 0
    this.#wait = this.#next
  }

  /** How many bytes may be read before {@link prepare} wants to look again. */
  get wait(): number {
    return this.#forbidden ? Number.POSITIVE_INFINITY : Math.max(this.#wait, 1)
  }

  /** After `bytes` more: makes the loop, or makes it anew if shapes were learnt since. `at` to `end` is what lies ahead. */
  prepare(bytes: number, at: number, end: number, known: readonly Known[]): void {
    this.#wait -= bytes
    if (this.#wait > 0 || this.#forbidden || at >= end) return
    this.#next *= 4
    this.#wait = this.#next
    if (known.length === this.#shapes) return
    const common = this.#common(at, end, known)
    if (common.length === 0) return
    this.#shapes = known.length
    this.#maxLength = Math.max(...common.map(({ length }) => (length + 3) & ~3))
    try {
      const module = moduleOf(this.#code(common))
      const { memory, fill } = this.#core.exports
      this.#run = new WebAssembly.Instance(module, { m: { memory, call: fill } }).exports.run as unknown as Run
    } catch {
      this.#forbidden = true
    }
  }

  get ready(): boolean {
    return this.#run !== undefined
  }

  /** As the core's `fill`, but no more than some rows at a time. */
  fill(at: number, end: number, seq: number, mask: number, row: number, rows: number): number {
    const safe = Math.max(end - this.#maxLength, 0)
    return (this.#run as Run)(at, end, safe, seq, mask, row, Math.min(rows, row + ROWS_A_CALL))
  }

  #common(at: number, end: number, known: readonly Known[]): Known[] {
    const { view, exports } = this.#core
    const counts = new Map<number, number>()
    let total = 0
    for (let left = SAMPLE; left > 0 && end - at >= 16; left--) {
      const length = view.getUint32(at, true)
      if (length < 16 || length > end - at) break
      if (view.getUint16(at + 4, true) === this.#type) {
        const shape = exports.findShape(at, this.#type, length)
        counts.set(shape, (counts.get(shape) ?? 0) + 1)
        total++
      }
      at += (length + 3) & ~3
    }
    return [...counts]
      .filter(([shape, count]) => count >= total * COMMON && shape >= 0)
      .sort(([, a], [, b]) => b - a)
      .flatMap(([shape]) => known[shape] ?? [])
      .filter(
        ({ length, program }) => length <= MAX_LENGTH && program.action !== Action.ASK && program.steps.every(isFixed),
      )
      .slice(0, MAX_SHAPES)
  }

  #code(common: readonly Known[]): Uint8Array<ArrayBuffer> {
    const body = [
      ...op.block(
        op.loop([
          ...op.block([
            ...[...op.get(AT), ...op.get(SAFE), ...op.leU32, ...op.eqz32, ...op.brIf(0)],
            ...[...op.get(ROW), ...op.get(ROWS), ...op.ltU32, ...op.eqz32, ...op.brIf(0)],
            ...[...op.get(AT), ...op.load64(0), ...op.set(H)],
            ...common.flatMap((known) => this.#shape(known)),
          ]),
          // The end, or what the core has to look at.
          ...[...op.i32(0), ...op.set(STATUS), ...op.get(AT), ...op.get(END), ...op.ltU32, ...op.eqz32, ...op.brIf(1)],
          ...[AT, END].flatMap(op.get),
          ...[0, this.#type].flatMap(op.i32),
          ...[SEQ, MASK, ROW, ROWS].flatMap(op.get),
          ...[...op.i32(1), ...op.call(0), ...op.set(STATUS)],
          ...[...op.i32(RESULT), ...op.load32(0), ...op.set(ROW)],
          ...[...op.i32(RESULT), ...op.load32(4), ...op.set(AT)],
          ...[
            ...op.i32(RESULT),
            ...op.load32as64(8),
            ...op.i64(48n),
            ...op.shl64,
            ...op.get(SEEN),
            ...op.or64,
            ...op.set(SEEN),
          ],
          ...[...op.get(STATUS), ...op.eqz32, ...op.brIf(0)],
        ]),
      ),
      ...[...op.i32(RESULT), ...op.get(ROW), ...op.store32(0)],
      ...[...op.i32(RESULT), ...op.get(AT), ...op.store32(4)],
      ...[...op.i32(RESULT), ...op.get(SEEN), ...op.i64(48n), ...op.shrU64, ...op.wrap, ...op.store32(8)],
      ...op.get(STATUS),
    ]
    const fill = [I32, I32, I32, I32, I32, I32, I32, I32, I32]
    const locals = [I64, I64, I32, I32, I32, I32, I32, V128]
    return wasmModule({ parameters: [I32, I32, I32, I32, I32, I32, I32], locals, body }, fill)
  }

  /** What is done with a message of this shape; goes on behind it if it has another. */
  #shape({ length, guards, program: { action, checks, steps } }: Known): number[] {
    const lengthAndType = BigInt(length) | (BigInt(this.#type) << 32n)
    const different = [
      ...[...op.get(AT), ...op.load32(8), ...op.get(SEQ), ...op.xor32, ...op.get(MASK), ...op.and32],
      ...triples(guards).flatMap((guard) => [...mismatch(guard), ...op.or32]),
    ]
    const next = [...op.get(AT), ...op.i32((length + 3) & ~3), ...op.add32, ...op.set(AT)]
    const seen = [...op.get(SEEN), ...op.get(H), ...op.or64, ...op.set(SEEN)]
    // Depths: within `when` within `when` within the inner block within the loop.
    const again = op.br(3)
    const row =
      action === Action.DROP
        ? []
        : [
            ...(checks.length === 0
              ? []
              : [
                  ...op.i32(0),
                  ...checks.flatMap((check) => [...mismatch(check), ...op.or32]),
                  ...op.when([...next, ...op.br(4)]),
                ]),
            ...this.#row(steps),
          ]
    return [
      ...[...op.get(H), ...op.i64(0xffffffffffffn), ...op.and64, ...op.i64(lengthAndType), ...op.eq64],
      ...op.when([...different, ...op.eqz32, ...op.when([...seen, ...row, ...next, ...again])]),
    ]
  }

  #row(steps: readonly ColumnStep[]): number[] {
    const widths = new Set(steps.map(widthOf))
    return [
      ...[1, 2, 3, 4].flatMap((shift) =>
        widths.has(shift) ? [...op.get(ROW), ...op.i32(shift), ...op.shl32, ...op.set(ROW_OF[shift] as number)] : [],
      ),
      ...steps.flatMap(storeOf),
      ...this.#planes.flatMap((plane, i) => [...op.get(ROW), ...op.i32(presence(steps, i)), ...op.store8(plane)]),
      ...[...op.get(ROW), ...op.i32(1), ...op.add32, ...op.set(ROW)],
    ]
  }
}

const triples = (guards: readonly number[]) =>
  Array.from({ length: guards.length / 3 }, (_, i) => guards.slice(i * 3, i * 3 + 3) as [number, number, number])

/** A number that is not 0 if the message differs. */
const mismatch = ([offset, mask, word]: readonly [number, number, number]) => [
  ...op.get(AT),
  ...op.load32(offset),
  ...((mask | 0) === -1 ? [] : [...op.i32(mask), ...op.and32]),
  ...[...op.i32(word), ...op.xor32],
]

const WIDTH: Readonly<Record<number, number>> = {
  [Op.ZERO1]: 0,
  [Op.COPY1]: 0,
  [Op.ONE]: 0,
  [Op.ZERO2]: 1,
  [Op.COPY2]: 1,
  [Op.SWAP2]: 1,
  [Op.ZERO4]: 2,
  [Op.COPY4]: 2,
  [Op.SWAP4]: 2,
  [Op.ZERO8]: 3,
  [Op.COPY8]: 3,
  [Op.SWAP8]: 3,
  [Op.WIDEN]: 3,
  [Op.SWAP_WIDEN]: 3,
  [Op.ZERO16]: 4,
  [Op.COPY16]: 4,
  [Op.MAPPED]: 4,
}

/** The width of a step's column as a shift. */
const widthOf = ({ op: kind }: ColumnStep): number => WIDTH[kind] ?? -1
const isFixed = (step: ColumnStep): boolean => step.op !== Op.SWAP_WIDEN && widthOf(step) >= 0

const reversed = (bytes: number) => Array.from({ length: 16 }, (_, i) => (i < bytes ? bytes - 1 - i : i))

function storeOf(step: ColumnStep): number[] {
  const { op: kind, offset, to } = step
  const row = op.get(ROW_OF[widthOf(step)] as number)
  const from = op.get(AT)
  const swap = (load: number[], bytes: number, store: number[]) => [
    ...[...row, ...from, ...load, ...op.tee(VECTOR)],
    ...[...op.get(VECTOR), ...op.shuffle(reversed(bytes)), ...store],
  ]
  switch (kind) {
    case Op.COPY1:
      return [...row, ...from, ...op.load8(offset), ...op.store8(to)]
    case Op.COPY2:
      return [...row, ...from, ...op.load16(offset), ...op.store16(to)]
    case Op.COPY4:
      return [...row, ...from, ...op.load32(offset), ...op.store32(to)]
    case Op.COPY8:
      return [...row, ...from, ...op.load64(offset), ...op.store64(to)]
    case Op.COPY16:
      return [...row, ...from, ...op.v128load(offset), ...op.v128store(to)]
    case Op.SWAP2:
      return swap(op.v128load16(offset), 2, op.v128store16(to))
    case Op.SWAP4:
      return swap(op.v128load32(offset), 4, op.v128store32(to))
    case Op.SWAP8:
      return swap(op.v128load64(offset), 8, op.v128store64(to))
    case Op.WIDEN:
      return [...row, ...from, ...op.load32as64(offset), ...op.store64(to)]
    case Op.MAPPED:
      return [
        ...[...row, ...op.i64(0n), ...op.store64(to)],
        ...[...row, ...op.i32(0xffff0000), ...op.store32(to + 8)],
        ...[...row, ...from, ...op.load32(offset), ...op.store32(to + 12)],
      ]
    case Op.ONE:
      return [...row, ...op.i32(1), ...op.store8(to)]
    case Op.ZERO16:
      return [...row, ...op.v128zero, ...op.v128store(to)]
    case Op.ZERO8:
      return [...row, ...op.i64(0n), ...op.store64(to)]
    default:
      return [
        ...row,
        ...op.i32(0),
        ...(kind === Op.ZERO1 ? op.store8 : kind === Op.ZERO2 ? op.store16 : op.store32)(to),
      ]
  }
}
