import type { Options } from '../options.ts'

const PREFIXES = 'kMGTPE'

/** A counter as `-h` shows it: `1.50k`, with `-iec` in powers of 1024: `1.50Ki`. Without `-h` all its digits. */
export function counter(value: bigint | number, options: Pick<Options, 'human' | 'iec'>): string {
  const count = BigInt(value)
  const base = options.iec ? 1024n : 1000n
  if (!options.human || count < base) return String(count)
  let prefix = 0
  let power = base
  while (count / base >= power && prefix < PREFIXES.length - 1) {
    power *= base
    prefix++
  }
  // Three digits that count, as far as three can be had.
  let precision = 2
  for (let limit = 10n; precision > 0 && count / power >= limit; limit *= 10n) precision--
  return `${round(Number(count) / Number(power), precision)}${PREFIXES[prefix]}${options.iec ? 'i' : ''}`
}

/** As C's printf rounds: what lies exactly in the middle goes to the even digit, where `toFixed` goes up. */
function round(value: number, precision: number): string {
  const scaled = value * 10 ** precision
  const tie = Number.isInteger(value * 8) && scaled - Math.floor(scaled) === 0.5
  if (tie && Math.floor(scaled) % 2 === 0) return (Math.floor(scaled) / 10 ** precision).toFixed(precision)
  return value.toFixed(precision)
}
