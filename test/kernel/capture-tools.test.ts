import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Packet, PacketDecoder, readCapture } from '@rtnl/capture'
import { afterAll, describe, expect, test } from 'vitest'
import { fileOf, session } from '../capture/suite/samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-tools-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}: ${stderr}`)
  return stdout
}

const read = (path: string): Packet[] => {
  const { packets, damage } = readCapture(readFileSync(path))
  expect(damage).toBeUndefined()
  return packets
}

/** What must survive a conversion. `precision` in nanoseconds. */
const essence = (packets: readonly Packet[], precision: bigint) => {
  const decoder = new PacketDecoder()
  return packets.map((packet) => {
    const { messages, damage } = decoder.decode(packet)
    const { time = 0n, protocol, direction, portid, bigEndian } = packet
    return [time - (time % precision), protocol, direction, portid, bigEndian, damage, messages]
  })
}

describe.each([false, true])('a capture of a host that is big-endian: %s', (bigEndian) => {
  for (const format of ['pcap', 'pcapng'] as const)
    for (const microseconds of [false, true]) {
      const name = `${format}, ${microseconds ? 'micro' : 'nano'}seconds`
      const ours = join(folder, `${name} ${bigEndian}`)
      writeFileSync(ours, fileOf(session(bigEndian), { format, bigEndian, microseconds }))

      test(`${name}: tshark finds the same headers and timestamps`, () => {
        const fields = ['frame.time_epoch', 'frame.len', 'netlink.family']
        const args = ['-r', ours, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
        const theirs = run('tshark', args).trimEnd().split('\n')
        const wanted = read(ours).map(({ time, bytes, protocol }) => {
          const seconds = String(time).replace(/(\d{9})$/, '.$1')
          return [seconds, bytes.length + 16, `0x${protocol.toString(16).padStart(4, '0')}`].join('\t')
        })
        expect(theirs.map((line) => line.trimEnd())).toEqual(wanted)
      })

      // editcap writes in its own host's byte order, and leaves the messages in theirs.
      test.each([
        ['pcap', 1000n],
        ['nsecpcap', 1n],
        ['pcapng', 1n],
      ])(`${name}: what editcap makes of it as %s is read`, (target, unit) => {
        const theirs = join(folder, `${name} ${bigEndian} ${target}`)
        run('editcap', ['-F', target, ours, theirs])
        const precision = microseconds ? 1000n : unit
        expect(essence(read(theirs), precision)).toEqual(essence(read(ours), precision))
      })
    }

  test('a capture that editcap cut short shows what there is', () => {
    const [ours, theirs] = [join(folder, `whole ${bigEndian}`), join(folder, `cut ${bigEndian}`)]
    writeFileSync(ours, fileOf(session(bigEndian), { format: 'pcapng', bigEndian }))
    run('editcap', ['-s', '90', ours, theirs])
    const decoder = new PacketDecoder()
    const decoded = read(theirs).map((packet) => decoder.decode(packet))
    expect(decoded).toHaveLength(session().length)
    expect(
      decoded.filter(({ bytes, originalLength }) => originalLength === undefined || originalLength > bytes.length),
    ).toHaveLength(decoded.length)
    expect(decoded[1]?.messages).toHaveLength(1)
    expect(decoded[1]?.damage?.message).toContain('nlmsg_len is more than the bytes that are left')
    expect(decoded[0]?.messages).toHaveLength(1)
  })
})

test('hexadecimal text as xxd and hexdump print it', () => {
  const path = join(folder, 'raw')
  const raw = Buffer.concat(
    session()
      .filter(({ protocol }) => protocol === 0)
      .map(({ bytes }) => bytes),
  )
  writeFileSync(path, raw)
  for (const [command, ...args] of [['xxd'], ['xxd', '-p'], ['xxd', '-i'], ['hexdump', '-C']]) {
    let text = run(command as string, [...args, path])
    // The name of a table in C is none of its bytes.
    if (args[0] === '-i') text = text.replace(/^.*\{$/m, '').replace(/\};[\s\S]*$/, '')
    const { packets, format, damage } = readCapture(new TextEncoder().encode(text))
    expect([format, damage]).toEqual(['hex', undefined])
    expect(Buffer.concat(packets.map(({ bytes }) => bytes)).equals(raw)).toBe(true)
  }
})
