import type { Code, Reader } from './type.ts'

/** After how many messages a shape is common enough that functions of its own, which take the time of some hundred messages to make, pay. */
const COMMON = 100

/** Characters of what is written into the function around it. What is longer becomes a function of its own: V8 takes more than twice as long to optimise twice as much. */
const SHORT = 1500

/** Characters of a function at most. An array of thousands is read by its closures: V8 would not optimise a function of so many. */
const LONGEST = 128 * 1024

let allowed = true

/**
 * A reader that counts its calls. Where many messages of one shape come, `replace` is given a function with all keys and places of the shape written out: V8
 * turns it into straight code with one hidden class for each object, many times as fast as storing under keys that are variables. Only keys and the
 * declared places of values go into its text, no data. Where a page's content security policy forbids that, `reader` stays.
 */
export function counted<T>(reader: Reader<T>, replace: (written: Reader<T>) => void): Reader<T> {
  let seen = 0
  return (view, base) => {
    if (++seen === COMMON) {
      const made = written(reader)
      if (made !== undefined) replace(made)
    }
    return reader(view, base)
  }
}

function written<T>(reader: Reader<T>): Reader<T> | undefined {
  if (!allowed) return undefined
  try {
    return functionOf(reader)
  } catch (error) {
    // By a content security policy; anything else has to do with this one function.
    if (error instanceof EvalError) allowed = false
    return undefined
  }
}

/** Throws `EvalError` where code may not be made at run time. */
function functionOf<T>(reader: Reader<T>): Reader<T> {
  const names = new Map<unknown, string>()
  const text = reader.source?.(codeWith(names))
  if (text === undefined || text.length > LONGEST) return reader
  const make = new Function(...names.values(), `return (view, base) => ${text}`) as (...given: unknown[]) => Reader<T>
  return make(...names.keys())
}

/** The code of a function with `names` for what it needs. */
const codeWith = (names: Map<unknown, string>): Code => ({
  name(value) {
    const name = names.get(value) ?? `r${names.size}`
    names.set(value, name)
    return name
  },
  read(reader) {
    const alone = reader.source?.(codeWith(new Map()))
    return alone !== undefined && alone.length <= SHORT
      ? (reader.source?.(this) ?? '')
      : `${this.name(functionOf(reader))}(view, base)`
  },
})
