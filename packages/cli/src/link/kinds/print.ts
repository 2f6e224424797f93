import type { Printer, Scalar } from '../../print.ts'
import { hex } from '../hex.ts'

/** How the values of a kind are printed: `word value `, in JSON `key: value`; what is absent is not. */
export interface Shower {
  /** A value; `word` where it is not the key. */
  value(key: string, value: Scalar | undefined, word?: string): void
  /** A switch: `on` or `off`, in JSON true or false. */
  onOff(key: string, value: number | undefined): void
  /** A number in hexadecimal; in JSON a string. */
  hex(key: string, value: number | undefined, word?: string): void
  /** A timer in hundredths of a second. */
  timer(key: string, value: bigint | undefined): void
  /** A word that stands for itself, in JSON true. */
  set(key: string, value: unknown, word?: string): void
}

export function shower(print: Printer): Shower {
  return {
    value(key, value, word = key) {
      if (value !== undefined) print.any(key, value, `${word} `)
    },
    onOff(key, value) {
      if (value !== undefined) print.any(key, value !== 0, `${key} `, ' ', value === 0 ? 'off' : 'on')
    },
    hex(key, value, word = key) {
      if (value !== undefined) print.any(key, hex(value), `${word} `)
    },
    timer(key, value) {
      if (value === undefined) return
      const seconds = (value / 100n).toString()
      const hundredths = (value % 100n).toString().padStart(2, '0')
      print.decimal(key, `${seconds}.${hundredths}`)
      print.text(`${key} ${seconds.padStart(4)}.${hundredths} `)
    },
    set(key, value, word = key) {
      if (value) print.any(key, true, '', ' ', word)
    },
  }
}
