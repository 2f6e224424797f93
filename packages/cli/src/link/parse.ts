import { type IF_LINK_MODE, IF_OPER, IFALIASZ, IFF, IFNAMSIZ, type IN6_ADDR_GEN_MODE, XDP_FLAGS } from '@rtnl/families'
import { UsageError } from '../errors.ts'
import type { Names } from '../names.ts'
import { takeOnOff, takeUnsigned } from '../numbers.ts'
import { takeGroup } from '../take.ts'
import { duplicate, matches, type Words, wrong } from '../words.ts'
import { HelpWanted, type Option } from './kinds/options.ts'
import { parseLladdr } from './lladdr.ts'
import { takeVf } from './vf.ts'
import type { LinkGiven, LinkWords } from './words.ts'

/** What is being read, and what some of its words depend on. */
interface Reading {
  readonly words: LinkWords
  readonly names: Names
}

type LinkOption = Option<Reading>

const MAX_INT = 0x7fffffff

/** The same option under each of several names. */
function named(names: readonly string[], read: (reading: Reading, words: Words, word: string) => void): LinkOption[] {
  return names.map((word) => ({ word, read }))
}

/** An option that ip takes no abbreviation of. */
function exact(word: string, read: (reading: Reading, words: Words, word: string) => void): LinkOption {
  return { word, exact: true, read }
}

function option(word: string, read: (reading: Reading, words: Words, word: string) => void): LinkOption {
  return { word, read }
}

type NumberKey = 'mtu' | 'txqlen' | 'numTxQueues' | 'numRxQueues' | 'linkNetnsid'

/** A number that is given once. */
function takeOnce(link: LinkGiven, words: Words, key: NumberKey, word: string, max = MAX_INT): void {
  if (link[key] !== undefined) throw duplicate(word, words.take())
  link[key] = takeUnsigned(words, word, max)
}

function setFlag({ words }: Reading, bit: number, on: boolean): void {
  const { link } = words
  const flags = Number(link.flags ?? 0)
  link.flags = on ? flags | bit : flags & ~bit
  link.change = Number(link.change ?? 0) | bit
}

/** A flag by `on` and `off`; `inverse` where on clears it. */
function flag(word: string, bit: number, style: { exact: boolean; inverse?: boolean }): LinkOption {
  return {
    word,
    exact: style.exact,
    read(reading, words) {
      setFlag(reading, bit, takeOnOff(words, word) !== (style.inverse ?? false))
    },
  }
}

/** The place of a word in a list, whatever its case. */
function takeWordOf(words: Words, keyword: string, list: readonly string[]): number {
  const word = words.take()
  const index = list.indexOf(word.toLowerCase())
  if (index < 0) throw wrong(keyword, word, `one of ${list.join(', ')}`)
  return index
}

/** A name that the kernel would take (`dev_valid_name`); an alternative one may be longer. */
export function checkName(keyword: string, name: string, max = Number.MAX_SAFE_INTEGER): string {
  if (name === '' || name.length >= max || /[/\s]/.test(name)) throw wrong(keyword, name, 'the name of an interface')
  return name
}

function takeAlias({ words: { link } }: Reading, words: Words): void {
  const alias = words.take()
  if (new TextEncoder().encode(alias).length >= IFALIASZ) throw wrong('alias', alias, 'at most 255 bytes')
  link.ifalias = alias
}

function takeProtodownReason({ words: { link }, names }: Reading, words: Words): void {
  const word = words.take()
  const reason = names.protodownReasonId(word)
  if (reason === undefined) throw wrong('protodown_reason', word, 'a name, or a number from 0 to 31')
  const bit = (1 << reason) >>> 0
  const before = link.protoDownReason ?? {}
  const on = takeOnOff(words, 'protodown_reason')
  const value = before.value ?? 0
  link.protoDownReason = {
    mask: ((before.mask ?? 0) | bit) >>> 0,
    value: (on ? value | bit : value & ~bit) >>> 0,
  }
}

/** To load a program takes a linker for object files: one that was loaded and pinned is offered. */
function xdp(word: string, mode: number): LinkOption {
  return exact(word, ({ words: parsed }, words) => {
    const value = words.take()
    if (value === 'pinned') parsed.xdpPinned = words.take()
    else if (value === 'off' || value === 'none') delete parsed.xdpPinned
    else throw wrong(word, value, '"off", or "pinned" and a file: rtnl loads no programs')
    parsed.link.xdp = { fd: -1, flags: XDP_FLAGS.UPDATE_IF_NOEXIST | mode }
  })
}

/** In the order of iproute2: of several that a word abbreviates the first counts. */
const OPTIONS: readonly LinkOption[] = [
  exact('up', (reading) => setFlag(reading, IFF.UP, true)),
  exact('down', (reading) => setFlag(reading, IFF.UP, false)),
  exact('name', ({ words: parsed }, words) => {
    const name = words.take()
    if (parsed.name !== undefined) throw duplicate('name', name)
    parsed.name = checkName('name', name, IFNAMSIZ)
  }),
  exact('index', ({ words: parsed }, words) => {
    if (parsed.index !== undefined) throw duplicate('index', words.take())
    parsed.index = takeUnsigned(words, 'index', MAX_INT, 1)
  }),
  option('link', ({ words: { link } }, words) => {
    link.link = words.take()
  }),
  option('address', ({ words: { link } }, words) => {
    link.address = parseLladdr(words.take())
  }),
  ...named(['broadcast', 'brd'], ({ words: { link } }, words) => {
    link.broadcast = parseLladdr(words.take())
  }),
  ...named(['txqueuelen', 'qlen', 'txqlen'], ({ words: { link } }, words) =>
    takeOnce(link, words, 'txqlen', 'txqueuelen'),
  ),
  exact('mtu', ({ words: { link } }, words) => takeOnce(link, words, 'mtu', 'mtu')),
  xdp('xdpgeneric', XDP_FLAGS.SKB_MODE),
  xdp('xdpdrv', XDP_FLAGS.DRV_MODE),
  xdp('xdpoffload', XDP_FLAGS.HW_MODE),
  xdp('xdp', 0),
  exact('netns', ({ words: parsed }, words) => {
    const netns = words.take()
    if (parsed.netns !== undefined) throw duplicate('netns', netns)
    parsed.netns = netns
  }),
  flag('multicast', IFF.MULTICAST, { exact: true }),
  flag('allmulticast', IFF.ALLMULTI, { exact: true }),
  flag('promisc', IFF.PROMISC, { exact: true }),
  flag('trailers', IFF.NOTRAILERS, { exact: true, inverse: true }),
  flag('arp', IFF.NOARP, { exact: true, inverse: true }),
  exact('carrier', ({ words: { link } }, words) => {
    link.carrier = takeOnOff(words, 'carrier') ? 1 : 0
  }),
  exact('vf', ({ words: parsed }, words) => {
    parsed.vfs.push(takeVf(words))
  }),
  option('master', ({ words: { link } }, words) => {
    link.master = words.take()
  }),
  exact('vrf', ({ words: parsed }, words) => {
    parsed.vrf = words.take()
    parsed.link.master = parsed.vrf
  }),
  option('nomaster', ({ words: { link } }) => {
    link.master = 0
  }),
  flag('dynamic', IFF.DYNAMIC, { exact: false }),
  option('type', ({ words: parsed }, words) => {
    parsed.kind = words.take()
  }),
  option('alias', takeAlias),
  exact('group', ({ words: { link }, names }, words) => {
    if (link.group !== undefined) throw duplicate('group', words.take())
    link.group = takeGroup(words, 'group', names)
  }),
  exact('mode', ({ words: { link } }, words) => {
    link.linkmode = takeWordOf(words, 'mode', ['default', 'dormant']) as (typeof IF_LINK_MODE)['DEFAULT']
  }),
  exact('state', ({ words: { link } }, words) => {
    link.operstate = takeWordOf(
      words,
      'state',
      Object.keys(IF_OPER).map((key) => key.toLowerCase()),
    )
  }),
  option('numtxqueues', ({ words: { link } }, words) => takeOnce(link, words, 'numTxQueues', 'numtxqueues')),
  option('numrxqueues', ({ words: { link } }, words) => takeOnce(link, words, 'numRxQueues', 'numrxqueues')),
  option('addrgenmode', ({ words: { link } }, words) => {
    const mode = takeWordOf(words, 'addrgenmode', ['eui64', 'none', 'stable_secret', 'random'])
    link.afSpec = { inet6: { addrGenMode: mode as (typeof IN6_ADDR_GEN_MODE)['NONE'] } }
  }),
  option('link-netns', ({ words: parsed }, words) => {
    const netns = words.take()
    if (parsed.linkNetns !== undefined || parsed.link.linkNetnsid !== undefined) throw duplicate('link-netns', netns)
    parsed.linkNetns = netns
  }),
  option('link-netnsid', ({ words: parsed }, words) => {
    if (parsed.linkNetns !== undefined) throw duplicate('link-netns', words.take())
    takeOnce(parsed.link, words, 'linkNetnsid', 'link-netnsid')
  }),
  exact('protodown', ({ words: { link } }, words) => {
    link.protoDown = takeOnOff(words, 'protodown') ? 1 : 0
  }),
  exact('protodown_reason', takeProtodownReason),
  exact('gso_max_size', ({ words: { link } }, words) => {
    link.gsoMaxSize = takeUnsigned(words, 'gso_max_size')
  }),
  exact('gso_max_segs', ({ words: { link } }, words) => {
    link.gsoMaxSegs = takeUnsigned(words, 'gso_max_segs', 0xffff)
  }),
  exact('gro_max_size', ({ words: { link } }, words) => {
    link.groMaxSize = takeUnsigned(words, 'gro_max_size')
  }),
  exact('parentdev', ({ words: { link } }, words) => {
    link.parentDevName = words.take()
  }),
]

/**
 * Reads the words about a link, of `add`, `set` and the like or of the other end of a veth, up to `type KIND` or the end.
 * Throws `UsageError`, or `HelpWanted` for `help`.
 */
export function parseLinkWords(words: Words, names: Reading['names']): LinkWords {
  const parsed: LinkWords = { link: {}, vfs: [] }
  const reading: Reading = { words: parsed, names }
  while (!words.done && parsed.kind === undefined) {
    const word = words.take()
    const found = OPTIONS.find((one) => (one.exact ? word === one.word : matches(word, one.word)))
    if (found) found.read(reading, words, word)
    else takeDevice(parsed, word, words)
  }
  return parsed
}

function takeDevice(parsed: LinkWords, word: string, words: Words): void {
  if (matches(word, 'help')) throw new HelpWanted('')
  const device = word === 'dev' ? words.take() : word
  if (parsed.device !== undefined) {
    throw new UsageError(`either dev is given twice, or "${word}" is no keyword, try "rtnl link help"`)
  }
  parsed.device = checkName('dev', device)
}
