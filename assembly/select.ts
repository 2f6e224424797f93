import { MESSAGE_SIZE, NO_SHAPE } from './layout'
import { DROPPED } from './status'

/** What a program's first word says of messages that nobody wants. The programs are those of assembly/columns.ts, without steps. */
const DROP: u32 = 1
const DECIDED: u32 = 0xffffffff

/**
 * Gives the status `DROPPED` to those of the `count` messages of type `type` on the tape that do not pass the checks of their shape. `programs` has for each
 * shape the address of its program. Returns the number of the first message whose shape has none yet; without such a one all are decided.
 */
export function select(messages: usize, count: u32, type: u32, programs: usize): u32 {
  for (let i: u32 = 0; i < count; i++) {
    const message = messages + <usize>i * MESSAGE_SIZE
    const shape = load<u32>(message, 28)
    if (shape == NO_SHAPE || (load<u32>(message, 8) & 0xffff) != type) continue
    const program = <usize>load<u32>(programs + <usize>shape * 4)
    if (program == 0) return i
    const at = <usize>load<u32>(message)
    let dropped = load<u32>(program) == DROP
    const end = program + 16 + <usize>load<u32>(program, 4) * 12
    for (let check = program + 16; check < end && !dropped; check += 12)
      dropped = (load<u32>(at + load<u32>(check)) & load<u32>(check, 4)) != load<u32>(check, 8)
    if (dropped) store<u32>(message, DROPPED, 24)
  }
  return DECIDED
}
