import type { Command } from '../context.ts'
import { dispatch, type Verbs } from '../verbs.ts'
import { flush } from './flush.ts'
import { get } from './get.ts'
import { help } from './help.ts'
import { modify } from './modify.ts'
import { show } from './show.ts'

const VERBS: Verbs = [
  ['add', modify('add')],
  [['change', 'chg'], modify('change')],
  ['replace', modify('replace')],
  ['prepend', modify('prepend')],
  ['append', modify('append')],
  ['test', modify('test')],
  ['delete', modify('delete')],
  [['list', 'show', 'lst'], show],
  ['get', get],
  ['flush', flush],
]

/** `rtnl route`. */
export const run: Command = (context, words) => dispatch('route', VERBS, show, help, context, words)
