import type { Infer, Input } from '@rtnl/codec'
import type { macsec as declaration } from '@rtnl/families'
import {
  MACSEC_CIPHER_ID,
  MACSEC_DEFAULT_CIPHER_ID,
  MACSEC_MIN_ICV_LEN,
  MACSEC_OFFLOAD,
  MACSEC_STD_ICV_LEN,
  MACSEC_VALIDATE,
} from '@rtnl/families'
import { type Constants, numberOf } from '../../enums.ts'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { Printer } from '../../print.ts'
import { duplicate, matches, type Words, wrong } from '../../words.ts'
import { parseLladdr } from '../lladdr.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add link DEV [ NAME ] type macsec [ [ address LLADDR ] port PORT | sci SCI ]
    [ cipher { default | gcm-aes-128 | gcm-aes-256 | gcm-aes-xpn-128 | gcm-aes-xpn-256 } ] [ icvlen { 8..16 } ]
    [ encrypt { on | off } ] [ send_sci { on | off } ] [ end_station { on | off } ] [ scb { on | off } ]
    [ protect { on | off } ] [ replay { on | off } window PACKETS ] [ validate { strict | check | disabled } ]
    [ encodingsa { 0..3 } ] [ offload { mac | phy | off } ]

SCI is hexadecimal. Address, port and sci come first. The keys are set by ip-macsec(8).

Example
  rtnl link add link eth0 macsec0 type macsec encrypt on
`

type Given = Mutable<Input<typeof declaration>>

const { onOff, number, other, exact } = optionsOf<Given>()

const CIPHERS: Readonly<Record<string, bigint>> = {
  default: MACSEC_DEFAULT_CIPHER_ID,
  'gcm-aes-128': MACSEC_CIPHER_ID.GCM_AES_128,
  'gcm-aes-256': MACSEC_CIPHER_ID.GCM_AES_256,
  'gcm-aes-xpn-128': MACSEC_CIPHER_ID.GCM_AES_XPN_128,
  'gcm-aes-xpn-256': MACSEC_CIPHER_ID.GCM_AES_XPN_256,
}
const VALIDATIONS = ['disabled', 'check', 'strict']
const OFFLOADS = ['off', 'phy', 'mac']

/** The place of a word, or the beginning of one, in a list. */
function takeOneOf(words: Words, keyword: string, list: readonly string[]): number {
  const word = words.take()
  const index = list.findIndex((one) => matches(word, one))
  if (index < 0) throw wrong(keyword, word, `one of ${list.join(', ')}`)
  return index
}

const options: readonly Option<Given>[] = [
  other('cipher', (given, words) => {
    const word = words.take()
    if (given.cipherSuite !== undefined) throw duplicate('cipher', word)
    const id = CIPHERS[word === word.toUpperCase() && word !== 'DEFAULT' ? word.toLowerCase() : word]
    if (id === undefined) throw wrong('cipher', word, `one of ${Object.keys(CIPHERS).join(', ')}`)
    given.cipherSuite = id
  }),
  other('icvlen', (given, words) => {
    const word = words.take()
    if (given.icvLen !== undefined) throw duplicate('icvlen', word)
    const length = /^\d+$/.test(word) ? Number(word) : 0
    if (length < MACSEC_MIN_ICV_LEN || length > MACSEC_STD_ICV_LEN) throw wrong('icvlen', word, 'a number from 8 to 16')
    given.icvLen = length
  }),
  onOff('encrypt', 'encrypt'),
  onOff('send_sci', 'incSci'),
  onOff('end_station', 'es'),
  onOff('scb', 'scb'),
  onOff('protect', 'protect'),
  onOff('replay', 'replayProtect'),
  number('window', 'window'),
  other('validate', (given, words) => {
    given.validation = takeOneOf(words, 'validate', VALIDATIONS)
  }),
  other('encodingsa', (given, words) => {
    if (given.encodingSa !== undefined) throw duplicate('encodingsa', words.take())
    given.encodingSa = takeUnsigned(words, 'encodingsa', 3)
  }),
  other('offload', (given, words) => {
    given.offload = takeOneOf(words, 'offload', OFFLOADS)
  }),
].map(exact)

/** The secure channel identifier, which comes before the options: a port, or address and port, or all of it. */
function takeIdentifier(words: Words): Given {
  if (words.takeIf('sci') !== undefined) return { sci: takeSci(words) }
  let address: string | undefined
  while (words.takeIf('address') !== undefined) address = parseLladdr(words.take(), 6)
  if (words.takeIf('port') === undefined) {
    if (address === undefined) return {}
    throw new UsageError('macsec: address must be followed by port')
  }
  const port = takeUnsigned(words, 'port', MAX.U16, 1)
  if (address === undefined) return { port }
  return { sci: BigInt(`0x${address.replaceAll(':', '').padEnd(12, '0')}`) * 0x10000n + BigInt(port) }
}

function takeSci(words: Words): bigint {
  const word = words.take()
  if (!/^(0[xX])?[0-9a-fA-F]{1,16}$/.test(word)) throw wrong('sci', word, 'a hexadecimal number of 64 bits')
  return BigInt(`0x${word.replace(/^0[xX]/, '')}`)
}

function check({ es, scb, incSci, replayProtect, window }: Given): void {
  if ((incSci && (es || scb)) || (es && scb)) {
    throw new UsageError('macsec: only one of send_sci, end_station and scb can be on')
  }
  if (window !== undefined && replayProtect === undefined) throw new UsageError('macsec: window goes only with replay')
  if (window === undefined && replayProtect) throw new UsageError('macsec: replay on needs a window')
}

/** A link whose frames are protected by MACsec. */
export const macsec: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse(words) {
    const given = readOptions('macsec', words, options, takeIdentifier(words))
    check(given)
    // ip sends a window with every word about replay.
    return given.replayProtect === 0 ? { window: MAX.U32, ...given } : given
  },
  print(print, data) {
    const { value, onOff: showOnOff } = shower(print)
    const wordOf = (words: readonly string[], constants: Constants, given: string | number): string =>
      words[numberOf(constants, given)] ?? '(unknown)'
    value('sci', data.sci?.toString(16).padStart(16, '0'))
    showOnOff('protect', data.protect)
    if (data.cipherSuite !== undefined) value('cipher_suite', cipherOf(data.cipherSuite), 'cipher')
    value('icv_len', data.icvLen, 'icvlen')
    value('encoding_sa', data.encodingSa, 'encodingsa')
    if (data.validation !== undefined)
      value('validation', wordOf(VALIDATIONS, MACSEC_VALIDATE, data.validation), 'validate')
    if (data.offload !== undefined) value('offload', wordOf(OFFLOADS, MACSEC_OFFLOAD, data.offload))
    showOnOff('encrypt', data.encrypt)
    printSwitch(print, 'inc_sci', 'send_sci', data.incSci)
    printSwitch(print, 'es', 'end_station', data.es)
    showOnOff('scb', data.scb)
    printSwitch(print, 'replay_protect', 'replay', data.replayProtect)
    // ip takes it for a signed number.
    if (data.window !== undefined) value('window', data.window | 0)
  },
}

function cipherOf(id: bigint): string {
  const known = id === MACSEC_DEFAULT_CIPHER_ID ? MACSEC_CIPHER_ID.GCM_AES_128 : id
  return (
    Object.keys(CIPHERS)
      .find((word) => CIPHERS[word] === known)
      ?.toUpperCase() ?? '(unknown)'
  )
}

function printSwitch(print: Printer, key: string, word: string, value: number | undefined): void {
  if (value !== undefined) print.any(key, value !== 0, `${word} `, ' ', value === 0 ? 'off' : 'on')
}
