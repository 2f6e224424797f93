import type { Rule, RuleInput } from '@rtnl/families'
import type { Change, Command, Context, ReadChange } from '../context.ts'
import { list } from '../listing.ts'
import { dispatch, readChangeBy, type Verbs } from '../verbs.ts'
import type { Words } from '../words.ts'
import { help } from './help.ts'
import { parseRule } from './parse.ts'
import { printRule } from './print.ts'
import { ofProtocol, parseSelector, type Selector, selects } from './selector.ts'

/** Rules are dumped of one family: IPv4 without another. */
async function dump(context: Context, words: Words): Promise<{ selector: Selector; rules: AsyncIterable<Rule> }> {
  const family = context.options.family === 'unspec' ? 'inet' : context.options.family
  const selector = parseSelector(words, family, context.names)
  const client = await context.client()
  return { selector, rules: client.rule.dump({ family }) }
}

const show: Command = async (context, words) => {
  const { names, options } = context
  const { selector, rules } = await dump(context, words)
  await list(
    context,
    rules,
    (print, rule) => printRule(print, rule, names, options.details),
    (rule) => selects(selector, rule),
  )
}

const change =
  (verb: 'add' | 'delete'): Command =>
  async (context, words) => {
    const rule = parseRule(words, context.options.family, context.names, verb === 'delete')
    const client = await context.client()
    await client.rule[verb](rule)
  }

const ALL: Readonly<Record<'add' | 'delete', Change<RuleInput>['all']>> = {
  add: (client, rules, options) => client.rule.addAll(rules, options),
  delete: (client, rules, options) => client.rule.deleteAll(rules, options),
}

const readRule = (verb: 'add' | 'delete'): ReadChange => {
  const all = ALL[verb] as Change['all']
  return ({ options, names }, words) => ({ item: parseRule(words, options.family, names, verb === 'delete'), all })
}

/** Deletes what the selector selects; the rule of priority 0 stays, as with ip(8). */
const flush: Command = async (context, words) => {
  const { selector, rules } = await dump(context, words)
  const doomed: Rule[] = []
  for await (const rule of rules) {
    if (rule.priority !== undefined && selects(selector, rule) && ofProtocol(selector, rule)) doomed.push(rule)
  }
  const client = await context.client()
  for (const rule of doomed) await client.rule.delete(rule)
}

const VERBS: Verbs = [
  [['list', 'lst', 'show'], show],
  ['add', change('add'), readRule('add')],
  ['delete', change('delete'), readRule('delete')],
  ['flush', flush],
]

/** `rtnl rule`. */
export const run: Command = (context, words) => dispatch('rule', VERBS, show, help, context, words)

export const readChange = readChangeBy(VERBS)
