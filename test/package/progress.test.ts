import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { concat } from '../capture/suite/check.ts'
import { fileOf, routeMessage } from '../capture/suite/samples.ts'
import { RTNL } from '../runtime.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-progress-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A capture of `bytes` and a bit. */
function write(name: string, bytes: number): string {
  const path = join(folder, name)
  const empty = fileOf([], { format: 'pcap' })
  const messages = concat(...Array.from({ length: 1000 }, (_, i) => routeMessage({}, i % 250)))
  const packets = Array.from({ length: 20 }, () => ({ protocol: 0, time: 1n, bytes: messages }))
  const records = fileOf(packets, { format: 'pcap' }).subarray(empty.length)
  const fd = openSync(path, 'w')
  writeSync(fd, empty)
  for (let size = 0; size < bytes; size += records.length) writeSync(fd, records)
  closeSync(fd)
  return path
}

const long = write('long.pcap', 70_000_000)
const short = write('short.pcap', 1_000_000)

/** What `rtnl decode` of a file writes on a terminal, which script(1) makes, while the reader of its output lets it wait a moment. */
function onTerminal(path: string): string {
  const command = `bash -o pipefail -c "'${RTNL}' decode -j '${path}' | (sleep 0.6; cat >/dev/null)"`
  const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', input: '' })
  expect(status).toBe(0)
  // Back to the line's beginning, and wipe it.
  return stdout.replaceAll('\r\x1b[K', '|')
}

describe('progress', { timeout: 120_000 }, () => {
  test('is shown on a terminal for a long file, on one line, which is wiped at the end', () => {
    const shown = onTerminal(long)
    const parts = [...shown.matchAll(/\|(\d+) % of 7\d MB/g)].map(([, part]) => Number(part))
    expect(parts.length).toBeGreaterThan(0)
    expect(parts).toEqual([...parts].sort((a, b) => a - b))
    expect(parts.at(-1)).toBeLessThanOrEqual(100)
    expect(shown).toMatch(/^(\|\d+ % of 7\d MB)+\|$/)
  })

  test('is not shown for a short file, nor where standard error is no terminal', () => {
    expect(onTerminal(short)).toBe('')
    const { status, stderr } = spawnSync(RTNL, ['decode', '-j', long], { stdio: ['ignore', 'ignore', 'pipe'] })
    expect([status, String(stderr)]).toEqual([0, ''])
  })
})
