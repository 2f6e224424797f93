import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Client } from '@rtnl/client'
import { decode, encode, frame } from '@rtnl/codec'
import { type LinkInput, link, NLM_F, RTM, rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { main } from '../../packages/cli/src/main.ts'
import common from './link-requests.json' with { type: 'json' }
import { fakeIo } from './support.ts'

// link-requests.json, and the vectors of kinds: the requests that iproute2-6.1.0's `ip link LINE` sends, written down by record/record.js in a
// namespace with a veth v0 of index 10 whose other end is v1 of index 11. Sequence number and portid are zero.

const folder = fileURLToPath(new URL('../families/vectors/link/', import.meta.url))

interface Vectors {
  readonly vectors: readonly { readonly command: string; readonly before?: string; readonly hex: string }[]
}

/** One line, and what ip sends for it. */
interface Case {
  readonly line: string
  readonly sent: string
  /** What made the link that is changed, of which ip was told that it is v1. */
  readonly before?: string | undefined
}

const kinds = readdirSync(folder)
  .filter((file) => /^kinds-.*\.json$/.test(file))
  .flatMap((file) => (JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Vectors).vectors)
  .map(({ command, before, hex }, _i, all): Case => {
    const made = all.find((other) => other.command === before)?.hex
    return { line: command.replace(/^ip ((?:-\S+ )*)link /, '$1'), sent: hex, before: made }
  })

const INDEXES: Record<string, number> = { v0: 10, v1: 11 }

const LINKS = Object.entries(INDEXES).map(([ifname, index]) => ({
  type: 'ether',
  index,
  ifname,
  flags: [],
  address: '02:00:00:00:00:0f',
}))

/** What each verb of the client sends. ip has REPLACE among the flags of `replace`, which the kernel refuses for a link that is there. */
const SENT: Record<string, readonly [type: number, flags: number]> = {
  add: [RTM.NEWLINK, NLM_F.CREATE | NLM_F.EXCL],
  replace: [RTM.NEWLINK, NLM_F.CREATE | NLM_F.REPLACE],
  change: [RTM.NEWLINK, 0],
  delete: [RTM.DELLINK, 0],
  addAltnames: [RTM.NEWLINKPROP, NLM_F.CREATE | NLM_F.EXCL | NLM_F.APPEND],
  deleteAltnames: [RTM.DELLINKPROP, 0],
}

interface Sent {
  verb: string
  payload: Uint8Array
}

function clientOf(requests: Sent[], v1: object): Client {
  const remember = (verb: string) => async (input: LinkInput) => {
    requests.push({ verb, payload: encode(link, input, { ifindex: (name) => INDEXES[name] }) })
  }
  const altnames = (verb: string) => (index: number, altIfname: string[]) =>
    remember(verb)({ index, propList: { altIfname } })
  return {
    link: {
      add: remember('add'),
      replace: remember('replace'),
      change: remember('change'),
      delete: remember('delete'),
      addAltnames: altnames('addAltnames'),
      deleteAltnames: altnames('deleteAltnames'),
      async *dump() {
        yield* LINKS
      },
      get: async ({ index }: { index: number }) => ({
        ...LINKS.find((one) => one.index === index),
        ...(index === 11 ? v1 : {}),
      }),
    },
    connection: {
      request: async ({ type, payload }: { type: number; payload: Uint8Array }) => {
        expect(type).toBe(RTM.DELLINK)
        requests.push({ verb: 'delete', payload })
        return []
      },
    },
    close: async () => {},
  } as unknown as Client
}

/** Runs the command with a client that only remembers. */
async function requestOf(line: string, v1: object): Promise<Sent> {
  const requests: Sent[] = []
  const words = line.match(/"[^"]*"|\S+/g)?.map((word) => word.replace(/^"(.*)"$/, '$1')) ?? []
  const options = words.filter((word) => /^-[46]$/.test(word))
  const io = fakeIo({ '/etc/iproute2/rt_dsfield': '0x28\tAF11\n' })
  const code = await main([...options, 'link', ...words.slice(options.length)], io, async () => clientOf(requests, v1))
  expect(io.err.replace(/^Warning.*\n/, '')).toBe('')
  expect(code).toBe(0)
  expect(requests).toHaveLength(1)
  return requests[0] as Sent
}

function bodyOf(bytes: Uint8Array): Record<string, unknown> {
  const { messages, damage } = decode(rtnetlink, bytes)
  expect(damage).toBeUndefined()
  expect(messages[0]?.error).toBeUndefined()
  return plain(messages[0]?.body) as Record<string, unknown>
}

/** Without what the codec keeps of the form: ip leaves out the NUL of some texts and the flag of some nests. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

test.each<Case>([...common, ...kinds])('$line', async ({ line, sent, before }) => {
  const { linkinfo } = before === undefined ? {} : bodyOf(new Uint8Array(Buffer.from(before, 'hex')))
  const { verb, payload } = await requestOf(line, { linkinfo })
  const ip = Buffer.from(sent, 'hex')
  expect([ip.readUInt16LE(4), ip.readUInt16LE(6) & ~(NLM_F.REQUEST | NLM_F.ACK)]).toEqual(SENT[verb])
  const ours = bodyOf(frame({ type: ip.readUInt16LE(4), flags: ip.readUInt16LE(6), seq: 0 }, payload))
  const theirs = bodyOf(new Uint8Array(ip))
  // The kernel does not look at the kind of a link to be deleted.
  if (verb === 'delete') delete theirs.linkinfo
  expect(ours).toEqual(theirs)
})
