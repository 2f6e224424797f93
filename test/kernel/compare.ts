/**
 * Runs `ip -j ARGS` and `rtnl -j ARGS` in a namespace and reports every difference: object by object, key by key, in order.
 *
 * ip is asked before and after rtnl. A value that stands still must be equal. A value that ticks (an age, a lifetime, a counter;
 * the keys are listed here, each with its reason) may lie between ip's two answers; a timer that runs may be anything. When anything else changed between the
 * two, the machine was in motion and the whole is asked again.
 */

import { printable } from '../../packages/cli/src/printable.ts'
import { type Json, JsonError, parseJson } from './json.ts'
import { type Namespace, RTNL } from './namespace.ts'

/** Keys whose numbers tick while nobody touches the object. */
const TICKING = new Set([
  'valid_life_time', // seconds left
  'preferred_life_time',
  'expires', // seconds left, of routes
  'age', // seconds since use, of routes
  'used', // neighbour: seconds since
  'confirmed',
  'updated',
  'refcnt', // neighbour: packets in flight hold one
  'probes',
  // counters of links
  'bytes',
  'packets',
  'errors',
  'dropped',
  'over_errors',
  'multicast',
  'carrier_errors',
  'collisions',
  'nohandler',
  'carrier_changes',
  'up_count',
  'down_count',
])

/** Seconds until a bridge's or a port's timer fires. One that runs begins anew, on a slow machine several times between ip's two answers, which are no bounds then. */
const RUNNING = /^(hello|tcn|topology_change|gc|hold|message_age|forward_delay)_timer$/

/**
 * An empty link-layer address (of a tun device): iproute2 prints the byte that follows the attribute, which is the length of the next
 * one. We print what is there.
 */
function emptyLladdr(path: string, ip: Json | undefined, ours: Json | undefined): boolean {
  return path.endsWith('.lladdr') && ip === '08' && ours === ''
}

/** What a line of ip may be where ours differs on purpose. */
function allowed(ip: string, ours: string): string {
  let line = ip
  if (/ lladdr {2}| {10,}$/.test(ours)) line = line.replace(/( lladdr | {10,})08( |$)/, '$1$2')
  // iproute2 prints who set an address since 6.3, we do with -d.
  const setter = /^ {4}inet6? .* scope \S+ (proto \S+ )/.exec(ours)?.[1]
  if (setter && !line.includes(' proto ')) line = line.replace(/( scope \S+ )/, `$1${setter}`)
  return line
}

/** Equal but for what is allowed. iproute2 counts the bytes of a name to fill a column, we count its letters. */
function sameLine(ip: string | undefined, ours: string | undefined): boolean {
  if (ip === undefined || ours === undefined) return ip === ours
  const line = allowed(ip, ours)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is all of ASCII
  if (/^[\u0000-\u007f]*$/.test(line)) return line === ours
  return line.replace(/ +/g, ' ') === ours.replace(/ +/g, ' ')
}

/** Keys that only an iproute2 newer than the installed one prints: `rtnl` may have them beside ip's, under that name. */
const NEWER: readonly RegExp[] = [
  /^\[[^\]]*\]\.addr_info\[[^\]]*\]\.protocol$/, // 6.3: who set the address
]

/** Keys that name an object in a report, the first that is there. */
const NAMING = ['ifname', 'dst', 'local', 'priority', 'ifindex']

export interface Comparison {
  /** What was run, without the tool's name. */
  args: readonly string[]
  /** Objects that ip printed. */
  objects: number
  /** One line each: where, what ip says, what rtnl says. Empty: equal. */
  differences: string[]
}

/** What was in motion is shown by one attempt and not by the next. */
const ATTEMPTS = 10

/** A difference counts when so many attempts in a row show it. */
const PROOFS = 3

/** One attempt. */
interface Attempt {
  result: Comparison
  /** ip said the same before and after rtnl was asked. */
  still: boolean
}

/**
 * Asks until there is no difference, or proof of one. That ip says the same before and after is none by itself: what goes to and fro, like the state of a
 * neighbour that is probed, may be back when ip is asked again.
 */
function untilSure(ask: () => Attempt): Comparison {
  let shown = ''
  let proofs = 0
  for (let attempt = 1; ; attempt++) {
    const { result, still } = ask()
    const differences = result.differences.join('\n')
    proofs = still && differences === shown ? proofs + 1 : still ? 1 : 0
    shown = differences
    if (differences === '' || proofs === PROOFS || attempt === ATTEMPTS) return result
  }
}

/** Compares the JSON of both tools for the arguments after `-j`. */
export function compareJson(namespace: Pick<Namespace, 'try'>, line: string | readonly string[]): Comparison {
  const args = words(line)
  return untilSure(() => {
    const [before, ours, after] = ask(namespace, ['-j', ...args])
    const differences: string[] = []
    if (before.status !== ours.status) differences.push(exits(before, ours))
    const ipBefore = parseJson(before.stdout)
    const ipAfter = parseJson(after.stdout)
    try {
      if (ours.stdout.trim() !== '') JSON.parse(ours.stdout)
      differ('', ipBefore, parseJson(ours.stdout), ipAfter, differences)
    } catch (error) {
      if (!(error instanceof JsonError || error instanceof SyntaxError)) throw error
      differences.push(`rtnl's output is no JSON: ${error.message}`)
    }
    const objects = Array.isArray(ipBefore) ? ipBefore.length : 1
    return { result: { args, objects, differences }, still: before.stdout === after.stdout }
  })
}

/** Compares the plain text of both tools, line by line, blanks included. ip prints as it is what could drive a terminal, so it is escaped in both. */
export function compareText(namespace: Pick<Namespace, 'try'>, line: string | readonly string[]): Comparison {
  const args = words(line)
  return untilSure(() => {
    const [before, ours, after] = ask(namespace, args)
    const lines = ({ stdout }: Asked) => stdout.split('\n').map(printable)
    const [first, rtnl, last] = [lines(before), lines(ours), lines(after)]
    const differences: string[] = []
    if (before.status !== ours.status) differences.push(exits(before, ours))
    for (let i = 0; i < Math.max(first.length, rtnl.length); i++) {
      if (sameLine(first[i], rtnl[i]) || sameLine(last[i], rtnl[i]) || betweenText(first[i], rtnl[i], last[i])) continue
      differences.push(`line ${i + 1}:\n      ip   ${show(first[i])}\n      rtnl ${show(rtnl[i])}`)
      if (differences.length > 20) break
    }
    const objects = first.filter((text) => /^\S/.test(text)).length
    return { result: { args, objects, differences }, still: before.stdout === after.stdout }
  })
}

/** A readable report of the comparisons that found differences; empty when all are equal. */
export function report(comparisons: readonly Comparison[]): string {
  return comparisons
    .filter(({ differences }) => differences.length > 0)
    .map(({ args, objects, differences }) => {
      const shown = differences.slice(0, 30).map((text) => `    ${text}`)
      if (differences.length > 30) shown.push(`    ... and ${differences.length - 30} more`)
      return `  ${args.join(' ')} (${objects} objects)\n${shown.join('\n')}`
    })
    .join('\n')
}

type Asked = ReturnType<Namespace['try']>

function ask(namespace: Pick<Namespace, 'try'>, args: readonly string[]): [Asked, Asked, Asked] {
  return [namespace.try('ip', args), namespace.try(RTNL, args), namespace.try('ip', args)]
}

function words(line: string | readonly string[]): readonly string[] {
  return typeof line === 'string' ? line.trim().split(/\s+/) : line
}

function exits(ip: Asked, rtnl: Asked): string {
  return `exit code: ip ${ip.status} (${ip.stderr.trim()}), rtnl ${rtnl.status} (${rtnl.stderr.trim()})`
}

function differ(path: string, before: Json, ours: Json | undefined, after: Json | undefined, out: string[]): void {
  if (ours === undefined) {
    out.push(`${path}: ip ${show(before)}, rtnl has none`)
  } else if (Array.isArray(before) && Array.isArray(ours)) {
    const last = Array.isArray(after) ? after : []
    before.forEach((item, i) => {
      differ(`${path}[${i}${nameOf(item)}]`, item, ours[i], last[i], out)
    })
    ours.slice(before.length).forEach((item, i) => {
      out.push(`${path}[${before.length + i}${nameOf(item)}]: only rtnl has ${show(item)}`)
    })
  } else if (isObject(before) && isObject(ours)) {
    const last = isObject(after) ? after : {}
    for (const [key, value] of Object.entries(before)) differ(`${path}.${key}`, value, ours[key], last[key], out)
    for (const key of Object.keys(ours)) {
      if (!(key in before || NEWER.some((newer) => newer.test(`${path}.${key}`))))
        out.push(`${path}.${key}: only rtnl has it: ${show(ours[key])}`)
    }
    const order = Object.keys(ours).filter((key) => key in before)
    if (order.length === Object.keys(before).length && `${order}` !== `${Object.keys(before)}`) {
      out.push(`${path}: order of keys: ip ${Object.keys(before)}, rtnl ${order}`)
    }
  } else if (before !== ours && !ticked(path, before, ours, after) && !emptyLladdr(path, before, ours)) {
    out.push(`${path}: ip ${show(before)}${after === before ? '' : ` then ${show(after)}`}, rtnl ${show(ours)}`)
  }
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ticked(path: string, before: Json, ours: Json, after: Json | undefined): boolean {
  const key = path.slice(path.lastIndexOf('.') + 1).replace(/[[#].*/, '')
  if (RUNNING.test(key)) return before !== after && typeof ours === 'number'
  return TICKING.has(key) && between(before, ours, after)
}

function between(before: Json, ours: Json, after: Json | undefined): boolean {
  const numeric = (value: Json | undefined) => typeof value === 'number' || typeof value === 'bigint'
  if (!numeric(before) || !numeric(ours) || !numeric(after)) return false
  const [a, b, c] = [before, ours, after] as number[] as [number, number, number]
  return (a <= b && b <= c) || (a >= b && b >= c)
}

/** Lines equal but for numbers that lie between ip's two, and the blanks before them. */
function betweenText(before: string | undefined, ours: string | undefined, after: string | undefined): boolean {
  if (before === undefined || ours === undefined || after === undefined || before === after) return false
  const split = (text: string) => text.replace(/ +/g, ' ').split(/(\d+(?:\.\d+)?)/)
  const [a, b, c] = [split(before), split(ours), split(after)]
  if (a.length !== b.length || b.length !== c.length) return false
  return a.every((part, i) => {
    if (i % 2 === 0) return part === b[i] && part === c[i]
    const word = a[i - 1]?.trimEnd().split(' ').at(-1) ?? ''
    if (RUNNING.test(word) && part !== c[i]) return true
    return between(Number(part), Number(b[i]), Number(c[i]))
  })
}

function nameOf(item: Json): string {
  if (!isObject(item)) return ''
  const key = NAMING.find((name) => name in item)
  return key === undefined ? '' : ` ${key}=${show(item[key])}`
}

function show(value: Json | undefined): string {
  if (value === undefined) return '(nothing)'
  const text = JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner))
  return text.length > 300 ? `${text.slice(0, 300)}...` : text
}
