import type { Command } from '../context.ts'
import { dispatch, readChangeBy, type Verbs } from '../verbs.ts'
import { flush } from './flush.ts'
import { get } from './get.ts'
import { help } from './help.ts'
import { modify, readModify } from './modify.ts'
import { show } from './show.ts'

const VERBS: Verbs = [
  ['add', modify('add'), readModify('add')],
  [['change', 'chg'], modify('change')],
  ['replace', modify('replace'), readModify('replace')],
  ['prepend', modify('prepend')],
  ['append', modify('append')],
  ['test', modify('test')],
  ['delete', modify('delete'), readModify('delete')],
  [['list', 'show', 'lst'], show],
  ['get', get],
  ['flush', flush],
]

/** `rtnl route`. */
export const run: Command = (context, words) => dispatch('route', VERBS, show, help, context, words)

export const readChange = readChangeBy(VERBS)
