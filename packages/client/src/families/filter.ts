import {
  type ColumnFilter,
  Filter as CoreFilter,
  conditionsOf,
  DecodeError,
  Decoder,
  encode,
  frame,
  type Type,
  type Whereabouts,
} from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import type { Connection } from '../connection.ts'
import { HOST } from '../host.ts'
import type { Kind } from './exchange.ts'
import { encodeNamed } from './interfaces.ts'
import { agrees, objectOf } from './values.ts'

/** How the filter of a dump is divided between the kernel and us. */
export interface FilterRules<Out, In> {
  /** Turns what a filter is written in for short into what a message has. */
  expand?(filter: In): In
  /** What the kernel itself looks at: the request's body. `wanted` has names and addresses as a decoded message has them. */
  request(wanted: In): In
  /** Keys that ask the kernel for something and that its answers do not show. */
  asks?: readonly (keyof In & string)[]
  /**
   * Where an object has what a key asks for, when that is not simply under the key. Any of the values will do; `UNSAID` among them means that
   * the object does not tell, and the kernel's choice stands.
   */
  values?: Readonly<Partial<Record<keyof In & string, (object: Out) => readonly unknown[]>>>
  /** The same for the core, where it can be said as places of a message: `values` is for what cannot. */
  where?: Readonly<Partial<Record<keyof In & string, Whereabouts>>>
  /** Keys with flags of which an object has one, so that several mean any of them. */
  anyOf?: readonly (keyof In & string)[]
}

/** What an object does not tell. */
export const UNSAID = Symbol('unsaid')

/** A filter at work. */
export interface Filter<Out> {
  /** The body of the dump's request. */
  readonly payload: Uint8Array
  /** Absent: all that the kernel delivers is wanted. */
  readonly matches: ((object: Out) => boolean) | undefined
  /** The same for the core, which then only has objects compared where it cannot tell. */
  readonly core: ColumnFilter | undefined
  /** The only family that is wanted. */
  readonly family: unknown
}

/** Filters that were used before, as a poll uses its own again and again: to make one takes as long as to ask the kernel. */
export type KnownFilters<Out> = Map<string, Filter<Out>>

type Values = Readonly<Record<string, unknown>>
type Test = (object: Values) => boolean

/**
 * Prepares a filter. It is written like a request and checked like one, so that no key is passed over: each must agree with the object's. Of
 * flags and other arrays the object must have all that are given, of nested objects the given keys. Interface 0 and family 'unspec' stand for any.
 *
 * What the kernel can filter goes into the request; everything is compared afterwards all the same, as older kernels pass requests over.
 */
export async function compileFilter<Out extends object, In extends object>(
  connection: Connection,
  kind: Kind<Out, In>,
  filter: In,
  signal: AbortSignal | undefined,
  known: KnownFilters<Out>,
): Promise<Filter<Out>> {
  const text = textOf(filter)
  const before = text === undefined ? undefined : known.get(text)
  if (before !== undefined) return before
  const { declaration, filter: rules } = kind
  const given = Object.entries(rules.expand?.(filter) ?? objectOf(filter, 'a filter')).filter(
    ([, value]) => value !== undefined,
  )
  const made =
    given.length === 0
      ? { payload: encode(declaration, {} as In, HOST), matches: undefined, core: undefined, family: undefined }
      : await compile(connection, kind, given, signal)
  if (known.size >= KNOWN) known.clear()
  if (text !== undefined && !namesInterface(declaration, Object.fromEntries(given) as In)) known.set(text, made)
  return made
}

/** So many filters are kept. */
const KNOWN = 32

/** What a filter says, if it is no more than texts and numbers. */
function textOf(filter: unknown): string | undefined {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) return undefined
  const entries = Object.entries(filter)
  const plain = entries.every(([, value]) => typeof value === 'string' || Number.isFinite(value))
  return plain ? JSON.stringify(entries) : undefined
}

/** A name may be another interface's the next time. */
function namesInterface<In>(declaration: Type<unknown, In>, value: In): boolean {
  let named = false
  const ifindex = () => {
    named = true
    return 0
  }
  encode(declaration, value, { ...HOST, ifindex })
  return named
}

async function compile<Out extends object, In extends object>(
  connection: Connection,
  kind: Kind<Out, In>,
  given: readonly (readonly [string, unknown])[],
  signal: AbortSignal | undefined,
): Promise<Filter<Out>> {
  const { declaration, filter: rules } = kind
  const asked = await encodeNamed(connection, declaration, Object.fromEntries(given) as In, kind.get, signal)
  const decoded = decodeBody(kind.reports, asked)
  const wanted = Object.fromEntries(given.map(([key]) => [key, decoded[key]])) as In & Values
  const payload = encode(declaration, rules.request(wanted), HOST)
  const tests = given.flatMap(([key, shape]) => testOf(rules, key as keyof In & string, wanted[key], shape) ?? [])
  const matches = (object: Out) => tests.every((test) => test(object as Values))
  const core = coreFilter(kind, asked, given, wanted, (object) => matches(object as Out))
  return { payload, matches, core, family: wanted.family }
}

/** What of the tests the core can make itself; of the others it has the object asked. */
function coreFilter<Out extends object, In extends object>(
  { filter: rules, reports }: Kind<Out, In>,
  asked: Uint8Array,
  given: readonly (readonly [string, unknown])[],
  wanted: Values,
  matches: (object: unknown) => boolean,
): ColumnFilter {
  const tested = given.filter(
    ([key, shape]) => testOf(rules, key as keyof In & string, wanted[key], shape) !== undefined,
  )
  const where: Readonly<Record<string, Whereabouts | undefined>> = rules.where ?? {}
  const plain = tested.filter(
    ([key]) =>
      where[key] !== undefined || !(Object.hasOwn(rules.values ?? {}, key) || rules.anyOf?.includes(key as never)),
  )
  const whereabouts = where as Readonly<Record<string, Whereabouts>>
  const found = conditionsOf(rtnetlink, reports, asked, Object.fromEntries(plain), { ...HOST, whereabouts })
  return new CoreFilter({ ...found, asked: found.asked || plain.length < tested.length }, { ...HOST, matches })
}

/** Undefined where there is nothing to compare. */
function testOf<Out, In>(
  rules: FilterRules<Out, In>,
  key: keyof In & string,
  want: unknown,
  shape: unknown,
): Test | undefined {
  if (rules.asks?.includes(key) || (want === 'unspec' && key === 'family')) return undefined
  if (want === 0 && INTERFACES.has(key)) return undefined
  const values = rules.values?.[key]
  if (values) return (object) => values(object as Out).some((have) => have === UNSAID || agrees(want, have, shape))
  if (rules.anyOf?.includes(key)) return (object) => hasAny(want, object[key])
  return (object) => agrees(want, object[key], shape)
}

/** Keys under which 0 is no interface, that is, any. */
const INTERFACES = new Set(['index', 'ifindex', 'oif', 'iif', 'master', 'ndaIfindex'])

function hasAny(want: unknown, have: unknown): boolean {
  if (!Array.isArray(want) || !Array.isArray(have)) return false
  return want.length === 0 ? have.length === 0 : want.some((item) => have.includes(item))
}

let decoder: Decoder | undefined

/** The body as the kernel's would be decoded. */
function decodeBody(type: number, payload: Uint8Array): Values {
  const bytes = frame({ type, flags: 0, seq: 0 }, payload, HOST)
  decoder ??= new Decoder(rtnetlink, HOST)
  decoder.buffer(bytes.length).set(bytes)
  if (decoder.scan(bytes.length) !== 1) throw decoder.damage ?? new DecodeError('a filter has no message')
  return decoder.body(0) as Values
}
