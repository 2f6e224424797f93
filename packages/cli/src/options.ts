import { UsageError } from './errors.ts'
import { parseUnsigned } from './numbers.ts'
import { matches } from './words.ts'

/** The family given with -f, -4, -6, -0, -M or -B; 'unspec' without one. */
export type PreferredFamily = 'unspec' | 'inet' | 'inet6' | 'packet' | 'mpls' | 'bridge'

/** The options before the object, as in ip(8). */
export interface Options {
  family: PreferredFamily
  json: boolean
  pretty: boolean
  /** How often -d was given. */
  details: number
  /** How often -s was given. */
  statistics: number
  oneline: boolean
  brief: boolean
  /** Print numbers where a name is known. */
  numeric: boolean
  /** Human-readable numbers of -s. */
  human: boolean
  /** Powers of 1024 for `human`. */
  iec: boolean
  /** `monitor` prints the time before each message. */
  timestamp: 'no' | 'long' | 'short'
  /** Name or path of the network namespace. */
  netns: string | undefined
  /** Size of the socket's receive buffer in bytes. */
  receiveBuffer: number | undefined
  /** The file of commands that -batch names; `-` is standard input. */
  batch: string | undefined
  /** A command of the batch that fails does not end it. */
  force: boolean
  /** File to record into what is sent and received. */
  capture: string | undefined
  version: boolean
  help: boolean
}

const FAMILIES: Readonly<Record<string, PreferredFamily>> = {
  inet: 'inet',
  inet6: 'inet6',
  link: 'packet',
  mpls: 'mpls',
  bridge: 'bridge',
}

const SHORT_FAMILIES: Readonly<Record<string, PreferredFamily>> = {
  '-4': 'inet',
  '-6': 'inet6',
  '-0': 'packet',
  '-M': 'mpls',
  '-B': 'bridge',
}

/** Asked in this order: -b is -batch, -h is -human-readable, -r is -resolve, -s is -statistics, -t is -timestamp. */
const KEYWORDS = [
  'loops',
  'family',
  'human-readable',
  'iec',
  'stats',
  'statistics',
  'details',
  'resolve',
  'oneline',
  'timestamp',
  'tshort',
  'Version',
  'force',
  'batch',
  'brief',
  'json',
  'pretty',
  'rcvbuf',
  'color',
  'help',
  'netns',
  'Numeric',
  'all',
  'capture',
] as const

/** The family that a word of ip(8) names (`inet`, `inet6`, `link`, `mpls`, `bridge`); undefined for any other word. */
export function readFamily(word: string): PreferredFamily | undefined {
  return FAMILIES[word]
}

/** Splits off the options: what is left begins with the object. Throws `UsageError`. */
export function parseOptions(argv: readonly string[]): { options: Options; rest: readonly string[] } {
  const options: Options = {
    family: 'unspec',
    json: false,
    pretty: false,
    details: 0,
    statistics: 0,
    oneline: false,
    brief: false,
    numeric: false,
    human: false,
    iec: false,
    timestamp: 'no',
    netns: undefined,
    receiveBuffer: undefined,
    batch: undefined,
    force: false,
    capture: undefined,
    version: false,
    help: false,
  }
  let at = 0
  const value = (option: string): string => {
    const next = argv[++at]
    if (next === undefined) throw new UsageError(`option "${option}" must be followed by a value`)
    return next
  }
  for (; at < argv.length; at++) {
    const word = argv[at]!
    if (word === '--') {
      at++
      break
    }
    if (!word.startsWith('-') || word === '-') break
    const option = word.startsWith('--') ? word.slice(1) : word
    const short = SHORT_FAMILIES[option]
    if (short) options.family = short
    else apply(options, option, () => value(word))
  }
  return { options, rest: argv.slice(at) }
}

function apply(options: Options, option: string, value: () => string): void {
  const [name = '', choice] = option.slice(1).split('=', 2) as [string, string?]
  const keyword = KEYWORDS.find((candidate) => matches(name, candidate))
  if (keyword === undefined || (choice !== undefined && keyword !== 'color')) {
    throw new UsageError(`option "${option}" is unknown, try "rtnl -help"`)
  }
  switch (keyword) {
    case 'family':
      options.family = family(value())
      break
    case 'human-readable':
      options.human = true
      break
    case 'iec':
      options.iec = true
      break
    case 'stats':
    case 'statistics':
      options.statistics++
      break
    case 'details':
      options.details++
      break
    case 'oneline':
      options.oneline = true
      break
    case 'timestamp':
      if (options.timestamp === 'no') options.timestamp = 'long'
      break
    case 'tshort':
      options.timestamp = 'short'
      break
    case 'Version':
      options.version = true
      break
    case 'brief':
      options.brief = true
      break
    case 'json':
      options.json = true
      break
    case 'pretty':
      options.pretty = true
      break
    case 'rcvbuf':
      options.receiveBuffer = size(value())
      break
    case 'color':
      // Accepted for scripts written for ip(8); the output is never coloured.
      if (choice !== undefined && !['', 'always', 'auto', 'never'].includes(choice)) {
        throw new UsageError(`option "${option}" is wrong, wanted always, auto or never`)
      }
      break
    case 'batch':
      options.batch = value()
      break
    case 'force':
      options.force = true
      break
    case 'help':
      options.help = true
      break
    case 'netns':
      options.netns = value()
      break
    case 'capture':
      options.capture = value()
      break
    case 'Numeric':
      options.numeric = true
      break
    case 'all':
      // Means nothing to the objects that rtnl has.
      break
    default:
      throw new UsageError(`option "-${keyword}" of ip(8) is not offered by rtnl`)
  }
}

function family(word: string): PreferredFamily {
  const found = readFamily(word)
  if (!found) throw new UsageError(`-family: "${word}" is wrong, wanted inet, inet6, link, mpls or bridge`)
  return found
}

function size(word: string): number {
  const found = parseUnsigned(word)
  if (found === undefined) throw new UsageError(`-rcvbuf: "${word}" is wrong, wanted a number of bytes`)
  // The kernel cuts it down to what there may be, but takes an int.
  return Math.min(found, 0x7fffffff)
}
