import { escapeText } from './type.ts'

/** A value as an error message shows it. */
export const describe = (value: unknown): string =>
  typeof value === 'string'
    ? `'${escapeText(value)}'`
    : Array.isArray(value)
      ? 'an array'
      : typeof value === 'object' && value !== null
        ? 'an object'
        : typeof value === 'bigint'
          ? `${value}n`
          : String(value)
