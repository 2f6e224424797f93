import { recordingsOf } from '../guest.ts'
import { type Counts, counted, messages, type Row, rows } from './count.ts'
import { reasonFor, undeclared } from './reasons.ts'
import { PARTS } from './summary.ts'

/** SUPPORT.md as it should be, and the cells that say nothing and have no reason. */
export function support(): { text: string; empty: string[] } {
  const empty: string[] = []
  const notes: string[] = []
  /** A letter for what is said at the end. */
  const note = (reason: string): string => {
    if (!notes.includes(reason)) notes.push(reason)
    return `[${String.fromCharCode(97 + notes.indexOf(reason))}](#why-there-is-no-number)`
  }
  const kernels = counted()

  /** What was counted, or why nothing was. */
  const cell = (name: string, direction: 'read' | 'written', kernel: string, counts: Counts): string => {
    const found = counts[direction].get(name)
    if (found !== undefined) return found.size === 0 ? '✓' : `${found.size}`
    const reason = reasonFor(name, direction, kernel)
    if (reason === undefined) empty.push(`${name}: ${direction}, ${kernel}`)
    return reason === undefined ? '' : note(reason)
  }
  const cells = (name: string): string[] =>
    (['read', 'written'] as const).flatMap((direction) =>
      [...kernels].map(([kernel, counts]) => cell(name, direction, kernel, counts)),
    )
  const declared = ({ prefix, declared, constants, missing }: Row): string => {
    if (constants === undefined) return declared.size === 0 ? 'has none' : `${declared.size}`
    const why = undeclared(prefix, missing)
    if (why === undefined) empty.push(`${prefix}: not declared: ${missing}`)
    return `${constants.length - missing.length} of ${constants.length}${why ? ` ${why}` : ''}`
  }
  const heads = (['read', 'written'] as const).flatMap((word) =>
    [...kernels.keys()].map((kernel) => `${word}, ${kernel}`),
  )
  const table = (first: readonly string[], lines: readonly (readonly string[])[]): string[] => [
    `| ${[...first, ...heads].join(' | ')} |`,
    `|${' --- |'.repeat(first.length + heads.length)}`,
    ...lines.map((line) => `| ${line.join(' | ')} |`),
    '',
  ]
  const sets = (title: string, wanted: RegExp): string[] => [
    `## ${title}`,
    '',
    ...table(
      ['', 'set', 'declared'],
      rows()
        .filter(({ context }) => wanted.test(context))
        .sort((a, b) => (a.context < b.context ? -1 : a.context > b.context ? 1 : 0))
        .map((row) => [
          row.context.replace(/^(kind|encap|family) /, '') || 'any',
          `\`${row.prefix}\``,
          declared(row),
          ...cells(`${row.context} ${row.prefix}`),
        ]),
    ),
  ]
  const ran = [...kernels.keys()].map((kernel) => {
    const all = Object.values(recordingsOf(kernel))
    const compared = all.reduce((sum, recording) => sum + recording.compared, 0)
    const listed = all.flatMap(({ listings }) => listings).reduce((sum, { objects }) => sum + objects, 0)
    return `| ${all[0]?.kernel} | ${all[0]?.tool} | ${compared} | ${listed} |`
  })
  const text = [
    '# What is supported',
    '',
    'Written by `npm run support` from the declarations and from what `npm run test:vm -- --record` heard in guests with Debian’s kernels, where',
    '`ip` and `rtnl` carried out the same commands in two namespaces alike. Both asked the kernel for the same, attribute by attribute, but for differences',
    'that test/vm/requests explains beside the command, and what came of it `rtnl -j` listed as `ip -j` did.',
    '',
    '| kernel | compared with | commands | objects listed |',
    '| --- | --- | --- | --- |',
    ...ran,
    '',
    '- declared: how many of the header’s constants have a declaration, with docs, type and path in errors. The others are kept as bytes.',
    '- read: how many of these attributes, or different messages, the kernel sent, so that they were compared with what `ip` prints of them.',
    '- written: how many of these attributes, or messages, `ip` sent and `rtnl` alike.',
    '- ✓: it was there, without attributes of its own.',
    '- a letter: nothing was, for the reason at the end.',
    '',
    '## Messages',
    '',
    ...table(
      ['message'],
      [...messages.keys()].map((name) => [`\`${name}\``, ...cells(name)]),
    ),
    ...PARTS.flatMap(({ title, wanted }) => sets(title, wanted)),
  ]
  const why = notes.map((reason, i) => `- ${String.fromCharCode(97 + i)}: ${reason}`)
  return { text: `${[...text, '## Why there is no number', '', ...why].join('\n')}\n`, empty }
}
