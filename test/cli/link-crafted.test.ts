import { decode, encode, frame } from '@rtnl/codec'
import { type Link, link, RTM, rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { Interfaces } from '../../packages/cli/src/ifnames.ts'
import { printLink } from '../../packages/cli/src/link/link.ts'
import type { LinkView } from '../../packages/cli/src/link/view.ts'
import { parseOptions } from '../../packages/cli/src/options.ts'
import { JsonPrinter, type Printer, TextPrinter } from '../../packages/cli/src/print.ts'
import recorded from './link-crafted.json' with { type: 'json' }
import { crafted, OPTIONS } from './link-crafted.ts'
import { namesOf } from './support.ts'

type Recorded = Record<string, Record<string, { json: string; text: string }>>

/** As the kernel would deliver them. */
function delivered(name: string): Link[] {
  return (crafted[name] ?? []).flatMap((input) => {
    const bytes = frame({ type: RTM.NEWLINK, flags: 0, seq: 0 }, encode(link, input))
    return decode(rtnetlink, bytes).messages.map((message) => message.body as Link)
  })
}

function printAll(print: Printer, links: readonly Link[], words: readonly string[]): string {
  const { options } = parseOptions(words)
  const interfaces = new Interfaces()
  for (const one of links) interfaces.remember(one)
  const names = namesOf({}, options.numeric)
  const view: LinkView = { options, names, interfaces, link: true, family: 'packet', queue: true }
  print.array()
  for (const one of links) {
    print.object()
    printLink(print, one, view)
    print.endObject()
  }
  print.endArray()
  return print.take()
}

const cases = Object.entries(OPTIONS).flatMap(([name, options]) => options.map((option) => [name, option] as const))

/** Timers are the one number of which ip prints zeros that say nothing: `0.00`. */
const TIMER = /(?<=:)\d+\.\d\d\b/g

test.each(cases)('%s, ip %s link', (name, option) => {
  const ip = (recorded as Recorded)[name]?.[option]
  const words = option.split(' ').filter(Boolean)
  const oneline = words.includes('-o')
  const links = delivered(name)
  expect(printAll(new TextPrinter(oneline), links, words).split('\n')).toEqual(ip?.text.split('\n'))
  expect(printAll(new JsonPrinter(), links, words)).toBe(ip?.json.replace(TIMER, (seconds) => String(Number(seconds))))
})
