// What the suite needs of a test runner: it runs under vitest and, as it is, on a page in a browser.

/** A name, and what throws if it does not hold. */
export type Case = readonly [name: string, run: () => void | Promise<void>]

/** A value in text, by which two are compared: bytes, bigints and undefined members too. */
export function show(value: unknown): string {
  return JSON.stringify(
    value,
    (_, member: unknown) => {
      if (member instanceof Uint8Array) return `bytes ${hex(member)}`
      if (typeof member === 'bigint') return `${member}n`
      if (member instanceof Error) return `${member.name}: ${member.message}`
      return member
    },
    1,
  )
}

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

export function equal(found: unknown, wanted: unknown, what = ''): void {
  const [a, b] = [show(found), show(wanted)]
  if (a !== b) throw new Error(`${what}\nfound  ${a}\nwanted ${b}`)
}

export function ok(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

/** Numbers from 0 to below `n`, the same in each run. */
export function random(seed: number): (n: number) => number {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** `bytes` in pieces of `size`. */
export function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}
