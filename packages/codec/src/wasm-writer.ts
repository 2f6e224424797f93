/** Unsigned LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = []
  let rest = value >>> 0
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

/** Signed LEB128. */
function signed(value: bigint): number[] {
  const bytes: number[] = []
  for (let rest = value; ; ) {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) return [...bytes, low]
    bytes.push(low | 0x80)
  }
}

const text = (name: string) => [...leb(name.length), ...[...name].map((c) => c.charCodeAt(0))]
const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content]
const memarg = (offset: number) => [0, ...leb(offset)]

export const I32 = 0x7f
export const I64 = 0x7e
export const V128 = 0x7b
const VOID = 0x40

/** The instructions that specialised loops are made of, as bytes of the binary format. Loads and stores assume no alignment. */
export const op = {
  get: (local: number) => [0x20, ...leb(local)],
  set: (local: number) => [0x21, ...leb(local)],
  tee: (local: number) => [0x22, ...leb(local)],
  i32: (value: number) => [0x41, ...signed(BigInt(value | 0))],
  i64: (value: bigint) => [0x42, ...signed(BigInt.asIntN(64, value))],
  load32: (offset: number) => [0x28, ...memarg(offset)],
  load64: (offset: number) => [0x29, ...memarg(offset)],
  load8: (offset: number) => [0x2d, ...memarg(offset)],
  load16: (offset: number) => [0x2f, ...memarg(offset)],
  load32as64: (offset: number) => [0x35, ...memarg(offset)],
  store32: (offset: number) => [0x36, ...memarg(offset)],
  store64: (offset: number) => [0x37, ...memarg(offset)],
  store8: (offset: number) => [0x3a, ...memarg(offset)],
  store16: (offset: number) => [0x3b, ...memarg(offset)],
  eqz32: [0x45],
  eqz64: [0x50],
  eq64: [0x51],
  ltU32: [0x49],
  leU32: [0x4d],
  add32: [0x6a],
  and32: [0x71],
  or32: [0x72],
  xor32: [0x73],
  shl32: [0x74],
  and64: [0x83],
  or64: [0x84],
  xor64: [0x85],
  shl64: [0x86],
  shrU64: [0x88],
  wrap: [0xa7],
  block: (body: readonly number[]) => [0x02, VOID, ...body, 0x0b],
  loop: (body: readonly number[]) => [0x03, VOID, ...body, 0x0b],
  when: (body: readonly number[]) => [0x04, VOID, ...body, 0x0b],
  br: (depth: number) => [0x0c, ...leb(depth)],
  brIf: (depth: number) => [0x0d, ...leb(depth)],
  call: (index: number) => [0x10, ...leb(index)],
  v128load: (offset: number) => [0xfd, 0, ...memarg(offset)],
  v128load16: (offset: number) => [0xfd, 8, ...memarg(offset)],
  v128load32: (offset: number) => [0xfd, 0x5c, ...memarg(offset)],
  v128load64: (offset: number) => [0xfd, 0x5d, ...memarg(offset)],
  v128store: (offset: number) => [0xfd, 11, ...memarg(offset)],
  v128store16: (offset: number) => [0xfd, 0x59, ...memarg(offset), 0],
  v128store32: (offset: number) => [0xfd, 0x5a, ...memarg(offset), 0],
  v128store64: (offset: number) => [0xfd, 0x5b, ...memarg(offset), 0],
  v128zero: [0xfd, 12, ...new Array<number>(16).fill(0)],
  /** Of two vectors the bytes of these numbers. */
  shuffle: (lanes: readonly number[]) => [0xfd, 13, ...lanes],
}

/** A function's locals beside its parameters, and its body. */
export interface WasmFunction {
  readonly parameters: readonly number[]
  readonly locals: readonly number[]
  readonly body: readonly number[]
}

/** A module of one exported function `run` that returns an i32, with the memory and one function of another module, `m.memory` and `m.call`. */
export function wasmModule(
  { parameters, locals, body }: WasmFunction,
  imported: readonly number[],
): Uint8Array<ArrayBuffer> {
  const signature = (types: readonly number[]) => [0x60, ...leb(types.length), ...types, 1, I32]
  const code = [...leb(locals.length), ...locals.flatMap((type) => [1, type]), ...body, 0x0b]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, ...signature(imported), ...signature(parameters)]),
    ...section(2, [2, ...text('m'), ...text('memory'), 2, 0, 1, ...text('m'), ...text('call'), 0, 0]),
    ...section(3, [1, 1]),
    ...section(7, [1, ...text('run'), 0, 1]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ])
}
