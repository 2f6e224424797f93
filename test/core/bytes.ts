// Buffers to feed to the core: whole messages written by hand, and damage done to them.

/** A generator of pseudo-random numbers (mulberry32), so that a failure can be repeated from its seed. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** One attribute, padded. */
export function attribute(
  type: number,
  payload: readonly number[],
  bigEndian = false,
  length = payload.length + 4,
): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((payload.length + 4) / 4) * 4)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, length, !bigEndian)
  view.setUint16(2, type, !bigEndian)
  bytes.set(payload, 4)
  return bytes
}

/** One message, padded. */
export function netlink(
  type: number,
  flags: number,
  parts: readonly Uint8Array[],
  bigEndian = false,
  length?: number,
): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 16)
  const bytes = new Uint8Array(Math.ceil(size / 4) * 4)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, length ?? size, !bigEndian)
  view.setUint16(4, type, !bigEndian)
  view.setUint16(6, flags, !bigEndian)
  let at = 16
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** A well-formed buffer of one to six messages with random attributes, whose lengths lie now and then. */
export function randomMessages(pick: (below: number) => number, bigEndian: boolean): Uint8Array {
  const types = [2, 3, 16, 24, 24, 24, 28, 90, 300]
  return concat(
    Array.from({ length: 1 + pick(6) }, () => {
      const header = new Uint8Array(pick(8) === 0 ? pick(20) : 12).map(() => pick(256))
      const set = Array.from({ length: pick(6) }, () => {
        const payload = Array.from({ length: pick(12) }, () => pick(256))
        return attribute(pick(65536), payload, bigEndian, pick(20) === 0 ? pick(64) : undefined)
      })
      return netlink(
        types[pick(types.length)] ?? 24,
        pick(65536),
        [header, ...set],
        bigEndian,
        pick(30) === 0 ? pick(200) : undefined,
      )
    }),
  )
}
