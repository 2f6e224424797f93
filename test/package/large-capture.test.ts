import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CaptureWriter } from '@rtnl/capture'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorMessage, routeMessage, vxlanRequest } from '../capture/suite/samples.ts'
import { RTNL } from '../runtime.ts'

// A capture of many chunks, as a file and as standard input, whose chunks are others.

const folder = mkdtempSync(join(tmpdir(), 'rtnl-large-'))
const [whole, cut] = ['whole.pcapng', 'cut.pcapng'].map((name) => join(folder, name)) as [string, string]
afterAll(() => rmSync(folder, { recursive: true }))

/** Requests, and their refusals so far behind them that they are in another chunk. */
beforeAll(() => {
  const parts: Uint8Array[] = []
  const writer = new CaptureWriter((bytes) => parts.push(bytes.slice()))
  let time = 1_700_000_000_000_000_000n
  const write = (direction: 'sent' | 'received', bytes: Uint8Array) => {
    time += 1_234_567n
    writer.write({ time, protocol: 0, direction, portid: 4711, bytes })
  }
  for (let i = 0; i < 100; i++) {
    const { bytes, offset } = vxlanRequest(i)
    write('sent', bytes)
    for (let n = 0; n < 2000; n++) write('received', routeMessage({ flags: 0, seq: 0 }, (i + n) % 256))
    write('received', errorMessage(bytes, -34, 'out of range', offset))
  }
  const bytes = Buffer.concat(parts)
  writeFileSync(whole, bytes)
  writeFileSync(cut, bytes.subarray(0, bytes.length - 1000))
})

function decode(file: string, words: readonly string[], named: boolean) {
  const input = openSync(file, 'r')
  const { status, stdout, stderr } = spawnSync(RTNL, ['decode', ...words, named ? file : '-'], {
    stdio: [input, 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  closeSync(input)
  return { status, stderr, lines: stdout.split('\n') }
}

test.each([
  [whole, []],
  [whole, ['-j']],
  [whole, ['-v', '--where', 'dst=10.0.7.0']],
  [whole, ['--type', 'error']],
  [cut, []],
])('%s %s: a file is what its bytes are', (file, words) => {
  const piped = decode(file, words, false)
  const named = decode(file, words, true)
  expect(piped.lines.length).toBeGreaterThan(100)
  expect(named).toEqual(piped)
  expect(named.status).toBe(file === cut ? 1 : 0)
  if (words.includes('error')) expect(named.lines[0]).toContain('out of range, at linkinfo.data.id')
})

/** With a shell, as people do. */
const sh = (script: string) => spawnSync('bash', ['-o', 'pipefail', '-c', script, RTNL, whole], { encoding: 'utf8' })

test('a reader that has seen enough ends it quietly', () => {
  expect(sh('"$0" decode -j "$1" | head -n 1 | wc -l')).toMatchObject({ status: 0, stdout: '1\n', stderr: '' })
})

test('a slow reader loses nothing', () => {
  const { stdout: fast } = sh('"$0" decode -v "$1" | md5sum')
  const { stdout: slow } = sh('"$0" decode -v "$1" | (sleep 1; md5sum)')
  expect(slow).toMatch(/^[0-9a-f]{32} /)
  expect(slow).toBe(fast)
})

test('a full disk is said once', () => {
  const { status, stderr } = sh('"$0" decode -v "$1" > /dev/full')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Error: ENOSPC\b.*\n$/)
})
