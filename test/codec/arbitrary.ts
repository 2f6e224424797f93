import fc, { type Arbitrary } from 'fast-check'
import { FixedText } from '../../packages/codec/src/address.ts'
import { Elements } from '../../packages/codec/src/array.ts'
import { Attributes } from '../../packages/codec/src/attributes.ts'
import { FlagOr } from '../../packages/codec/src/bytes.ts'
import { Chain } from '../../packages/codec/src/chain.ts'
import { Groups } from '../../packages/codec/src/groups.ts'
import { address, bytes, flag, ipv4, ipv6, lladdr, mplsLabels } from '../../packages/codec/src/index.ts'
import { List, Many } from '../../packages/codec/src/list.ts'
import { Message } from '../../packages/codec/src/message.ts'
import { Enum, Flags } from '../../packages/codec/src/named.ts'
import { Embed, Nest } from '../../packages/codec/src/nest.ts'
import { IfIndex, Scalar } from '../../packages/codec/src/scalar.ts'
import { Select } from '../../packages/codec/src/select.ts'
import { Counted, Rest, Struct } from '../../packages/codec/src/struct.ts'
import { Chars, Text } from '../../packages/codec/src/text.ts'
import type { AnyType } from '../../packages/codec/src/type.ts'
import { Scalar64, Uint } from '../../packages/codec/src/wide.ts'

// Values of any declaration, as decoding gives them: names where there are names, canonical texts of addresses.

const hex = (size: number) =>
  fc
    .uint8Array({ minLength: size, maxLength: size })
    .map((b) => [...b].map((x) => x.toString(16).padStart(2, '0')).join(':'))
const v4 = fc.ipV4()
/** IPv6 as inet_ntop(3) writes it; the codec's own spelling is tested elsewhere, against tables. */
const v6 = fc.constantFrom(
  '::',
  '::1',
  'fe80::1',
  '2001:db8::',
  '2001:db8:1:2:3:4:5:6',
  'ff02::1:ff00:1',
  '::ffff:10.0.0.1',
  '1:0:0:2::3',
  '::10.0.0.1',
)
const labels = fc.array(fc.integer({ min: 0, max: 0xfffff }), { minLength: 1, maxLength: 3 }).map((l) => l.join('/'))

const text = (max: number) =>
  fc
    .string({ unit: 'binary', maxLength: max })
    .filter((s) => !s.includes('\0') && new TextEncoder().encode(s).length <= max && !/[\ud800-\udfff]/.test(s))

function numbers(type: Scalar | Enum<string> | Flags<string> | IfIndex): Arbitrary<number> {
  const bits = (type.fixedSize ?? 0) * 8
  return type.method.startsWith('Int')
    ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
    : fc.double({ min: 0, max: 2 ** bits - 1, noNaN: true }).map(Math.floor)
}

/** `family` is what addresses go by; undefined outside of messages that have one. */
export function valuesOf(type: AnyType, family: unknown, depth = 0): Arbitrary<unknown> {
  if (type === ipv4) return v4
  if (type === ipv6) return v6
  if (type === address)
    return family === 'inet' || family === 'ipmr' || family === 128
      ? v4
      : family === 'inet6' || family === 'ip6mr' || family === 129
        ? v6
        : family === 'mpls'
          ? labels
          : family === 'packet'
            ? hex(6)
            : fc.oneof(v4, v6, hex(6))
  if (type === lladdr) return fc.oneof(...[0, 4, 6, 8, 20].map(hex))
  if (type === mplsLabels) return labels
  if (type === flag) return fc.constant(true)
  if (type === bytes) return fc.uint8Array({ maxLength: 40 })
  if (type instanceof FixedText) return hex(type.fixedSize)
  if (type instanceof Text) return text((type.max ?? 40) - 1)
  if (type instanceof Chars) return text(type.bytes)
  if (type instanceof Enum) return numbers(type).map((n) => type.names.get(n) ?? n)
  if (type instanceof Flags) return numbers(type).map((n) => type.of(n))
  if (type instanceof Scalar || type instanceof IfIndex) return numbers(type)
  if (type instanceof Scalar64)
    return type.method === 'BigInt64' ? fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) : fc.bigInt(0n, 2n ** 64n - 1n)
  if (type instanceof Uint) return fc.bigInt(0n, 2n ** 64n - 1n)
  if (type instanceof FlagOr) return fc.oneof(fc.constant(true), valuesOf(type.value, family, depth))
  if (type instanceof Nest) return valuesOf(type.set as AnyType, family, depth + 1)
  if (type instanceof Rest) return valuesOf(type.type as AnyType, family, depth)
  if (type instanceof List || type instanceof Many)
    return fc.array(valuesOf(type.element as AnyType, family, depth + 1), { minLength: 1, maxLength: 3 })
  if (type instanceof Counted)
    return fc.array(valuesOf(type.element as AnyType, family, depth), { minLength: 1, maxLength: 3 })
  if (type instanceof Elements) {
    const size = type.elements === undefined ? { maxLength: 5 } : { minLength: type.elements, maxLength: type.elements }
    return fc.array(valuesOf(type.element as AnyType, family, depth), size)
  }
  if (type instanceof Groups) {
    // Groups are told apart by what repeats: each has all attributes of its set, in order.
    const whole = Object.entries(type.set.declared).map(
      ([key, [, member]]) => [key, valuesOf(member, family, depth + 1)] as const,
    )
    return fc.array(fc.record(Object.fromEntries(whole)), { minLength: 1, maxLength: 2 })
  }
  if (type instanceof Select)
    return valuesOf(
      type.chosen((key) => (key === 'family' ? family : undefined)),
      family,
      depth,
    )
  if (type instanceof Struct) return members(type.members, family, depth, true)
  if (type instanceof Chain)
    return fc.array(
      members(type.struct.members, family, depth, true).chain((head) =>
        attributesOf(type.set.declared, family, depth + 1, {}).map((set) => {
          const { len: _, ...rest } = head
          return { ...rest, ...set }
        }),
      ),
      { minLength: 1, maxLength: 3 },
    )
  if (type instanceof Embed) return valuesOf(type.message as AnyType, family, depth + 1)
  if (type instanceof Message)
    return members(type.header.members, family, depth, true).chain((head) =>
      attributesOf(type.set.declared, head.family ?? family, depth, head).map((set) => ({ ...head, ...set })),
    )
  if (type instanceof Attributes) return attributesOf(type.declared, family, depth, {})
  throw new Error(`no values are made of ${type.constructor.name}`)
}

type Values = Record<string, unknown>

function members(
  declared: Readonly<Record<string, AnyType>>,
  family: unknown,
  depth: number,
  all: boolean,
): Arbitrary<Values> {
  const keys = Object.keys(declared).filter((key) => !key.startsWith('_'))
  const counts = new Map(
    Object.entries(declared).flatMap(([key, type]) =>
      type instanceof Counted ? [[type.count, { key, plus: type.plus }] as const] : [],
    ),
  )
  const own = declared.family
  const families =
    own === undefined ? fc.constant(family) : fc.oneof(fc.constantFrom('inet', 'inet6'), valuesOf(own, family, depth))
  return families.chain((f) => {
    const shape = Object.fromEntries(
      keys.map((key) => [key, key === 'family' ? fc.constant(f) : valuesOf(declared[key] as AnyType, f, depth)]),
    )
    return fc.record(shape, all ? {} : { requiredKeys: [] }).map((value) => {
      for (const [count, { key, plus }] of counts) value[count] = (value[key] as unknown[]).length - plus
      return value
    })
  })
}

function attributesOf(
  declared: Readonly<Record<string, readonly [number, AnyType]>>,
  family: unknown,
  depth: number,
  head: Values,
): Arbitrary<Values> {
  const keys = Object.keys(declared)
  if (depth > 4 || keys.length === 0) return fc.constant({})
  const typeOf = (key: string) => (declared[key] as readonly [number, AnyType])[1]
  const inner = head.family ?? family
  return fc.shuffledSubarray(keys, { maxLength: Math.min(keys.length, depth > 1 ? 3 : 8) }).chain((order) => {
    const selects = order.flatMap((key) => {
      const type = typeOf(key)
      return type instanceof Select ? [[key, type] as const] : []
    })
    const siblings = selects.filter(([, type]) => Object.hasOwn(declared, type.sibling))
    const names = new Map(
      siblings.map(([, type]) => [
        type.sibling,
        fc.oneof(fc.constantFrom(...Object.keys(type.cases)), valuesOf(typeOf(type.sibling), inner, depth)),
      ]),
    )
    const plain = order.filter((key) => !selects.some(([select]) => select === key) && !names.has(key))
    const first = {
      ...Object.fromEntries(plain.map((key) => [key, valuesOf(typeOf(key), inner, depth)])),
      ...Object.fromEntries(names),
    }
    return fc.record(first).chain((value: Values) => {
      const chosen = selects.map(([key, type]) => {
        const sibling = Object.hasOwn(declared, type.sibling) ? value[type.sibling] : (head[type.sibling] ?? family)
        return [
          key,
          valuesOf(
            type.chosen(() => sibling),
            inner,
            depth + 1,
          ),
        ] as const
      })
      // The order of the keys is the order on the wire: siblings may come before or after what they decide.
      return fc
        .record(Object.fromEntries(chosen))
        .chain((rest) =>
          fc.shuffledSubarray(Object.entries({ ...value, ...rest }), {
            minLength: Object.keys(value).length + chosen.length,
          }),
        )
        .map((entries) => Object.fromEntries(entries))
    })
  })
}
