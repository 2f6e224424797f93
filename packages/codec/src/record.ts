import type { Reader } from './type.ts'

/** A key and how to read its value at the places of one shape. A value that is `undefined` is not set. */
export interface Step {
  readonly key: string | symbol
  readonly read: Reader<unknown>
  /** The value may be `undefined`. */
  readonly optional?: boolean
}

type Values = Record<string | symbol, unknown>

/** After how many objects a shape is common enough that a constructor of its own, which takes the time of some hundred objects to make, pays. */
const COMMON = 500

/**
 * A reader of objects: the keys of `steps`, in their order. Where many objects of one shape come it is replaced by a function with the keys written out,
 * which V8 turns into straight code with one hidden class: three to six times as fast as storing under keys that are variables. Only
 * keys and the declared places of short values go into its text, no data. Where a page's content security policy forbids that, it stays at the loop.
 */
export function record(steps: readonly Step[]): Reader<Values> {
  const loop: Reader<Values> = (view, base) => {
    const value: Values = {}
    for (const { key, read } of steps) {
      const member = read(view, base)
      if (member !== undefined) value[key] = member
    }
    return value
  }
  let seen = 0
  let current = loop
  const counting: Reader<Values> = (view, base) => {
    if (++seen === COMMON) current = written(steps) ?? loop
    return current(view, base)
  }
  return counting
}

let allowed = true

function written(steps: readonly Step[]): Reader<Values> | undefined {
  if (!allowed) return undefined
  const certain = steps.filter((step) => !step.optional)
  const optional = steps.filter((step) => step.optional)
  const members = certain.map(({ key, read }, i) => {
    const name = typeof key === 'string' ? JSON.stringify(key) : `[k${i}]`
    return `${name}: ${read.source ?? `r${i}(view, base)`}`
  })
  const names = certain.map((_, i) => `r${i}`)
  const symbols = certain.flatMap(({ key }, i) => (typeof key === 'symbol' ? [i] : []))
  try {
    const make = new Function(
      ...names,
      ...symbols.map((i) => `k${i}`),
      `return (view, base) => ({ ${members.join(', ')} })`,
    ) as (...given: unknown[]) => Reader<Values>
    const read = make(...certain.map((step) => step.read), ...symbols.map((i) => certain[i]?.key))
    if (optional.length === 0) return read
    return (view, base) => {
      const value = read(view, base)
      for (const { key, read: readOne } of optional) {
        const member = readOne(view, base)
        if (member !== undefined) value[key] = member
      }
      return value
    }
  } catch {
    allowed = false
    return undefined
  }
}
