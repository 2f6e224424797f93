import { recordingsOf } from '../guest.ts'
import { counted, messages, rows } from './count.ts'

const DIRECTIONS = ['read', 'written'] as const

/** The parts of SUPPORT.md that list attribute sets: its heading, and which sets. */
export const PARTS = [
  { title: 'Kinds of links', wanted: /^kind / },
  { title: 'Links as ports', wanted: /^port of / },
  { title: 'Encapsulations of routes', wanted: /^encap / },
  { title: 'Links as a family of addresses sees them', wanted: /^family / },
  { title: 'What any object may have', wanted: /^$/ },
] as const

const link = (title: string): string =>
  `[${title.toLowerCase()}](SUPPORT.md#${title.toLowerCase().replaceAll(' ', '-')})`

const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0)

/** The table of README.md: SUPPORT.md added up. */
export function summary(): string {
  const kernels = [...counted()]
  const cells = (text: (found: ReadonlyMap<string, ReadonlySet<string>>) => string): string[] =>
    DIRECTIONS.flatMap((direction) => kernels.map(([, counts]) => text(counts[direction])))
  const names = [...messages.keys()]
  const recordings = kernels.map(([kernel]) => Object.values(recordingsOf(kernel)))
  const lines = [
    [link('Messages'), `${names.length}`, ...cells((found) => `${names.filter((name) => found.has(name)).length}`)],
    ...PARTS.map(({ title, wanted }) => {
      const sets = rows().filter(({ context }) => wanted.test(context))
      const several = new Set(sets.map(({ context }) => context)).size > 1
      const cell = (some: typeof sets, attributes: number): string =>
        `${several ? `${new Set(some.map(({ context }) => context)).size} / ` : ''}${attributes}`
      return [
        `${link(title)}${several ? ' / their attributes' : ', attributes'}`,
        cell(sets, sum(sets.map(({ declared }) => declared.size))),
        ...cells((found) => {
          const sizes = new Map(sets.map((row) => [row, found.get(`${row.context} ${row.prefix}`)?.size]))
          const there = sets.filter((row) => sizes.get(row) !== undefined)
          return cell(there, sum(there.map((row) => sizes.get(row) ?? 0)))
        }),
      ]
    }),
    [
      'objects listed, commands sent alike',
      '–',
      ...recordings.map((all) => `${sum(all.flatMap(({ listings }) => listings).map(({ objects }) => objects))}`),
      ...recordings.map((all) => `${sum(all.map(({ compared }) => compared))}`),
    ],
  ]
  const heads = DIRECTIONS.flatMap((word) => kernels.map(([kernel]) => `${word}, ${kernel}`))
  return [
    `|  | declared | ${heads.join(' | ')} |`,
    `|${' --- |'.repeat(2 + heads.length)}`,
    ...lines.map((line) => `| ${line.join(' | ')} |`),
  ].join('\n')
}
