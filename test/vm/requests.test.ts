/**
 * What rtnl sends is what ip sends: both carry out the same commands in two namespaces that are alike, nlmon hears what they say to the kernel, and the requests
 * are compared attribute by attribute, with their bytes and flags. What was heard is left in `$RTNL_VM_SHARE/wire`.
 */

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { loadForRoutes } from '../kernel/bpf/programs.ts'
import { type Comparison, compareJson, report } from '../kernel/compare.ts'
import type { Result } from '../kernel/namespace.ts'
import { sections } from './requests/index.ts'
import type { Section } from './requests/section.ts'
import { byIp, byRtnl, type Done } from './wire/commands.ts'
import { compare, type Difference, requestsOf } from './wire/compare.ts'
import { type GuestRecording, recordingOf } from './wire/recording.ts'
import { ip } from './wire/sniffer.ts'
import { WAYS } from './wire/ways.ts'

// Hundreds of commands on an emulated machine, which may be a busy one.
vi.setConfig({ testTimeout: 1_200_000 })

const share = join(process.env.RTNL_VM_SHARE ?? '', 'wire')
const [major = 0, minor = 0] = release().split('.').map(Number)
const kernel = major * 1000 + minor

/** The namespace that the commands work in, and another into which they move links. */
const [HERE, THERE] = ['wire', 'wire-other']

/** Runs `work` in a namespace made for it. */
async function prepared<T>(section: Section, work: () => Promise<T>): Promise<T> {
  for (const name of [HERE, THERE]) ip(`netns add ${name}`)
  try {
    const input = `${section.before.map((line) => line.replace(/^\? /, '')).join('\n')}\n`
    const { stderr } = spawnSync('ip', ['-n', HERE, '-force', '-batch', '-'], { input, encoding: 'utf8' })
    const refused = [...stderr.matchAll(/Command failed -:(\d+)/g)].map((match) => section.before[Number(match[1]) - 1])
    const wrong = refused.filter((line) => !line?.startsWith('? '))
    if (wrong.length > 0) throw new Error(`${section.name}: refused: ${wrong.join('; ')}: ${stderr}`)
    for (const [file, value] of Object.entries(section.settings ?? {})) {
      const { status, stderr } = run('sh', ['-c', `echo ${value} > /proc/sys/net/${file}`])
      if (status !== 0) throw new Error(`${section.name}: ${file}: ${stderr}`)
    }
    return await work()
  } finally {
    for (const name of [HERE, THERE]) ip(`netns delete ${name}`)
  }
}

function run(command: string, args: readonly string[]): Result {
  const { status, stdout, stderr, error } = spawnSync('ip', ['netns', 'exec', HERE, command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  return { status: status ?? 128, stdout, stderr }
}

interface Both {
  readonly line: string
  readonly ip: Done
  readonly rtnl: Done
  readonly difference: Difference
}

const occurred = new Set<string>()
const counted = { commands: 0, accepted: 0, explained: 0 }

beforeAll(() => {
  rmSync(share, { recursive: true, force: true })
  // Once their modules are loaded, each new namespace would get a gre0, a sit0 and so on, with indices that the tables give to others.
  writeFileSync('/proc/sys/net/core/fb_tunnels_only_for_init_net', '2')
})

describe.each(sections.map((section) => [section.name, section] as const))('%s', (name, section) => {
  const cases = section.cases.filter(({ since = 0 }) => since <= kernel)
  const lines = cases.map(({ line }) => line)
  const folder = join(share, name)
  const done: { ip: Done[]; rtnl: Done[]; listings: Comparison[] } = { ip: [], rtnl: [], listings: [] }
  let found: Both[] = []

  beforeAll(() => {
    mkdirSync(folder, { recursive: true })
    for (const module of section.modules ?? []) {
      const { status, stderr } = spawnSync('modprobe', [module], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`modprobe ${module}: ${stderr}`)
    }
    if (section.programs) loadForRoutes((command, args) => spawnSync(command, args).status)
  })

  test('ip carries them out', async () => {
    done.ip = await prepared(section, () => byIp(HERE, folder, lines))
    expect(done.ip).toHaveLength(lines.length)
  })

  test('rtnl carries them out, and lists what came of it as ip does', async () => {
    await prepared(section, async () => {
      done.rtnl = await byRtnl(HERE, folder, lines)
      done.listings = section.listings.map((line) => compareJson({ try: run }, line))
    })
    expect(report(done.listings)).toBe('')
    expect(done.listings.reduce((sum, { objects }) => sum + objects, 0)).toBeGreaterThan(5)
  })

  test('what was heard is decoded', () => {
    found = lines.map((line, i) => {
      const [ip, rtnl] = [done.ip[i], done.rtnl[i]] as [Done, Done]
      return { line, ip, rtnl, difference: compare(line, ip.messages, rtnl.messages) }
    })
    const recording: GuestRecording = {
      tool: ip('-V').trim(),
      kernel: release(),
      compared: found.length,
      listings: done.listings.map(({ args, objects }) => ({ command: `ip -j ${args.join(' ')}`, objects })),
      ...recordingOf(found),
    }
    writeFileSync(`${folder}.json`, `${JSON.stringify(recording, undefined, 2)}\n`)
    const outcome = found.map(({ line, ip, rtnl, difference }) => ({
      line,
      status: [ip.status, rtnl.status],
      said: [ip.stderr, rtnl.stderr],
      ...difference,
    }))
    writeFileSync(join(folder, 'outcome.json'), JSON.stringify(outcome, undefined, 1))
    expect(recording.vectors.length).toBeGreaterThan(10)
  })

  test('each command comes to a request', () => {
    const silent = found.filter(({ line, ip }) => requestsOf('ip', line, ip.messages).length === 0)
    expect(silent.map(({ line, ip, rtnl }) => [line, ip.stderr, rtnl.stderr])).toEqual([])
  })

  test('both are refused, or neither', () => {
    const unlike = found.filter(({ ip, rtnl }, i) => {
      const refused = cases[i]?.differs?.refused === 'ip'
      return refused ? ip.status === 0 || rtnl.status !== 0 : (ip.status === 0) !== (rtnl.status === 0)
    })
    expect(unlike.map(({ line, ip, rtnl }) => [line, ip.stderr, rtnl.stderr])).toEqual([])
  })

  test('the same requests', () => {
    const wrong = found.flatMap(({ line, ip, difference: { ways, ...difference } }, i) => {
      const { ip: theirs = [], rtnl: ours = [] } = cases[i]?.differs ?? {}
      for (const way of ways) occurred.add(way)
      counted.commands++
      if (ip.status === 0) counted.accepted++
      if (cases[i]?.differs) counted.explained++
      return JSON.stringify(difference) === JSON.stringify({ ip: theirs, rtnl: ours }) ? [] : [{ line, ...difference }]
    })
    expect(wrong).toEqual([])
  })
})

test('every way in which ip writes something otherwise occurred', () => {
  expect([...occurred].sort()).toEqual(WAYS.map(({ name }) => name).sort())
})

test('it was much that was compared', () => {
  console.log(JSON.stringify(counted))
  expect(counted.commands).toBeGreaterThan(500)
  expect(counted.accepted).toBeGreaterThan(400)
})
