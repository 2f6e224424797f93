import type { Infer } from '@rtnl/codec'
import type { can_bittiming, can_bittiming_const, can_device_stats, can as declaration } from '@rtnl/families'
import { CAN_CTRLMODE, CAN_STATE } from '@rtnl/families'
import { bitsOf, numberOf } from '../../enums.ts'
import type { Printer } from '../../print.ts'
import { canHelp, type Given, parseCan } from './can-options.ts'
import type { LinkKind } from './kind.ts'
import { shower } from './print.ts'

type Shown = Infer<typeof declaration>
type Statistics = Infer<typeof can_device_stats>

const STATES = ['ERROR-ACTIVE', 'ERROR-WARNING', 'ERROR-PASSIVE', 'BUS-OFF', 'STOPPED', 'SLEEPING']

/** In ip's order, which is not that of the bits. */
const MODES: readonly (readonly [bit: number, word: string])[] = [
  [CAN_CTRLMODE.LOOPBACK, 'LOOPBACK'],
  [CAN_CTRLMODE.LISTENONLY, 'LISTEN-ONLY'],
  [CAN_CTRLMODE['3_SAMPLES'], 'TRIPLE-SAMPLING'],
  [CAN_CTRLMODE.ONE_SHOT, 'ONE-SHOT'],
  [CAN_CTRLMODE.BERR_REPORTING, 'BERR-REPORTING'],
  [CAN_CTRLMODE.FD, 'FD'],
  [CAN_CTRLMODE.FD_NON_ISO, 'FD-NON-ISO'],
  [CAN_CTRLMODE.PRESUME_ACK, 'PRESUME-ACK'],
  [CAN_CTRLMODE.CC_LEN8_DLC, 'CC-LEN8-DLC'],
  [CAN_CTRLMODE.TDC_AUTO, 'TDC-AUTO'],
  [CAN_CTRLMODE.TDC_MANUAL, 'TDC-MANUAL'],
]

/** A CAN controller. */
export const can: LinkKind<Shown, Given, Statistics> = {
  help: canHelp,
  parse: parseCan,
  print(print, data) {
    const { value } = shower(print)
    if (data.ctrlmode) {
      const on = bitsOf(CAN_CTRLMODE, data.ctrlmode.flags ?? [])
      printModes(print, 'ctrlmode', on)
      const supported = data.ctrlmodeExt?.supported
      if (supported && print.json) {
        const bits = bitsOf(CAN_CTRLMODE, supported)
        printModes(print, 'ctrlmode_supported', bits)
        printModes(print, 'ctrlmode_static', on & ~bits)
      }
    }
    if (data.state !== undefined) value('state', STATES[numberOf(CAN_STATE, data.state)] ?? 'UNKNOWN')
    if (data.berrCounter) {
      print.object('berr_counter')
      print.any('tx', data.berrCounter.txerr ?? 0, '(berr-counter tx ', '')
      print.any('rx', data.berrCounter.rxerr ?? 0, ' rx ', ') ')
      print.endObject()
    }
    value('restart_ms', data.restartMs, 'restart-ms')
    printNominal(print, data)
    printData(print, data)
    if (data.terminationConst && data.termination !== undefined) {
      line(print)
      print.any('termination', data.termination, ' termination ', ' [ ')
      print.array('termination_const')
      printItems(print, data.terminationConst, (ohms) => String(ohms))
      print.endArray()
      print.text(' ]')
    }
    if (data.clock) {
      line(print)
      print.any('clock', data.clock.freq ?? 0, ' clock ')
    }
  },
  printXstats(print, statistics) {
    line(print)
    print.text(' re-started bus-errors arbit-lost error-warn error-pass bus-off')
    line(print)
    const column = (key: string, count = 0): void => print.any(key, count, ' ', '', String(count).padEnd(10))
    column('restarts', statistics.restarts)
    column('bus_error', statistics.busError)
    column('arbitration_lost', statistics.arbitrationLost)
    column('error_warning', statistics.errorWarning)
    column('error_passive', statistics.errorPassive)
    column('bus_off', statistics.busOff)
  },
}

function line(print: Printer): void {
  print.nl()
  print.text('\t ')
}

function printModes(print: Printer, key: string, bits: number): void {
  if (!bits) return
  print.array(key)
  print.text('<')
  let rest = bits
  for (const [bit, word] of MODES) {
    if (!(rest & bit)) continue
    rest &= ~bit
    print.any(undefined, word, '', rest ? ',' : '')
  }
  if (rest) print.any(undefined, (rest >>> 0).toString(16), '', '')
  print.endArray()
  print.text('> ')
}

/** Where the bit rates are fixed, nothing else about timing matters. */
function printNominal(print: Printer, data: Shown): void {
  const { bittiming, bittimingConst, bitrateConst } = data
  if (bitrateConst) {
    printRates(print, '', bittiming?.bitrate ?? 0, bitrateConst)
    return
  }
  if (bittiming) {
    print.object('bittiming')
    printTiming(print, '', bittiming)
    print.endObject()
  }
  if (bittimingConst) {
    print.object('bittiming_const')
    printLimits(print, '', bittimingConst)
    print.endObject()
  }
}

/** The data of CAN FD, with the delay compensation. */
function printData(print: Printer, data: Shown): void {
  const { dataBittiming, dataBittimingConst, dataBitrateConst, tdc } = data
  if (dataBitrateConst) {
    printRates(print, 'd', dataBittiming?.bitrate ?? 0, dataBitrateConst)
    return
  }
  if (dataBittiming) {
    print.object('data_bittiming')
    printTiming(print, 'd', dataBittiming)
    if (tdc?.tdcv !== undefined || tdc?.tdco !== undefined || tdc?.tdcf !== undefined) {
      print.object('tdc')
      line(print)
      for (const key of ['tdcv', 'tdco', 'tdcf'] as const) {
        const value = tdc[key]
        if (value !== undefined) print.any(key, value, ` ${key} `, '')
      }
      print.endObject()
    }
    print.endObject()
  }
  if (dataBittimingConst) {
    print.object('data_bittiming_const')
    printLimits(print, 'd', dataBittimingConst)
    if (tdc) {
      print.object('tdc')
      line(print)
      printRange(print, 'tdcv', tdc.tdcvMin, tdc.tdcvMax)
      printRange(print, 'tdco', tdc.tdcoMin, tdc.tdcoMax)
      printRange(print, 'tdcf', tdc.tdcfMin, tdc.tdcfMax)
      print.endObject()
    }
    print.endObject()
  }
}

function printTiming(print: Printer, prefix: '' | 'd', timing: Infer<typeof can_bittiming>): void {
  const number = (key: string, word: string, value = 0): void => print.any(key, value, ` ${prefix}${word} `, '')
  line(print)
  number('bitrate', 'bitrate', timing.bitrate)
  // ip has room for five characters.
  const point = ((timing.samplePoint ?? 0) / 1000).toFixed(3).slice(0, 5)
  print.any('sample_point', point, ` ${prefix}sample-point `, '')
  line(print)
  number('tq', 'tq', timing.tq)
  number('prop_seg', 'prop-seg', timing.propSeg)
  number('phase_seg1', 'phase-seg1', timing.phaseSeg1)
  number('phase_seg2', 'phase-seg2', timing.phaseSeg2)
  number('sjw', 'sjw', timing.sjw)
  number('brp', 'brp', timing.brp)
}

function printLimits(print: Printer, prefix: '' | 'd', limits: Infer<typeof can_bittiming_const>): void {
  line(print)
  print.any('name', limits.name ?? '', ' ', ':')
  const range = (key: string, min = 0, max = 0): void => printRange(print, key, min, max, `${prefix}${key}`)
  range('tseg1', limits.tseg1Min, limits.tseg1Max)
  range('tseg2', limits.tseg2Min, limits.tseg2Max)
  range('sjw', 1, limits.sjwMax)
  range('brp', limits.brpMin, limits.brpMax)
  print.any('brp_inc', limits.brpInc ?? 0, ` ${prefix}brp_inc `, '')
}

function printRange(print: Printer, key: string, min: number | undefined, max: number | undefined, word = key): void {
  if (min === undefined || max === undefined) return
  print.text(` ${word}`)
  print.object(key)
  // As text ip takes them for signed numbers.
  print.any('min', min, ' ', '', min | 0)
  print.any('max', max, '..', '', max | 0)
  print.endObject()
}

function printRates(print: Printer, prefix: '' | 'd', rate: number, rates: readonly number[]): void {
  const key = prefix === '' ? '' : 'data_'
  line(print)
  print.any(`${key}bittiming_bitrate`, rate, ` ${prefix}bitrate `, '')
  line(print)
  print.array(`${key}bitrate_const`)
  print.text('    [')
  printItems(print, rates, (one, i) => {
    if (i && i % 6 === 0) {
      line(print)
      print.text('     ')
    }
    return String(one).padStart(8)
  })
  print.endArray()
  print.text(' ]')
}

function printItems(print: Printer, items: readonly number[], show: (item: number, i: number) => string): void {
  for (const [i, item] of items.entries()) {
    const shown = show(item, i)
    print.any(undefined, item, '', i < items.length - 1 ? ', ' : '', shown)
  }
}
