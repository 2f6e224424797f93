import { type Attributes, decode, type Message } from '@rtnl/codec'
import { rtnetlink, uapi } from '@rtnl/families'
import { kernels, recordingsOf } from '../guest.ts'
import { type Visit, walkType, walkValue } from './walk.ts'

type Direction = 'read' | 'written'

/** What the recordings of a kernel have of something, by direction: for messages how many, for sets which attributes. */
export type Counts = Readonly<Record<Direction, ReadonlyMap<string, ReadonlySet<string>>>>

/** One attribute set in one place. */
export interface Row {
  /** What decides that it is there: 'kind vxlan', 'port of bond', 'encap mpls'; empty: nothing does. */
  readonly context: string
  /** What its constants begin with. */
  readonly prefix: string
  /** Keys of what is declared. */
  readonly declared: ReadonlySet<string>
  /** Constants of the header, without the zero; absent: the set has none of its own. */
  readonly constants: readonly string[] | undefined
  /** Those that have no declaration here. */
  readonly missing: readonly string[]
}

const RTM_BASE = 16

/** The messages of rtnetlink that have a declaration, by name. */
export const messages: ReadonlyMap<string, Message<unknown, unknown>> = new Map(
  [...rtnetlink.types].flatMap(([type, name]) => {
    const declaration = type < RTM_BASE ? undefined : rtnetlink.declaration(type)
    return declaration === undefined ? [] : [[name, declaration]]
  }),
)

const constantsOf = (prefix: string): Readonly<Record<string, number>> | undefined =>
  (uapi as unknown as Readonly<Record<string, Readonly<Record<string, number>>>>)[prefix]

/** All attribute sets of all messages. */
export function rows(): Row[] {
  const found = new Map<string, { context: string; prefix: string; keys: Set<string>; types: Set<number> }>()
  const visit: Visit = (context, { prefix, declared }: Attributes<never>) => {
    const name = `${context} ${prefix}`
    const row = found.get(name) ?? { context, prefix, keys: new Set(), types: new Set() }
    found.set(name, row)
    for (const [key, [type]] of Object.entries(declared as Readonly<Record<string, readonly [number, unknown]>>)) {
      row.keys.add(key)
      row.types.add(type)
    }
  }
  for (const declaration of messages.values()) walkType(declaration, visit)
  return [...found.values()].map(({ context, prefix, keys, types }) => {
    const constants = Object.entries(constantsOf(prefix) ?? {}).filter(([, type]) => type !== 0)
    return {
      context,
      prefix,
      declared: keys,
      constants: constants.length > 0 ? constants.map(([name]) => name) : undefined,
      missing: constants.filter(([, type]) => !types.has(type)).map(([name]) => name),
    }
  })
}

/** What was recorded in a guest with this kernel. Messages are counted under their names, attributes under `CONTEXT PREFIX`. */
export function countsOf(kernel: string): Counts {
  const counts = { read: new Map<string, Set<string>>(), written: new Map<string, Set<string>>() }
  const add = (direction: Direction, hex: string): void => {
    const count = (name: string, item?: string): void => {
      const items = counts[direction].get(name) ?? new Set()
      counts[direction].set(name, items)
      if (item !== undefined) items.add(item)
    }
    for (const { name = '', body, error } of decode(rtnetlink, Buffer.from(hex, 'hex')).messages) {
      if (error !== undefined) throw error
      count(name, hex)
      const declaration = messages.get(name)
      if (declaration === undefined) throw new Error(`${name} is not declared`)
      walkValue(declaration, body, (context, { prefix, declared }, value = {}) => {
        count(`${context} ${prefix}`)
        for (const key of Object.keys(value)) if (Object.hasOwn(declared, key)) count(`${context} ${prefix}`, key)
      })
    }
  }
  for (const { vectors, answers } of Object.values(recordingsOf(kernel))) {
    for (const { hex } of vectors) add('written', hex)
    for (const { messages: list } of answers) for (const hex of list) add('read', hex)
  }
  return counts
}

/** The counts of all kernels. */
export const counted = (): ReadonlyMap<string, Counts> => new Map(kernels.map((kernel) => [kernel, countsOf(kernel)]))
