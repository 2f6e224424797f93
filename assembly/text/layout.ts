// The places in linear memory that this module and packages/cli/src/decode/text-core.ts agree on.

/** Two u32 that `print` leaves: why it stopped, and where the text ends. */
export const RESULT: usize = 1024
/** 10,000 u32: the texts `0000` to `9999`. */
export const FOUR_DIGITS: usize = 2048
/** 256 u32: the texts `0.` to `255.` */
export const OCTETS: usize = 42048 // FOUR_DIGITS + 10000 * 4
/** From here on memory is the caller's: templates, messages, and text. */
export const FREE: usize = 43072 // OCTETS + 256 * 4
