import type { Command } from '../context.ts'
import { dispatch, readChangeBy, type Verbs } from '../verbs.ts'
import { change, readAll } from './change.ts'
import { flush } from './flush.ts'
import { help } from './help.ts'
import { show } from './show.ts'

const VERBS: Verbs = [
  ['add', change('add'), readAll('add')],
  [['change', 'chg'], change('change')],
  ['replace', change('replace'), readAll('replace')],
  ['delete', change('delete'), readAll('delete')],
  [['list', 'show', 'lst'], show],
  ['flush', flush],
]

/** `rtnl addr`. */
export const run: Command = (context, words) => dispatch('address', VERBS, show, help, context, words)

export const readChange = readChangeBy(VERBS)
