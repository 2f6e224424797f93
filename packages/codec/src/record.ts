import { absentOf, type Reader, sourced } from './type.ts'

/** A key and how to read its value at the places of one shape. A value that is `undefined` is not set. */
export interface Step {
  readonly key: string | symbol
  readonly read: Reader<unknown>
  /** The value may be `undefined`. */
  readonly optional?: boolean
}

type Values = Record<string | symbol, unknown>

/** A reader of objects: the keys of `steps`, in their order. */
export function record(steps: readonly Step[]): Reader<Values> {
  const certain = steps.filter((step) => !step.optional)
  const object = sourced(
    (view, base) => {
      const value: Values = {}
      for (const { key, read } of certain) {
        const member = read(view, base)
        if (member !== undefined) value[key] = member
      }
      return value
    },
    (code) =>
      `({ ${certain
        .map(
          ({ key, read }) =>
            `${typeof key === 'string' ? JSON.stringify(key) : `[${code.name(key)}]`}: ${code.read(read)}`,
        )
        .join(', ')} })`,
  )
  const optional = steps.filter((step) => step.optional)
  return optional.length === 0 ? object : completed(object, optional)
}

/** A reader of what `object` reads, with the members of `steps` that are there. */
export function completed<T extends object>(object: Reader<T>, steps: readonly Step[]): Reader<T> {
  const complete = (value: T, absent: boolean, view: DataView, base: number): T => {
    if (absent) return value
    for (const { key, read } of steps) {
      const member = read(view, base)
      if (member !== undefined) (value as Values)[key] = member
    }
    return value
  }
  return sourced(
    (view, base) => complete(object(view, base), false, view, base),
    (code) => {
      const absent = absentOf(steps.map((step) => step.read))?.(code) ?? 'false'
      return `${code.name(complete)}(${code.read(object)}, ${absent}, view, base)`
    },
  )
}
