/** Constants of one kind, as `uapi` has them: `{ UNSPEC: 0, KERNEL: 2 }`. */
export type Constants = Readonly<Record<string, number>>

/** The number of a decoded enum value: `numberOf(RTPROT, 'kernel')` is 2; a number stays. */
export function numberOf(constants: Constants, value: string | number): number {
  if (typeof value === 'number') return value
  const found = constants[value.toUpperCase()]
  if (found === undefined) throw new TypeError(`"${value}" is no name of these constants`)
  return found
}

/** The bits of decoded flags: `bitsOf(IFF, ['up', 0x100000])`. */
export function bitsOf(constants: Constants, flags: readonly (string | number)[]): number {
  let bits = 0
  for (const flag of flags) bits |= numberOf(constants, flag)
  return bits >>> 0
}
