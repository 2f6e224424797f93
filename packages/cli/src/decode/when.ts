import type { Sink } from './sink.ts'

const BILLION = 1_000_000_000n

/** Writes times. Those of one second, which are many, have most of their text in common. */
export class When {
  #start = -BILLION
  #seconds = ''
  #date = ''

  /** `1700000000123456789`. */
  number(sink: Sink, time: bigint): void {
    // Zeros in front are no JSON.
    if (time < BILLION) {
      sink.plain(String(time))
      return
    }
    const rest = this.#rest(time)
    sink.plain(this.#seconds)
    sink.nineDigits(rest)
  }

  /** `2023-11-14T22:13:20.123456789Z`. */
  date(sink: Sink, time: bigint): void {
    const rest = this.#rest(time)
    sink.plain(this.#date)
    sink.nineDigits(rest)
    sink.plain('Z')
  }

  /** The nanoseconds behind the second. */
  #rest(time: bigint): number {
    const rest = Number(time - this.#start)
    if (rest >= 0 && rest < 1e9) return rest
    // Rounded down, before 1970 too.
    const left = time % BILLION
    const nanoseconds = left < 0n ? left + BILLION : left
    this.#start = time - nanoseconds
    const seconds = this.#start / BILLION
    const date = new Date(Number(seconds) * 1000)
    this.#seconds = String(seconds)
    this.#date = `${Number.isNaN(date.getTime()) ? seconds : date.toISOString().slice(0, -5)}.`
    return Number(nanoseconds)
  }
}
