// The places in linear memory that the core and packages/codec/src/core.ts agree on. Everything else is the caller's to lay out.

/** Three u32 that each walk leaves: messages written, attributes written, where it stopped. */
export const RESULT: usize = 1024
/** One u8 for all message types from 256 on: the size of the fixed struct before the attributes plus one; 0: the payload is not walked. */
export const OTHERS: usize = 1036
/** One u8 for each message type below 256: the size of the fixed struct before the attributes, or one of the two marks below. */
export const HEADERS: usize = 1040
/** The payload is not walked. */
export const OPAQUE: u32 = 0xff
/** The payload is a struct nlmsgerr: an errno, the header of the request, the rest of the request if it was not capped, attributes. */
export const ECHO: u32 = 0xfe
/** 256 u32: for each hash of type and length the first shape's number plus one, 0 for none. */
export const BUCKETS: usize = 1296
/** 256 shapes, 16 bytes each: nlmsg_len, nlmsg_type | next shape of the bucket plus one << 16, address of its guards, their end. */
export const SHAPES: usize = 2320
/** From here on memory is the caller's. */
export const FREE: usize = 6416 // SHAPES + 256 * 16

/** A message on the tape, eight u32: offset, nlmsg_len, type | flags << 16, where attributes begin, first attribute, their number, status, shape. */
export const MESSAGE_SIZE: usize = 32
/** An attribute on the tape, three u32: type with its flag bits, offset of its payload, length of its payload. */
export const ATTRIBUTE_SIZE: usize = 12
/** "No shape fits": the message's attributes are on the tape. */
export const NO_SHAPE: u32 = 0xffffffff
