import { protocolOf } from '@rtnl/capture'
import { columnPaths, type Protocol } from '@rtnl/codec'
import { UsageError } from '../errors.ts'

/** More fields are not listed. */
const LISTED = 60

/** A message of which columns are made. */
export interface Table {
  readonly protocol: Protocol
  readonly type: number
}

/**
 * The message that `fields` are of: the one that `--type` names, or else the only one that has them all. Throws `UsageError` that names the fields, or the
 * messages, that there are.
 */
export function tableOf(fields: readonly string[], types: readonly string[], number = 0): Table {
  const protocol = protocolOf(number)
  if (types.length > 1)
    throw new UsageError(`--columns has a table for one type of message, not for ${types.join(', ')}`)
  const candidates = declared(protocol)
  const [named] = types
  if (named !== undefined) {
    const type = numberOf(protocol, named)
    const declaration = type === undefined ? undefined : protocol.declaration(type)
    if (type === undefined || declaration === undefined)
      throw new UsageError(`--columns: "${named}" is no type of message that has fields`)
    check(protocol, type, fields)
    return { protocol, type }
  }
  const fitting = candidates.filter((type) => missing(protocol, type, fields).length === 0)
  const [only, ...others] = fitting
  if (only === undefined) throw new UsageError(unfitting(protocol, candidates, fields))
  if (others.length > 0)
    throw new UsageError(
      `--columns: ${fields.join(', ')} may be of ${fitting.map((type) => protocol.typeName(type)).join(', ')}: say which by --type`,
    )
  return { protocol, type: only }
}

/** The types that have a declaration of their own, of those that share one the first: the kernel's `NEW`. */
function declared(protocol: Protocol): number[] {
  const seen = new Set<unknown>()
  return [...protocol.types.keys()]
    .sort((a, b) => a - b)
    .filter((type) => {
      const declaration = protocol.declaration(type)
      if (declaration === undefined || seen.has(declaration)) return false
      seen.add(declaration)
      return true
    })
}

/** By the kernel's name, with or without what stands before the underscore, in either case, or by its number. */
function numberOf(protocol: Protocol, word: string): number | undefined {
  const name = word.toUpperCase()
  for (const [type, known] of protocol.types) if (name === known || name === known.replace(/^[A-Z]+_/, '')) return type
  return /^\d+$/.test(word) && Number(word) < 65536 ? Number(word) : undefined
}

function pathsOf(protocol: Protocol, type: number): string[] {
  const declaration = protocol.declaration(type)
  return declaration === undefined ? [] : columnPaths(declaration)
}

function missing(protocol: Protocol, type: number, fields: readonly string[]): string[] {
  const paths = new Set(pathsOf(protocol, type))
  // A place in an array is written with its number.
  return fields.filter((field) => !paths.has(field) && !field.includes('['))
}

function check(protocol: Protocol, type: number, fields: readonly string[]): void {
  const [first] = missing(protocol, type, fields)
  if (first === undefined) return
  const paths = pathsOf(protocol, type)
  const outer = paths.filter((path) => !path.includes('.'))
  const shown = paths.length <= LISTED ? paths : outer
  const more = shown.length < paths.length ? `, and ${paths.length - shown.length} within nests` : ''
  throw new UsageError(
    `--columns: ${protocol.typeName(type)} has no single value "${first}"; it has ${shown.join(', ')}${more}`,
  )
}

/** Of the message that has most of the fields, those that it has not. */
function unfitting(protocol: Protocol, candidates: readonly number[], fields: readonly string[]): string {
  const [best] = [...candidates].sort(
    (a, b) => missing(protocol, a, fields).length - missing(protocol, b, fields).length,
  )
  if (best !== undefined && missing(protocol, best, fields).length < fields.length)
    try {
      check(protocol, best, fields)
    } catch (error) {
      if (error instanceof UsageError) return error.message
      throw error
    }
  return `--columns: no message has ${fields.join(', ')}; --type TYPE and a wrong field show what there is`
}
