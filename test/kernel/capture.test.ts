import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conversations, PacketDecoder, readCapture } from '@rtnl/capture'
import { connect, replay } from '@rtnl/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patience } from '../guest.ts'
import { talk } from './bodies/talk.ts'
import { inside } from './inside.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'

interface Session {
  seen: Awaited<ReturnType<typeof talk>>
  file: string
}

let namespace: Namespace
const folder = mkdtempSync(join(tmpdir(), 'rtnl-capture-'))
const paths = { pcap: join(folder, 'session.pcap'), pcapng: join(folder, 'session.pcapng') }
const sessions: Record<string, Session> = {}

beforeAll(async () => {
  namespace = await createNamespace()
  namespace.exec('ip link set lo up')
  for (const [format, path] of Object.entries(paths)) {
    const session = (await inside(namespace, 'capture', format)).result as Session
    namespace.exec('ip route flush proto static')
    sessions[format] = session
    writeFileSync(path, Buffer.from(session.file, 'base64'))
  }
})
afterAll(async () => {
  await namespace.close()
  rmSync(folder, { recursive: true })
})

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}: ${stderr}`)
  return stdout
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

describe.each(Object.entries(paths))('a session recorded as %s', (format, path) => {
  const seen = () => (sessions[format] as Session).seen

  test('was the session that was meant', () => {
    const { links, refusals, routes, events } = seen()
    expect(links).toContain('lo')
    expect(refusals).toHaveLength(3)
    expect(routes.length).toBeGreaterThanOrEqual(50)
    expect(events).toHaveLength(50)
  })

  test('is read by tshark: as many packets, the same headers and timestamps', () => {
    // The type stands in a field of its own where tshark knows the protocol.
    const fields = [
      'frame.time_epoch',
      'frame.len',
      'netlink.hdr_len',
      'netlink.hdr_type',
      'netlink-route.nltype',
      'netlink.hdr_seq',
      'netlink.hdr_pid',
    ]
    const args = ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
    const theirs = lines(run('tshark', args)).map((line) => line.split('\t'))
    const decoder = new PacketDecoder()
    const { packets, damage } = readCapture(readFileSync(path))
    expect(damage).toBeUndefined()
    const ours = packets.map((packet) => {
      // tshark takes the request's header in an ack for a message of its own.
      const headers = decoder.decode(packet).messages.flatMap(({ header, body }) => {
        const { nlmsgerrMsg: echo } = body as { nlmsgerrMsg?: { len: number; type: number; seq: number; pid: number } }
        return echo === undefined ? [header] : [header, { ...echo, portid: echo.pid }]
      })
      const all = (key: 'len' | 'seq' | 'portid') => headers.map((header) => header[key]).join(',')
      const types = headers.map(({ type }) => type)
      const time = String(packet.time).replace(/(\d{9})$/, '.$1')
      const control = types.filter((type) => type < 16).join(',')
      const route = headers
        .filter(({ type }, i) => type >= 16 && types[i - 1] !== 2)
        .map(({ type }) => type)
        .join(',')
      return [time, String(packet.bytes.length + 16), all('len'), control, route, all('seq'), all('portid')]
    })
    const numbers = (text: string) =>
      text
        .split(',')
        .filter((item) => item !== '')
        .map(Number)
    expect(theirs).toHaveLength(ours.length)
    for (const [i, [time, length, len, control, route, seq, pid]] of theirs.entries()) {
      const [ourTime, ourLength, ourLen, ourControl, ourRoute, ourSeq, ourPid] = ours[i] as string[]
      expect([time, length]).toEqual([ourTime, ourLength])
      const found = [len, seq, pid].map((text = '') => numbers(text))
      expect(found).toEqual([ourLen, ourSeq, ourPid].map((text = '') => numbers(text)))
      if (ourRoute !== '') expect(numbers(route ?? '')).toEqual(numbers(ourRoute ?? ''))
      else expect(numbers(control ?? '')[0]).toBe(Number(ourControl))
    }
  })

  test('is decoded by `rtnl decode -j` to the messages that the session saw', () => {
    const decoded = lines(run(RTNL, ['decode', '-j', path])).map((line) => JSON.parse(line))
    const start = decoded.map((line) => line.nlmsg.type).lastIndexOf('RTM_GETROUTE')
    const { seq } = decoded[start].nlmsg
    const routes = decoded.filter((line) => line.nlmsg.type === 'RTM_NEWROUTE' && line.direction === 'received')
    expect(routes.filter((line) => line.nlmsg.seq === seq).map((line) => line.body)).toEqual(seen().routes)
    const told = decoded.filter((line) => line.error !== undefined).map((line) => line.error.code)
    expect(told).toEqual(seen().refusals.map((refusal) => (refusal as string[])[1]))
    expect(seen().events.map((event) => (event as { message: unknown }).message)).toEqual(
      routes.filter((line) => line.nlmsg.seq !== seq).map((line) => line.body),
    )
  })

  test('has each request with its whole answer', () => {
    const decoder = new PacketDecoder()
    const all = [
      ...conversations(
        readCapture(readFileSync(path)).packets.map((packet) => decoder.decode(packet)),
        decoder,
      ),
    ]
    expect(all.length).toBeGreaterThan(53)
    expect(all.filter((conversation) => !conversation.done)).toEqual([])
    const refused = all.flatMap(({ refusal }) => refusal ?? [])
    expect(refused.map(({ path }) => path ?? undefined)).toEqual(
      seen().refusals.map((refusal) => (refusal as string[])[2] ?? undefined),
    )
  })

  test('replays against the client without a kernel', async () => {
    const { packets } = readCapture(readFileSync(path))
    await using net = await connect(replay(packets))
    expect(JSON.parse(JSON.stringify(await talk(net)))).toEqual(seen())
    // Once more is once too often.
    await expect(net.route.add({ dst: '10.1.7.0/24', oif: 'lo', protocol: 'static' })).rejects.toThrow('recording')
  })
})

test('any command is recorded: `rtnl --capture FILE`', () => {
  const path = join(folder, 'command.pcapng')
  const listing = namespace.run(RTNL, ['--capture', path, '-j', 'route', 'show', 'table', 'all'])
  const decoded = lines(run(RTNL, ['decode', '-j', '--type', 'newroute', path]))
  expect(JSON.parse(listing).length).toBeGreaterThan(0)
  expect(decoded.length).toBeGreaterThanOrEqual(JSON.parse(listing).length)
  const refused = namespace.try(RTNL, ['--capture', path, 'route', 'add', '10.9.0.0/16', 'via', '203.0.113.1'])
  expect(refused.status).toBe(2)
  expect(run(RTNL, ['decode', path])).toMatch(/NLMSG_ERROR .* ENETUNREACH: /)
})

test("iproute2's own recordings: rtmon's file", async () => {
  const path = join(folder, 'rtmon')
  const rtmon = namespace.start('rtmon', ['file', path, 'route'])
  await expect.poll(() => readFileSync(path, { flag: 'a+' }).length, { timeout: 10_000 * patience }).toBeGreaterThan(0)
  for (let i = 0; i < 3; i++) namespace.exec(`ip route add 10.77.${i}.0/24 dev lo`)
  await expect
    .poll(() => run(RTNL, ['decode', '--where', 'dst=10.77.0.0/16', '--type', 'newroute', path]).split('\n').length, {
      timeout: 1000 * patience,
    })
    .toBe(4)
  rtmon.kill()
  const { format, packets } = readCapture(readFileSync(path))
  expect(format).toBe('rtmon')
  expect(Number(packets.at(-1)?.time) / 1e6).toBeCloseTo(Date.now(), -5)
})
