import type { Reader } from './type.ts'

/** A key and how to read its value at the places of one shape. A value that is `undefined` is not set. */
export interface Step {
  readonly key: string | symbol
  readonly read: Reader<unknown>
}

/** A reader of objects: the keys of `steps`, in their order. */
export function record(steps: readonly Step[]): Reader<Record<string | symbol, unknown>> {
  return (view, base) => {
    const value: Record<string | symbol, unknown> = {}
    for (const { key, read } of steps) {
      const member = read(view, base)
      if (member !== undefined) value[key] = member
    }
    return value
  }
}
