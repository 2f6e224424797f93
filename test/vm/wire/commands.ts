import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CliIo, main } from '@rtnl/cli'
import { type Client, connect } from '@rtnl/client'
import { bpf, openTransport } from '@rtnl/node'
import { type Seen, sniff } from './sniffer.ts'

/** What a command did. */
export interface Done {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** All that was said over rtnetlink, by either side. */
  readonly messages: readonly Seen[]
}

/** Between two commands somebody asks for a link of this name, which there is not. */
const marker = (i: number) => `mark${i}`

const MARK = /^mark(\d+)$/

const RTM_GETLINK = 18
const NLM_F_REQUEST = 1

/** The words of a line, which are divided by blanks; `""` is an empty one. */
export const wordsOf = (line: string): string[] =>
  line.split(' ').flatMap((word) => (word === '' ? [] : [word === '""' ? '' : word]))

/** The options of ip itself that a line begins with, which `ip -batch` takes for all of its lines only. */
const optionsOf = (line: string): string => /^(?:-\S+ )*/.exec(line)?.[0].trim() ?? ''

/**
 * Runs the lines by `ip` in a namespace, `folder` being where the capture goes. A process takes a second to start in an emulated machine, so `ip -batch` runs
 * as many as follow each other with the same options. A batch does not have dumps checked strictly: one of a table that is not there is refused to rtnl alone.
 */
export async function byIp(netns: string, folder: string, lines: readonly string[]): Promise<Done[]> {
  const results: Omit<Done, 'messages'>[] = []
  const messages = await sniff(netns, join(folder, 'ip.pcap'), async () => {
    while (results.length < lines.length) {
      const first = results.length
      const options = optionsOf(lines[first] ?? '')
      const others = lines.slice(first).findIndex((line) => optionsOf(line) !== options)
      const batch = lines.slice(first, others < 0 ? lines.length : first + others)
      results.push(...runBatch(netns, wordsOf(options), batch, first))
    }
  })
  return sorted(results, messages)
}

function runBatch(netns: string, options: string[], lines: readonly string[], first: number): Omit<Done, 'messages'>[] {
  const input = lines.map((line, i) => `link set dev ${marker(first + i)} up\n${line.slice(optionsOf(line).length)}\n`)
  const { error, stdout, stderr } = spawnSync('ip', [...options, '-n', netns, '-force', '-batch', '-'], {
    input: `${input.join('')}link set dev mark up\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  // What was said to a line stands before the word that it failed. Each marker fails; a dump that is refused is told of, but does not count as a failure.
  const said = new Map<number, string>()
  const failed = new Set<number>()
  let from = 0
  for (const match of stderr.matchAll(/^Command failed -:(\d+)\n/gm)) {
    const at = Number(match[1])
    const text = stderr.slice(from, match.index)
    failed.add(at)
    said.set(at, text)
    // Before a marker's own complaint stands that to the line before it.
    if (at % 2 === 1 && !failed.has(at - 1)) said.set(at - 1, text.replace(/^Cannot find device "mark\d*"\n/m, ''))
    from = match.index + match[0].length
  }
  // What it cannot read ends it.
  const unread = lines.findIndex((_, i) => !failed.has(2 * i + 1))
  if (unread >= 0) throw new Error(`ip cannot read: ${lines[unread - 1]}: ${stderr.slice(from)}`)
  return lines.map((_, i) => {
    const stderr = said.get(2 * i + 2) ?? ''
    return {
      status: failed.has(2 * i + 2) || /^Dump terminated$/m.test(stderr) ? 2 : 0,
      stdout: lines.length === 1 ? stdout : '',
      stderr,
    }
  })
}

/** Runs each line by `rtnl`, all in this process. */
export async function byRtnl(netns: string, folder: string, lines: readonly string[]): Promise<Done[]> {
  const results: Omit<Done, 'messages'>[] = []
  const open = (options = {}): Promise<Client> => connect(openTransport, { netns, ...options })
  const messages = await sniff(netns, join(folder, 'rtnl.pcap'), async () => {
    await using client = await open()
    for (const [i, line] of lines.entries()) {
      await client.link.get({ ifname: marker(i) }).catch(() => {})
      const { io, printed } = ioOf()
      // As the batch of ip has it, which goes on after a failure; to both it also means that programs of XDP are replaced.
      const status = await main(['-force', ...wordsOf(line)], io, open)
      results.push({ status, ...printed })
    }
  })
  return sorted(results, messages)
}

/** This machine's files, and streams that are kept. */
export function ioOf(): { io: CliIo; printed: { stdout: string; stderr: string } } {
  const printed = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string | Uint8Array) => {
      printed[name] += typeof text === 'string' ? text : Buffer.from(text).toString()
    },
  })
  const io: CliIo = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    readFile: (path) => attempt(() => readFileSync(path, 'utf8')),
    readDirectory: (path) => attempt(() => readdirSync(path)) ?? [],
    writeFile: (path, text) => writeFileSync(path, text),
    openFile: (path) => {
      const fd = attempt(() => openSync(path, 'r'))
      return fd === undefined ? undefined : { fd, close: () => closeSync(fd) }
    },
    openBpf: (path) => bpf.openPinned(path),
    openInput: async (path) => {
      throw new Error(`no command of the table reads ${path}`)
    },
    env: {},
  }
  return { io, printed }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

export function sorted(results: readonly Omit<Done, 'messages'>[], messages: readonly Seen[]): Done[] {
  const groups: Seen[][] = results.map(() => [])
  let current: Seen[] | undefined
  for (const message of messages) {
    const name = markOf(message)
    if (name !== undefined) current = groups[name]
    else current?.push(message)
  }
  return results.map((result, i) => ({ ...result, messages: groups[i] ?? [] }))
}

function markOf({ header, body }: Seen): number | undefined {
  if (header.type !== RTM_GETLINK || (header.flags & NLM_F_REQUEST) === 0) return undefined
  const [, number] = MARK.exec((body as { ifname?: string }).ifname ?? '') ?? []
  return number === undefined ? undefined : Number(number)
}
