/** A CAN controller, which no request makes: changed by rtnl as by ip, and listed as ip lists it. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareJson, compareText, report } from '../kernel/compare.ts'
import { createNamespace, type Namespace, RTNL } from '../kernel/namespace.ts'

const scratch = mkdtempSync(join(tmpdir(), 'rtnl-can-'))
const program = join(scratch, 'controller')
const running: ChildProcess[] = []
let rtnl: Namespace
let ip: Namespace

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}

const controllers = (): string[] =>
  (JSON.parse(run('ip', ['-j', 'link', 'show', 'type', 'can'])) as { ifname?: string }[]).flatMap(
    ({ ifname }) => ifname ?? [],
  )

/** Makes a controller and moves it to a namespace as can0. */
async function controller(namespace: Namespace): Promise<void> {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  running.push(child)
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`no controller: exit ${code}`)))
  })
  const [name = ''] = controllers()
  run('ip', ['link', 'set', name, 'netns', String(namespace.pid), 'name', 'can0'])
}

beforeAll(async () => {
  run('modprobe', ['slcan'])
  run('cc', ['-O', '-o', program, fileURLToPath(new URL('can/controller.c', import.meta.url))])
  ;[rtnl, ip] = await Promise.all([createNamespace(), createNamespace()])
  for (const namespace of [rtnl, ip]) await controller(namespace)
})

afterAll(async () => {
  for (const child of running) child.stdin?.end()
  await Promise.all([rtnl.close(), ip.close()])
  rmSync(scratch, { recursive: true })
})

const LINES = [
  'link set can0 type can bitrate 125000',
  'link set can0 type can listen-only on',
  'link set can0 type can bitrate 500000 listen-only off',
  'link set can0 txqueuelen 7 mtu 16',
]

test.each(['as it is', ...LINES])('%s', (line) => {
  const detail = (namespace: Namespace) => {
    const [link] = JSON.parse(namespace.exec('ip -j -s -d link show can0'))
    return { ...link, ifindex: 0 }
  }
  if (line.startsWith('link ')) {
    const before = detail(rtnl)
    const codes = [rtnl.try(RTNL, line.split(' ')), ip.try('ip', line.split(' '))].map(({ status }) => status)
    expect(codes[0]).toBe(codes[1])
    if (codes[0] === 0 && !line.includes('off')) expect(detail(rtnl)).not.toEqual(before)
  }
  expect(detail(rtnl)).toEqual(detail(ip))
  expect(detail(rtnl).linkinfo.info_data.state).toBe('STOPPED')
  for (const listing of ['-d link show can0', '-s -d link show can0', '-d link show type can'])
    expect(report([compareJson(rtnl, listing), compareText(rtnl, listing)])).toBe('')
})
