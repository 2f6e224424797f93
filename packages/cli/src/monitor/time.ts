const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** Local time as ip(8) prints it with -timestamp, a line of its own, or with -tshort. `microseconds` since 1970. */
export function timestamp(microseconds: number, style: 'long' | 'short'): string {
  const date = new Date(microseconds / 1000)
  const rest = Math.trunc(microseconds % 1e6)
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()]
  if (style === 'short') {
    return `[${year}-${two(month + 1)}-${two(day)}T${clock}.${String(rest).padStart(6, '0')}] `
  }
  return `Timestamp: ${DAYS[date.getDay()]} ${MONTHS[month]} ${String(day).padStart(2)} ${clock} ${year} ${rest} usec\n`
}

/** Microseconds since 1970. */
export function now(): number {
  return Math.trunc((performance.timeOrigin + performance.now()) * 1000)
}
