import { CaptureReader, CaptureWriter, type Packet } from '@rtnl/capture'
import { expect, test } from 'vitest'
import { concat } from './suite/check.ts'

const MEGABYTE = 1 << 20

// The file is the same megabyte over and over: what counts is that nothing of it stays, and that places beyond 4 GiB are right.
test.each(['pcap', 'pcapng'] as const)(
  'a %s file of 10 GB is read in bounded memory',
  { timeout: 120_000 },
  (format) => {
    const parts: Uint8Array[] = []
    const writer = new CaptureWriter((bytes) => parts.push(bytes), { format })
    const header = concat(...parts.splice(0))
    const around = format === 'pcap' ? 32 : 60
    // Records of 31 KiB and a bit, so that they lie across the chunks.
    const bytes = new Uint8Array(32_000)
    new DataView(bytes.buffer).setUint32(0, bytes.length, true)
    writer.write({ protocol: 0, time: 1n, bytes })
    const record = parts[0] as Uint8Array
    expect(record.length - bytes.length).toBe(format === 'pcap' ? around : 48)
    const run = concat(...Array.from({ length: 64 }, () => record))
    const total = 10_000_000_000
    const reader = new CaptureReader()
    let packets = 0
    let last: Packet | undefined
    const count = (packet: Packet) => {
      packets++
      last = packet
    }
    reader.each(header, count)
    const before = process.memoryUsage()
    let most = 0
    let fed = 0
    while (fed < total) {
      for (let at = 0; at < run.length; at += MEGABYTE) reader.each(run.subarray(at, at + MEGABYTE), count)
      fed += run.length
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      most = Math.max(most, heapUsed + arrayBuffers)
    }
    reader.end()
    expect(reader.damage).toBeUndefined()
    expect(packets).toBe((fed / run.length) * 64)
    expect(last?.offset).toBe(header.length + fed - record.length + (format === 'pcap' ? 32 : 44))
    expect(most - before.heapUsed - before.arrayBuffers).toBeLessThan(256 * MEGABYTE)
  },
)
