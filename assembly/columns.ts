import { ASKED, NO_SHAPE, PROGRAMS, RESULT } from './layout'
import { NEXT, NLMSG_HDRLEN, NLMSG_OK, read16, read32 } from './netlink'
import { findShape } from './shapes'
import {
  ASK, CONTROL, HEAP_FULL, MESSAGE_HEADER, MESSAGE_LENGTH, MESSAGE_TRUNCATED, OK, ROWS_FULL, UNKNOWN_SHAPE,
} from './status'

// A shape's program says what to do with each message that has it. It is made once, from the declaration, and consists of u32:
//
//    action, checks, steps, planes, the checks (offset, mask, word), the steps (kind, offset, length, destination), the planes (destination, byte)
//
// A message that fails one of the checks is not wanted. Each step writes one column's value for the row; a plane holds for each row one byte
// with a bit for each of eight columns: set where the row has a value.

/** What a program does with a message: makes a row of it; passes it over; leaves it to the caller. */
const DROP: u32 = 1
const LEAVE: u32 = 2

// The kinds of steps; packages/codec/src/column-program.ts has the same. Widths 1, 2, 4, 8, 16.
const ZERO1: u32 = 0
const ZERO2: u32 = 1
const ZERO4: u32 = 2
const ZERO8: u32 = 3
const ZERO16: u32 = 4
const COPY1: u32 = 5
const COPY2: u32 = 6
const COPY4: u32 = 7
const COPY8: u32 = 8
const COPY16: u32 = 9
const SWAP2: u32 = 10
const SWAP4: u32 = 11
const SWAP8: u32 = 12
/** 32 bits into a column of 64. */
const WIDEN: u32 = 13
const SWAP_WIDEN: u32 = 14
/** An IPv4 address as an IPv6 one, `::ffff:10.0.0.1`. */
const MAPPED: u32 = 15
/** A flag, which has no bytes. */
const ONE: u32 = 16
/** No bytes, bytes, and bytes without the NULs at their end: i32 offsets into a heap, one more than there are rows. */
const NONE: u32 = 17
const BYTES: u32 = 18
const TEXT: u32 = 19

/** Appends to a heap: destination is a block of u32: address of the offsets, of the heap, its size, bytes used. False when it does not fit. */
function append(message: usize, kind: u32, offset: u32, length: u32, block: usize, row: u32): bool {
  const offsets = <usize>load<u32>(block)
  const used = load<u32>(offsets + (<usize>row << 2))
  let size: u32 = kind == NONE ? 0 : length
  const from = message + offset
  if (kind == TEXT) while (size > 0 && load<u8>(from + size - 1) == 0) size--
  if (size > load<u32>(block, 8) - used) return false
  memory.copy(<usize>load<u32>(block, 4) + used, from, size)
  store<u32>(offsets + (<usize>row << 2), used + size, 4)
  return true
}

function row_(message: usize, step: usize, end: usize, row: u32): bool {
  const r = <usize>row
  while (step < end) {
    const kind = load<u32>(step)
    const from = message + load<u32>(step, 4)
    const to = <usize>load<u32>(step, 12)
    switch (kind) {
      case ZERO1: store<u8>(to + r, 0); break
      case ZERO2: store<u16>(to + (r << 1), 0); break
      case ZERO4: store<u32>(to + (r << 2), 0); break
      case ZERO8: store<u64>(to + (r << 3), 0); break
      case ZERO16: v128.store(to + (r << 4), i64x2.splat(0)); break
      case COPY1: store<u8>(to + r, load<u8>(from)); break
      case COPY2: store<u16>(to + (r << 1), load<u16>(from)); break
      case COPY4: store<u32>(to + (r << 2), load<u32>(from)); break
      case COPY8: store<u64>(to + (r << 3), load<u64>(from)); break
      case COPY16: v128.store(to + (r << 4), v128.load(from)); break
      case SWAP2: store<u16>(to + (r << 1), bswap<u16>(load<u16>(from))); break
      case SWAP4: store<u32>(to + (r << 2), bswap<u32>(load<u32>(from))); break
      case SWAP8: store<u64>(to + (r << 3), bswap<u64>(load<u64>(from))); break
      case WIDEN: store<u64>(to + (r << 3), <u64>load<u32>(from)); break
      case SWAP_WIDEN: store<u64>(to + (r << 3), <u64>bswap<u32>(load<u32>(from))); break
      case MAPPED:
        store<u64>(to + (r << 4), 0)
        store<u32>(to + (r << 4), 0xffff0000, 8)
        store<u32>(to + (r << 4), load<u32>(from), 12)
        break
      case ONE: store<u8>(to + r, 1); break
      default: if (!append(message, kind, load<u32>(step, 4), load<u32>(step, 8), to, row)) return false
    }
    step += 16
  }
  return true
}

/**
 * Reads messages between `start` and `end` into columns, from row `row` up to `rows`, by the programs of their shapes. Of messages whose type is
 * not `type` or whose sequence number differs from `seq` in a bit of `seqMask` nothing is read. Stops where the caller has to decide, with the
 * reason; `RESULT` then has the row, the address of the message, all `nlmsg_flags` that were seen under
 * wanted sequence numbers, or-ed.
 * With `single` it stops after one message.
 */
export function fill(
  start: usize, end: usize, bigEndian: bool, type: u32, seq: u32, seqMask: u32, row: u32, rows: u32, single: bool,
): u32 {
  let at = start
  let left = <u32>(end - start)
  let seen: u32 = 0
  let status = OK
  while (left > 0) {
    if (left < NLMSG_HDRLEN) {
      status = MESSAGE_HEADER
      break
    }
    const nlmsg_len = read32(at, bigEndian)
    if (!NLMSG_OK(nlmsg_len, left)) {
      status = nlmsg_len < NLMSG_HDRLEN ? MESSAGE_LENGTH : MESSAGE_TRUNCATED
      break
    }
    const nlmsg_type = read16(at + 4, bigEndian)
    if (((load<u32>(at, 8) ^ seq) & seqMask) == 0) {
      if (nlmsg_type < 16 && nlmsg_type != type) {
        status = CONTROL
        break
      }
      if (nlmsg_type == type) {
        const shape = findShape(at, type, nlmsg_len)
        if (shape == NO_SHAPE) {
          status = UNKNOWN_SHAPE
          break
        }
        const program = <usize>load<u32>(PROGRAMS + <usize>shape * 4)
        let action = load<u32>(program)
        if (action != DROP) {
          let check = program + 16
          const steps = check + <usize>load<u32>(program, 4) * 12
          for (; check < steps; check += 12)
            if ((load<u32>(at + load<u32>(check)) & load<u32>(check, 4)) != load<u32>(check, 8)) {
              action = DROP
              break
            }
          if (action == LEAVE) {
            store<u32>(ASKED, shape)
            status = ASK
            break
          }
          if (action != DROP) {
            if (row >= rows) {
              status = ROWS_FULL
              break
            }
            let plane = steps + <usize>load<u32>(program, 8) * 16
            if (!row_(at, steps, plane, row)) {
              status = HEAP_FULL
              break
            }
            const planes = plane + <usize>load<u32>(program, 12) * 8
            for (; plane < planes; plane += 8) store<u8>(<usize>load<u32>(plane) + row, <u8>load<u32>(plane, 4))
            row++
          }
        }
      }
      seen |= read16(at + 6, bigEndian)
    }
    const step = NEXT(nlmsg_len, left)
    at += step
    left -= step
    if (single) break
  }
  store<u32>(RESULT, row)
  store<u32>(RESULT, <u32>at, 4)
  store<u32>(RESULT, seen, 8)
  return status
}

/** Makes one row, number `row`, of the message at `at` by `program`, whatever its checks and action say: the caller has decided. False when a heap is full. */
export function take(at: usize, program: usize, row: u32): bool {
  const steps = program + 16 + <usize>load<u32>(program, 4) * 12
  let plane = steps + <usize>load<u32>(program, 8) * 16
  if (!row_(at, steps, plane, row)) return false
  const planes = plane + <usize>load<u32>(program, 12) * 8
  for (; plane < planes; plane += 8) store<u8>(<usize>load<u32>(plane) + row, <u8>load<u32>(plane, 4))
  return true
}

/** Makes the bitmap of one column, least significant bit first, of the bit `bit` of the bytes of its plane. Sixteen rows at a time, beyond `rows` too. */
export function bitmap(plane: usize, bit: u32, out: usize, rows: u32): void {
  const end = plane + rows
  for (; plane < end; plane += 16) {
    store<u16>(out, <u16>i8x16.bitmask(i8x16.shl(v128.load(plane), 7 - bit)))
    out += 2
  }
}
