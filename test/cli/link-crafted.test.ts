import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decode, encode, frame } from '@rtnl/codec'
import { type Link, type LinkInput, link, RTM, rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { JsonPrinter, TextPrinter } from '../../packages/cli/src/print.ts'
import { printAll } from './print-links.ts'

type Recorded = Record<string, Record<string, { json: string; text: string }>>

/** One of the files of crafted links, and of what ip prints of them. */
interface Crafted {
  readonly crafted: Readonly<Record<string, readonly LinkInput[]>>
  readonly OPTIONS: Readonly<Record<string, readonly string[]>>
}

const folder = fileURLToPath(new URL('.', import.meta.url))
const cases: [name: string, option: string, links: readonly LinkInput[], ip: { json: string; text: string }][] = []
for (const file of readdirSync(folder).filter((one) => /^link-crafted.*(?<!\.test)\.ts$/.test(one))) {
  const { crafted, OPTIONS }: Crafted = await import(`${folder}${file}`)
  const recorded: Recorded = JSON.parse(readFileSync(`${folder}${file.replace('.ts', '.json')}`, 'utf8'))
  for (const [name, options] of Object.entries(OPTIONS)) {
    for (const option of options) {
      const ip = recorded[name]?.[option]
      if (ip === undefined) throw new Error(`${file}: ${name} with "${option}" is not recorded`)
      cases.push([name, option, crafted[name] ?? [], ip])
    }
  }
}

/** As the kernel would deliver them. */
function delivered(inputs: readonly LinkInput[]): Link[] {
  return inputs.flatMap((input) => {
    const bytes = frame({ type: RTM.NEWLINK, flags: 0, seq: 0 }, encode(link, input))
    return decode(rtnetlink, bytes).messages.map((message) => message.body as Link)
  })
}

test.each(cases)('%s, ip %s link', (_name, option, inputs, ip) => {
  const words = option.split(' ').filter(Boolean)
  const oneline = words.includes('-o')
  const links = delivered(inputs)
  expect(printAll(new TextPrinter(oneline), links, words).split('\n')).toEqual(ip.text.split('\n'))
  expect(printAll(new JsonPrinter(), links, words)).toBe(ip.json)
})
