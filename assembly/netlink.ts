// The kernel's macros of <linux/netlink.h> and <linux/rtnetlink.h>, in their own words.
//
// A datagram is a row of messages, each a struct nlmsghdr and its payload, each starting on a multiple of 4:
//
//    0          4       6        8         12         16                 nlmsg_len    NLMSG_ALIGN(nlmsg_len)
//    +----------+-------+--------+---------+----------+------------------+------------+
//    | len      | type  | flags  | seq     | portid   | payload          | padding    | next nlmsghdr ...
//    +----------+-------+--------+---------+----------+------------------+------------+
//    <----- nlmsg_len counts from here ------------------------------------>
//
// A payload is a fixed struct of the message's family (struct rtmsg, say), padded, and then a row of attributes:
//
//    0          2          4                  rta_len     RTA_ALIGN(rta_len)
//    +----------+----------+------------------+-----------+
//    | len      | type     | payload          | padding   | next rtattr ...
//    +----------+----------+------------------+-----------+
//    <----- rta_len counts from here --------->

/** `sizeof(struct nlmsghdr)`, which is `NLMSG_HDRLEN` too: 16 is a multiple of 4. */
export const NLMSG_HDRLEN: u32 = 16
/** `sizeof(struct rtattr)`, which is `RTA_LENGTH(0)` too. */
export const RTA_HDRLEN: u32 = 4

export const NLMSG_ERROR: u32 = 2
/** `NLM_F_CAPPED`: the ack does not repeat the request's payload. */
export const NLM_F_CAPPED: u32 = 0x100
/** `NLM_F_ACK_TLVS`: attributes follow in an ack. */
export const NLM_F_ACK_TLVS: u32 = 0x200

/** `#define NLMSG_ALIGN(len) ( ((len)+NLMSG_ALIGNTO-1) & ~(NLMSG_ALIGNTO-1) )`, NLMSG_ALIGNTO being 4; RTA_ALIGN is the same. */
// @ts-expect-error: decorator
@inline
export function ALIGN(len: u32): u32 {
  return (len + 3) & ~3
}

/**
 * `#define NLMSG_OK(nlh,len) ((len) >= (int)sizeof(struct nlmsghdr) && (nlh)->nlmsg_len >= sizeof(struct nlmsghdr) &&
 *  (nlh)->nlmsg_len <= (len))`. The caller has read `nlmsg_len` only after it saw that `left` holds a header.
 */
// @ts-expect-error: decorator
@inline
export function NLMSG_OK(nlmsg_len: u32, left: u32): bool {
  return left >= NLMSG_HDRLEN && nlmsg_len >= NLMSG_HDRLEN && nlmsg_len <= left
}

/**
 * `#define RTA_OK(rta,len) ((len) >= (int)sizeof(struct rtattr) && (rta)->rta_len >= sizeof(struct rtattr) &&
 *  (rta)->rta_len <= (len))`
 */
// @ts-expect-error: decorator
@inline
export function RTA_OK(rta_len: u32, left: u32): bool {
  return left >= RTA_HDRLEN && rta_len >= RTA_HDRLEN && rta_len <= left
}

/**
 * The step of `NLMSG_NEXT` and `RTA_NEXT`: `(len) -= ALIGN((x)->len)`. The kernel's `len` is signed: a last one without its padding makes it
 * negative, which ends the loop. Unsigned, that is "no more than what is left".
 */
// @ts-expect-error: decorator
@inline
export function NEXT(len: u32, left: u32): u32 {
  const step = ALIGN(len)
  return step < left ? step : left
}

/** A 16-bit number in the byte order of the host that wrote it. */
// @ts-expect-error: decorator
@inline
export function read16(at: usize, bigEndian: bool): u32 {
  const value = load<u16>(at)
  return bigEndian ? <u32>bswap<u16>(value) : <u32>value
}

/** A 32-bit number in the byte order of the host that wrote it. */
// @ts-expect-error: decorator
@inline
export function read32(at: usize, bigEndian: bool): u32 {
  const value = load<u32>(at)
  return bigEndian ? bswap<u32>(value) : value
}
