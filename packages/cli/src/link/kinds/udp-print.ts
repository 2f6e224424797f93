import { numberOf } from '../../enums.ts'
import type { Printer } from '../../print.ts'
import { hex } from '../hex.ts'

// What the details of Ethernet over UDP (vxlan, geneve) share.

/** 0 is not mentioned. */
export function printTos(print: Printer, tos: number | undefined): void {
  if (tos) print.any('tos', hex(tos), 'tos ', ' ', tos === 1 ? 'inherit' : hex(tos))
}

/** `auto` for 0. With `inherit`, JSON says nothing. */
export function printTtl(print: Printer, ttl: number | undefined, inherit: number | boolean | undefined): void {
  if (inherit) print.text('ttl inherit ')
  else if (ttl !== undefined) print.any('ttl', ttl, 'ttl ', ' ', ttl || 'auto')
}

/** `VXLAN_DF` and `GENEVE_DF` have the same numbers. */
const DF = { UNSET: 0, SET: 1, INHERIT: 2 } as const

/** As text unset, the rule, is not mentioned. */
export function printDf(print: Printer, value: string | number | undefined): void {
  if (value === undefined) return
  const df = numberOf(DF, value)
  if (df === DF.UNSET) print.only('df', 'unset')
  else if (df === DF.SET) print.any('df', 'set', 'df ')
  else if (df === DF.INHERIT) print.any('df', 'inherit', 'df ')
}

/** A switch that as text is `word` or `noword`. */
export function printSwitch(print: Printer, key: string, word: string, value: number | undefined): void {
  if (value !== undefined) print.any(key, value !== 0, '', ' ', value ? word : `no${word}`)
}
