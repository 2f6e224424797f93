import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import type { Client, ClientChange, ClientEvent, Group } from '@rtnl/client'

/** Runs `ip`, or another command of iproute2, in this namespace. Throws with what it complained about. */
export function ip(line: string): string {
  const [command = '', ...args] = /^(ip|bridge)\b/.test(line) ? line.split(/\s+/) : ['ip', ...line.split(/\s+/)]
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  if (status !== 0) throw new Error(`${line}: exit ${status}: ${stderr}`)
  return stdout
}

/** The same for lines of a batch. */
export function batch(lines: readonly string[], ...options: string[]): void {
  const input = `${lines.join('\n')}\n`
  const { status, stderr } = spawnSync('ip', [...options, '-batch', '-'], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** What `ip -j` says. */
export const ipJson = (line: string): Record<string, unknown>[] =>
  JSON.parse(ip(`ip -j ${line}`) || '[]') as Record<string, unknown>[]

/** Checks that `ip -j LINE` shows one object, with these members among others. */
export function sees(line: string, members: Readonly<Record<string, unknown>>): void {
  const objects = ipJson(line).filter((object) => Object.keys(object).length > 0)
  assert.equal(objects.length, 1, `ip ${line} shows ${JSON.stringify(objects)}`)
  for (const [key, value] of Object.entries(members)) assert.deepEqual(objects[0]?.[key], value, `ip ${line}: ${key}`)
}

/** Two veths in this namespace, both up, with addresses of both families and no wait for duplicate address detection. */
export function twoEnds(): void {
  batch([
    'link set lo up',
    'link add v0 type veth peer name v1',
    'link set v0 addrgenmode none',
    'link set v1 addrgenmode none',
    'link set v0 up',
    'link set v1 up',
    'addr add 192.0.2.1/24 dev v0',
    'addr add 198.51.100.1/24 dev v1',
    'addr add 2001:db8::1/64 dev v0 nodad',
    'addr add 2001:db8:1::1/64 dev v1 nodad',
  ])
}

/** The error that `outcome` rejects with, checked to have these members. */
export async function refused(outcome: Promise<unknown>, members: Readonly<Record<string, unknown>>): Promise<void> {
  await assert.rejects(outcome, (error: Readonly<Record<string, unknown>>) => {
    for (const [key, value] of Object.entries(members)) assert.equal(error[key], value, String(error.message))
    return true
  })
}

/** Without the keys that count or age, and in a form that can be compared. */
export function steady(object: object, ...leftOut: string[]): string {
  const drop = new Set(['cacheinfo', 'probes', ...leftOut])
  return JSON.stringify(object, (key, value) =>
    drop.has(key) ? undefined : typeof value === 'bigint' ? String(value) : value,
  )
}

/** `steady` of each, sorted: lists that are the same whatever their order. */
export const steadyAll = (objects: readonly object[], ...leftOut: string[]): string[] =>
  objects.map((object) => steady(object, ...leftOut)).sort()

/** Watches the groups while `work` is done, and returns the changes in order until the one that `last` recognises. */
export async function watch(
  net: Client,
  groups: readonly Group[],
  work: () => unknown,
  last: (change: ClientChange) => boolean,
): Promise<ClientChange[]> {
  const monitor = net.monitor(groups, { signal: AbortSignal.timeout(10_000) })
  await monitor.ready
  await work()
  const changes: ClientChange[] = []
  for await (const event of monitor) {
    const change = changeOf(event)
    changes.push(change)
    if (last(change)) break
  }
  return changes
}

function changeOf(event: ClientEvent): ClientChange {
  if (event.kind === 'overrun' || event.kind === 'error') throw new Error(`the monitor says ${event.kind}`)
  return event
}
