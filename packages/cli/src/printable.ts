/**
 * What can drive a terminal, or make text read otherwise than it is: C0 and C1 controls, DEL, the line and paragraph
 * separators, and the marks that turn the direction of writing.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** `text` with each such character as `\x1b` or `\u202e`. Everything else, a backslash too, stays as ip(8) prints it. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
  })
}

/** A JSON string. Unlike ip(8)'s it is valid JSON whatever a name contains, and as harmless to a terminal as `printable`. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(UNSAFE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
