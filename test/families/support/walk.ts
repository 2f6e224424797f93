import { Attributes, type Declared } from '../../../packages/codec/src/attributes.ts'
import { Chain } from '../../../packages/codec/src/chain.ts'
import { Groups } from '../../../packages/codec/src/groups.ts'
import { List, Many } from '../../../packages/codec/src/list.ts'
import { Message } from '../../../packages/codec/src/message.ts'
import { Embed, Nest } from '../../../packages/codec/src/nest.ts'
import { Select } from '../../../packages/codec/src/select.ts'
import type { AnyType } from '../../../packages/codec/src/type.ts'

/** A value's members by key. */
type Members = Readonly<Record<string, unknown>>

/** What a set belongs to: the kind of link, port or encapsulation that decides that it is there; empty: it may always be. */
export type Context = string

/** Called for each attribute set on the way, `value` being what a message has of it; undefined where the declarations alone are walked. */
export type Visit = (context: Context, set: Attributes<never>, value: Members | undefined) => void

const declaredBy = (set: { readonly declared: unknown }): Declared => set.declared as Declared

/** iproute2 has names of its own for the data of a port. */
const contextOf = (sibling: string, name: string): Context => {
  const [, master] = /^(.+)_slave$/.exec(name) ?? []
  if (sibling === 'slaveKind' || master !== undefined) return `port of ${master ?? name}`
  return `${sibling === 'encapType' ? 'encap' : sibling} ${name}`
}

/** Of a kind that has no attributes the kernel sends none, and not even the nest: it is there all the same. */
function nothing(type: AnyType, members: Members): Members | undefined {
  if (!(type instanceof Select)) return undefined
  const name = members[type.sibling]
  return typeof name === 'string' && Object.hasOwn(type.cases, name) ? {} : nothing(type.fallback, members)
}

/** Goes through all attribute sets of a message's body. */
export function walkValue(
  type: AnyType,
  value: unknown,
  visit: Visit,
  context = '',
  scope: readonly Members[] = [],
): void {
  if (value === undefined || value instanceof Uint8Array) return
  const items = Array.isArray(value) ? value : [value]
  const into = (inner: AnyType, item: unknown, more: readonly Members[] = scope) =>
    walkValue(inner, item, visit, context, more)
  if (type instanceof Nest) into(type.set, value)
  else if (type instanceof List || type instanceof Many) for (const item of items) into(type.element, item)
  else if (type instanceof Groups) for (const item of items) into(type.set, item)
  else if (type instanceof Chain) for (const item of items) into(type.set, item, [item as Members, ...scope])
  else if (type instanceof Embed) walkValue(type.message, value, visit, '')
  else if (type instanceof Message) into(type.set, value, [value as Members])
  else if (type instanceof Select) {
    const name = scope.find((members) => members[type.sibling] !== undefined)?.[type.sibling]
    const inner = typeof name === 'string' ? type.cases[name] : undefined
    if (inner === undefined) into(type.fallback, value)
    else walkValue(inner, value, visit, contextOf(type.sibling, name as string), scope)
  } else if (type instanceof Attributes) {
    const members = value as Members
    visit(context, type as Attributes<never>, members)
    for (const [key, [, inner]] of Object.entries(declaredBy(type)))
      into(inner, members[key] ?? nothing(inner, members), [members, ...scope])
  }
}

/** Goes through all attribute sets that a declaration knows. */
export function walkType(type: AnyType, visit: Visit, context = '', seen = new Set<unknown>()): void {
  const into = (inner: AnyType) => walkType(inner, visit, context, seen)
  if (type instanceof Nest || type instanceof Groups || type instanceof Chain) into(type.set)
  else if (type instanceof List || type instanceof Many) into(type.element)
  else if (type instanceof Embed) walkType(type.message, visit, '', seen)
  else if (type instanceof Message) into(type.set)
  else if (type instanceof Select) {
    for (const [name, inner] of Object.entries(type.cases))
      walkType(inner as AnyType, visit, contextOf(type.sibling, name), new Set(seen))
    into(type.fallback)
  } else if (type instanceof Attributes && !seen.has(type)) {
    seen.add(type)
    visit(context, type as Attributes<never>, undefined)
    for (const [, inner] of Object.values(declaredBy(type))) into(inner as AnyType)
  }
}
