// What a walk can say. packages/codec/src/core.ts gives each its sentence.

export const OK: u32 = 0
/** The table of messages is full: `stopped` is where to go on. */
export const MESSAGES_FULL: u32 = 1
/** The table of attributes is full: `stopped` is the message (or attribute) to go on with. */
export const ATTRIBUTES_FULL: u32 = 2
/** Fewer than 16 bytes are left: no header. */
export const MESSAGE_HEADER: u32 = 3
/** `nlmsg_len` is less than its own header. */
export const MESSAGE_LENGTH: u32 = 4
/** `nlmsg_len` is more than what is left. */
export const MESSAGE_TRUNCATED: u32 = 5
/** `nla_len` is less than its own header. */
export const ATTRIBUTE_LENGTH: u32 = 6
/** `nla_len` is more than what is left. */
export const ATTRIBUTE_TRUNCATED: u32 = 7
/** One to three bytes are left after the last attribute. The kernel passes over them, and so do we. */
export const ATTRIBUTE_LEFTOVER: u32 = 8
/** Attributes within attributes more than `MAX_DEPTH` deep. */
export const TOO_DEEP: u32 = 9
/** The columns have no room for another row. */
export const ROWS_FULL: u32 = 10
/** The message has a shape that no program is known for. */
export const UNKNOWN_SHAPE: u32 = 11
/** A message of the netlink layer itself, `NLMSG_DONE` or `NLMSG_ERROR`: the caller's. */
export const CONTROL: u32 = 12
/** Whether the message is wanted cannot be told here. */
export const ASK: u32 = 13
/** The bytes of a text have no room any more: the row was not made. */
export const HEAP_FULL: u32 = 14
/** Of a message: it does not pass the filter. (15 is the codec's own.) */
export const DROPPED: u32 = 16

/** The kernel's own messages nest five deep; its policies stop at ten (`MAX_POLICY_RECURSION_DEPTH`). */
export const MAX_DEPTH: u32 = 16
