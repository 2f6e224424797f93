import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCapture } from '@rtnl/capture'
import { connect, replay } from '@rtnl/client'
import { afterAll, expect, test } from 'vitest'
import { talk } from '../kernel/bodies/talk.ts'
import { inside } from '../kernel/inside.ts'
import { createNamespace, RTNL } from '../kernel/namespace.ts'
import { inChromium } from './chromium.ts'
import { must } from './tarballs.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-session-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Line {
  time: number
  direction: string
  offset: number
  nlmsg: { type: string; seq: number; len: number }
  body?: unknown
  error?: { code: string }
}

/** What a page makes of the recording: as \`rtnl decode -j\` has it, bytes in hexadecimal, without the words for errors. */
const SCRIPT = `
  const { readPackets, PacketDecoder } = await import('@rtnl/capture')
  const { body } = await fetch('/session.pcapng')
  const decoder = new PacketDecoder()
  const lines = []
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const plain = (_, value) => typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? hex(value) : value
  const chunks = async function* () {
    const reader = body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  }
  for await (const packet of readPackets(chunks())) {
    const { time, direction, offset } = packet
    for (const { header, name, body, offset: at } of decoder.decode(packet).messages)
      lines.push({ time, direction, offset: offset + at, nlmsg: { ...header, type: name }, body })
  }
  return JSON.parse(JSON.stringify(lines, plain))`

test('a live session, recorded: tshark opens it, `rtnl decode -j` and Chromium show the messages that it saw, and it replays without a kernel', {
  timeout: 120_000,
}, async () => {
  const namespace = await createNamespace()
  const path = join(folder, 'session.pcapng')
  let seen: Awaited<ReturnType<typeof talk>>
  try {
    namespace.exec('ip link set lo up')
    const { result } = await inside(namespace, 'capture', 'pcapng')
    const session = result as { seen: typeof seen; file: string }
    seen = session.seen
    writeFileSync(path, Buffer.from(session.file, 'base64'))
  } finally {
    await namespace.close()
  }
  const file = readFileSync(path)
  const { packets, damage } = readCapture(file)
  expect([seen.routes.length >= 50, seen.events.length, seen.refusals.length, damage]).toEqual([true, 50, 3, undefined])

  // tshark: as many packets, and of each the protocol's own dissection.
  const theirs = must('tshark', ['-r', path, '-T', 'fields', '-e', 'frame.protocols'], folder).trimEnd().split('\n')
  expect(theirs).toHaveLength(packets.length)
  expect(theirs.filter((protocols) => !protocols.includes('netlink'))).toEqual([])

  const lines = must(RTNL, ['decode', '-j', path], folder)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  const dump = lines[lines.map(({ nlmsg }) => nlmsg.type).lastIndexOf('RTM_GETROUTE')]?.nlmsg.seq
  const routes = lines.filter(({ nlmsg, direction }) => nlmsg.type === 'RTM_NEWROUTE' && direction === 'received')
  expect(routes.filter(({ nlmsg }) => nlmsg.seq === dump).map(({ body }) => body)).toEqual(seen.routes)
  expect(routes.filter(({ nlmsg }) => nlmsg.seq !== dump).map(({ body }) => body)).toEqual(
    seen.events.map((event) => (event as { message: unknown }).message),
  )
  expect(lines.flatMap(({ error }) => error?.code ?? [])).toEqual(
    seen.refusals.map((refusal) => (refusal as string[])[1]),
  )

  await using net = await connect(replay(packets))
  expect(JSON.parse(JSON.stringify(await talk(net)))).toEqual(seen)

  const { result, error, agent } = await inChromium(SCRIPT, { '/session.pcapng': file })
  expect(error).toBeUndefined()
  expect(agent).toContain('Chrome')
  const shown = lines.map(({ time, direction, offset, nlmsg, body }) => ({ time, direction, offset, nlmsg, body }))
  expect(result).toEqual(JSON.parse(JSON.stringify(shown)))
})
