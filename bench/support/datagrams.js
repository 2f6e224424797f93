// Bytes of messages, one behind the other, as the kernel sends them: its dumps fill datagrams of up to 32 KiB.
import { readFileSync } from 'node:fs'

const DATAGRAM = 32768

/** Calls `use` with where each message begins and how long it is. */
export function eachMessage(/** @type {Buffer} */ bytes, /** @type {(at: number, length: number) => void} */ use) {
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at)
    use(at, length)
    at += (length + 3) & ~3
  }
}

/** The datagrams of a file. */
export function datagrams(/** @type {string} */ file) {
  const bytes = readFileSync(file)
  /** @type {Buffer[]} */
  const found = []
  let from = 0
  eachMessage(bytes, (at, length) => {
    if (at + length - from <= DATAGRAM) return
    found.push(bytes.subarray(from, at))
    from = at
  })
  return [...found, bytes.subarray(from)]
}

/** '10.1.2.3' as a number, 0 for nothing. */
export const ipv4 = (/** @type {string | undefined} */ text) =>
  text === undefined ? 0 : text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** The sum of a text's bytes. */
export function textSum(/** @type {string | undefined} */ text = '') {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i)
  return sum
}
