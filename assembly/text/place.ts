import { putFour, putNumber } from './digits'

// Places in the file: all of a message have the same digits but for the last four, or the next ones.

/** All but the last four digits of the place where the message begins, and those four. */
let high: u32 = 0
let low: u32 = 0
/** The texts of `high` and of the number behind it, and how many bytes they have. */
let text: u64 = 0
let size: usize = 0
let nextText: u64 = 0
let nextSize: usize = 0

/** A message begins at `place`, which is below 10 to the power of 12. `room` are 16 bytes for it. */
export function begin(place: f64, room: usize): void {
  const thousands = <u32>(place / 10000)
  low = <u32>(place - <f64>thousands * 10000)
  if (thousands == high && size > 0) return
  high = thousands
  size = putNumber(room, thousands) - room
  text = load<u64>(room)
  nextSize = putNumber(room, thousands + 1) - room
  nextText = load<u64>(room)
}

/** The place of the byte `offset` of the message. Returns where it ends. */
export function putPlace(out: usize, offset: u32): usize {
  let rest = low + offset
  if (rest < 10000) {
    if (high == 0) return putNumber(out, rest)
    store<u64>(out, text)
    putFour(out + size, rest)
    return out + size + 4
  }
  rest -= 10000
  if (rest < 10000) {
    store<u64>(out, nextText)
    putFour(out + nextSize, rest)
    return out + nextSize + 4
  }
  const end = putNumber(out, high + 1 + rest / 10000)
  putFour(end, rest % 10000)
  return end + 4
}
