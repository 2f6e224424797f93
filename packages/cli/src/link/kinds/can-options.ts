import type { Input } from '@rtnl/codec'
import type { can_bittiming, can as declaration } from '@rtnl/families'
import { CAN_CTRLMODE } from '@rtnl/families'
import type { Mutable } from '../../mutable.ts'
import { takeOnOff, takeUnsigned } from '../../numbers.ts'
import { type Words, wrong } from '../../words.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'

export const canHelp = `Usage: rtnl link set NAME type can
    [ bitrate BPS [ sample-point POINT ] | tq NS prop-seg TQ phase-seg1 TQ phase-seg2 TQ [ sjw TQ ] ]
    [ dbitrate BPS [ dsample-point POINT ] | dtq NS dprop-seg TQ dphase-seg1 TQ dphase-seg2 TQ [ dsjw TQ ] ]
    [ tdcv CLOCKS tdco CLOCKS tdcf CLOCKS ] [ tdc-mode { auto | manual | off } ]
    [ restart-ms MS ] [ restart ] [ termination OHMS ]
    [ OPTION { on | off } ... ]

OPTION: loopback listen-only triple-sampling one-shot berr-reporting fd fd-non-iso presume-ack cc-len8-dlc
POINT is a part of a bit, 0.000 to 0.999. What begins with d is about the data of CAN FD.

Example
  rtnl link set can0 type can bitrate 500000 sample-point 0.875
`

export type Given = Mutable<Input<typeof declaration>>
type Timing = Mutable<Input<typeof can_bittiming>>
type TimingKey = 'bittiming' | 'dataBittiming'

const { number, fixed, other } = optionsOf<Given>()

function timing(word: string, key: TimingKey, member: keyof Timing): Option<Given> {
  return other(word, (given, words) => {
    given[key] = { ...given[key], [member]: takeUnsigned(words, word) }
  })
}

/** As single floats in C: 0.3 is 300 thousandths, 0.007 is 7, 0.29 is 290 or one less. */
function samplePoint(word: string, key: TimingKey): Option<Given> {
  return other(word, (given, words) => {
    const text = words.take()
    if (!/^\+?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) throw wrong(word, text, 'a number such as 0.875')
    const point = Math.trunc(Math.fround(Math.fround(Number(text)) * 1000))
    if (point > MAX.U32) throw wrong(word, text, 'a number below 1')
    given[key] = { ...given[key], samplePoint: point }
  })
}

function timings(prefix: '' | 'd', key: TimingKey): Option<Given>[] {
  return [
    timing(`${prefix}bitrate`, key, 'bitrate'),
    samplePoint(`${prefix}sample-point`, key),
    timing(`${prefix}tq`, key, 'tq'),
    timing(`${prefix}prop-seg`, key, 'propSeg'),
    timing(`${prefix}phase-seg1`, key, 'phaseSeg1'),
    timing(`${prefix}phase-seg2`, key, 'phaseSeg2'),
    timing(`${prefix}sjw`, key, 'sjw'),
  ]
}

function setMode(given: Given, on: number, mask: number): void {
  const { flags = 0, mask: before = 0 } = given.ctrlmode ?? {}
  given.ctrlmode = { flags: Number(flags) | on, mask: Number(before) | mask }
}

/** Once on, `off` later in the line does not take it back. */
function mode(word: string, bit: number): Option<Given> {
  return other(word, (given, words) => setMode(given, takeOnOff(words, word) ? bit : 0, bit))
}

function tdc(word: 'tdcv' | 'tdco' | 'tdcf'): Option<Given> {
  return other(word, (given, words) => {
    given.tdc = { ...given.tdc, [word]: takeUnsigned(words, word) }
  })
}

const { TDC_AUTO, TDC_MANUAL } = CAN_CTRLMODE
const TDC_MODES: Readonly<Record<string, readonly [on: number, mask: number]>> = {
  auto: [TDC_AUTO, TDC_AUTO],
  manual: [TDC_MANUAL, TDC_MANUAL],
  off: [0, TDC_AUTO | TDC_MANUAL],
}

const options: readonly Option<Given>[] = [
  ...timings('', 'bittiming'),
  ...timings('d', 'dataBittiming'),
  tdc('tdcv'),
  tdc('tdco'),
  tdc('tdcf'),
  mode('loopback', CAN_CTRLMODE.LOOPBACK),
  mode('listen-only', CAN_CTRLMODE.LISTENONLY),
  mode('triple-sampling', CAN_CTRLMODE['3_SAMPLES']),
  mode('one-shot', CAN_CTRLMODE.ONE_SHOT),
  mode('berr-reporting', CAN_CTRLMODE.BERR_REPORTING),
  mode('fd', CAN_CTRLMODE.FD),
  mode('fd-non-iso', CAN_CTRLMODE.FD_NON_ISO),
  mode('presume-ack', CAN_CTRLMODE.PRESUME_ACK),
  mode('cc-len8-dlc', CAN_CTRLMODE.CC_LEN8_DLC),
  other('tdc-mode', (given, words) => {
    const word = words.take()
    const bits = TDC_MODES[word]
    if (!bits) throw wrong('tdc-mode', word, 'auto, manual or off')
    setMode(given, ...bits)
  }),
  fixed('restart', 'restart', 1),
  number('restart-ms', 'restartMs'),
  number('termination', 'termination', MAX.U16),
]

/** A timing says something only with a bit rate or a time quantum: without, it is not sent. */
export function parseCan(words: Words): Given {
  const given = readOptions<Given>('can', words, options, {})
  for (const key of ['bittiming', 'dataBittiming'] as const) {
    if (!given[key]?.bitrate && !given[key]?.tq) delete given[key]
  }
  return given
}
