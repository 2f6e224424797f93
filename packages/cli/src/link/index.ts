import type { Command } from '../context.ts'
import { dispatch, type Verbs } from '../verbs.ts'
import { change } from './change.ts'
import { help, helpOf } from './help.ts'
import { property } from './property.ts'
import { show } from './show.ts'

const VERBS: Verbs = [
  ['add', change('add')],
  [['set', 'change'], change('set')],
  ['replace', change('replace')],
  ['delete', change('delete')],
  [['show', 'lst', 'list'], show],
  ['property', property],
  ['help', helpOf],
]

/** `rtnl link`. */
export const run: Command = (context, words) => dispatch('link', VERBS, show, help, context, words)
