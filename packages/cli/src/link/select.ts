import type { MasterSelection } from '../device-index.ts'
import { UsageError } from '../errors.ts'
import type { Names } from '../names.ts'
import { takeGroup } from '../take.ts'
import { matches, type Words } from '../words.ts'

/** Which links are wanted. Interfaces are still the names that were written. */
export interface LinkSelection extends MasterSelection {
  device?: string
  group?: number
  up?: boolean
  kind?: string
  slaveKind?: string
}

/** Reads the selectors of `show`. Undefined for `help`. */
export function parseSelection(words: Words, names: Names): LinkSelection | undefined {
  const selection: LinkSelection = {}
  while (!words.done) {
    const word = words.take()
    if (word === 'up') selection.up = true
    else if (word === 'group') selection.group = takeGroup(words, 'group', names)
    else if (word === 'master' || word === 'vrf') {
      selection.master = words.take()
      selection.vrf = word === 'vrf'
      selection.nomaster = false
    } else if (word === 'nomaster') selection.nomaster = true
    else if (word === 'type') takeKind(selection, words.take())
    else if (word !== 'dev' && matches(word, 'help')) return undefined
    else takeDevice(selection, word === 'dev' ? words.take() : word)
  }
  return selection
}

function takeKind(selection: LinkSelection, kind: string): void {
  if (kind.endsWith('_slave')) selection.slaveKind = kind.slice(0, -'_slave'.length)
  else selection.kind = kind
}

function takeDevice(selection: LinkSelection, word: string): void {
  if (selection.device !== undefined) throw new UsageError(`either dev is given twice, or "${word}" is no selector`)
  selection.device = word
}
