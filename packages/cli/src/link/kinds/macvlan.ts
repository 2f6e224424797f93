import type { Infer, Input } from '@rtnl/codec'
import type { macvlan as declaration } from '@rtnl/families'
import { MACVLAN_FLAG, MACVLAN_MODE } from '@rtnl/families'
import { bitsOf, numberOf } from '../../enums.ts'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { type Words, wrong } from '../../words.ts'
import { parseLladdr } from '../lladdr.ts'
import type { LinkKind } from './kind.ts'
import { type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

type Given = Mutable<Input<typeof declaration>>

const { number, other } = optionsOf<Given>()

const MODES: Readonly<Record<string, number>> = {
  private: MACVLAN_MODE.PRIVATE,
  vepa: MACVLAN_MODE.VEPA,
  bridge: MACVLAN_MODE.BRIDGE,
  passthru: MACVLAN_MODE.PASSTHRU,
  source: MACVLAN_MODE.SOURCE,
}

const FLAGS: Readonly<Record<string, number>> = {
  nopromisc: MACVLAN_FLAG.NOPROMISC,
  nodst: MACVLAN_FLAG.NODST,
  null: 0,
}

function setFlag(given: Given, bit: number): void {
  given.flags = Number(given.flags ?? 0) | bit
}

function takeMacaddr(given: Given, words: Words): void {
  const word = words.take()
  if (word !== 'add' && word !== 'del' && word !== 'set' && word !== 'flush') {
    throw wrong('macaddr', word, 'add, del, set or flush')
  }
  given.macaddrMode = word
  if (word === 'add' || word === 'del') given.macaddr = ethernet(words.take())
  if (word !== 'set') return
  const addresses: string[] = []
  for (let next = words.peek(); next !== undefined && isEthernet(next); next = words.peek()) {
    addresses.push(ethernet(words.take()))
  }
  given.macaddrData = addresses
}

function isEthernet(word: string): boolean {
  return /^([0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}$/.test(word)
}

function ethernet(word: string): string {
  if (!isEthernet(word)) throw wrong('macaddr', word, 'an Ethernet address')
  return parseLladdr(word)
}

const options: readonly Option<Given>[] = [
  other('mode', (given, words) => {
    const word = words.take()
    const mode = MODES[word]
    if (mode === undefined) throw wrong('mode', word, 'private, vepa, bridge, passthru or source')
    given.mode = mode
  }),
  other('flag', (given, words) => {
    const word = words.take()
    const bit = FLAGS[word]
    if (bit === undefined) throw wrong('flag', word, 'nopromisc, nodst or null')
    setFlag(given, bit)
  }),
  other('macaddr', takeMacaddr),
  other('nopromisc', (given) => setFlag(given, MACVLAN_FLAG.NOPROMISC)),
  other('nodst', (given) => setFlag(given, MACVLAN_FLAG.NODST)),
  number('bcqueuelen', 'bcQueueLen'),
]

function parse(kind: string, words: Words): Given {
  const given = readOptions<Given>(kind, words, options, {})
  const flags = Number(given.flags ?? 0)
  if (flags & MACVLAN_FLAG.NOPROMISC && given.mode !== MACVLAN_MODE.PASSTHRU) {
    throw new UsageError(`${kind}: nopromisc goes only with mode passthru`)
  }
  return given
}

function help(kind: string): string {
  return `Usage: rtnl link add link DEV [ NAME ] type ${kind} mode MODE [ flag FLAG ] [ bcqueuelen LENGTH ]
    [ macaddr { { add | del } LLADDR | set [ LLADDR ... ] | flush } ]

MODE: private, vepa, bridge, passthru or source
FLAG: null, nopromisc or nodst
macaddr is for mode source.

Example
  rtnl link add link eth0 ${kind}0 type ${kind} mode bridge
`
}

function kind(name: string): LinkKind<Infer<typeof declaration>, Given> {
  return {
    help: help(name),
    parse: (words) => parse(name, words),
    print(print, data) {
      if (data.mode === undefined) return
      const show = shower(print)
      const mode = numberOf(MACVLAN_MODE, data.mode)
      const flags = bitsOf(MACVLAN_FLAG, data.flags ?? [])
      show.value('mode', Object.keys(MODES).find((word) => MODES[word] === mode) ?? 'unknown')
      show.set('nopromisc', flags & MACVLAN_FLAG.NOPROMISC)
      show.set('nodst', flags & MACVLAN_FLAG.NODST)
      show.value('bcqueuelen', data.bcQueueLen)
      show.value('usedbcqueuelen', data.bcQueueLenUsed)
      if (mode !== MACVLAN_MODE.SOURCE || data.macaddrCount === undefined) return
      print.any('macaddr_count', data.macaddrCount, 'remotes (', ') ')
      if (!data.macaddrData) return
      print.array('macaddr_data')
      for (const address of data.macaddrData) print.any(undefined, address)
      print.endArray()
    },
  }
}

/** A link with an address of its own on top of another. */
export const macvlan = kind('macvlan')

/** The same with a character device in place of the network stack. */
export const macvtap = kind('macvtap')
