import { escapeText } from './type.ts'

/** So many letters of a text are shown: more than any name has, and no more than a line or two. */
const SHOWN = 160

/** A value as an error message shows it. */
export function describe(value: unknown): string {
  if (typeof value === 'string')
    return value.length > SHOWN ? `'${escapeText(value.slice(0, SHOWN))}…'` : `'${escapeText(value)}'`
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'bigint' ? `${value}n` : String(value)
}
