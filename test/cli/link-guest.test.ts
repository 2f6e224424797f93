import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decode } from '@rtnl/codec'
import { type Link, rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { JsonPrinter, TextPrinter } from '../../packages/cli/src/print.ts'
import { printAll } from './print-links.ts'

// guest-*.json: what kernels with all kinds say of links of all kinds, and what ip prints of these (test/vm/record.js, record/record.js).

interface Recorded {
  readonly messages: readonly string[]
  readonly ip: { readonly json: string; readonly text: string }
}

const folder = fileURLToPath(new URL('../families/vectors/link/', import.meta.url))
const recorded = readdirSync(folder).filter((file) => /^guest-.*\.json$/.test(file))

test('kernels were recorded', () => {
  expect(recorded).toEqual(expect.arrayContaining(['guest-6.1-others.json', 'guest-6.12-others.json']))
})

test.each(recorded)('%s', (file) => {
  const { messages, ip }: Recorded = JSON.parse(readFileSync(`${folder}${file}`, 'utf8'))
  const links = messages.map((hex) => {
    const [message] = decode(rtnetlink, new Uint8Array(Buffer.from(hex, 'hex'))).messages
    expect(message?.error).toBeUndefined()
    return message?.body as Link
  })
  expect(links.length).toBeGreaterThan(20)
  expect(printAll(new TextPrinter(), links, ['-d']).split('\n')).toEqual(ip.text.split('\n'))
  expect(printAll(new JsonPrinter(), links, ['-d'])).toBe(ip.json)
})
