/** The links of a group in two namespaces alike: those of the one made by rtnl, those of the other by ip. */

import { spawnSync } from 'node:child_process'
import { release } from 'node:os'
import type { Json } from '../../kernel/json.ts'
import { createNamespace, type Namespace, RTNL } from '../../kernel/namespace.ts'
import type { Group, LinkCase } from './group.ts'
import { others } from './others.ts'
import { tunnels } from './tunnels.ts'

export const groups: Readonly<Record<string, Group>> = { others, tunnels }

const [major = 0, minor = 0] = release().split('.').map(Number)

/** Those of its links that the kernel has. */
export const linksOf = ({ links }: Group): LinkCase[] => links.filter(({ since = 0 }) => since <= major * 1000 + minor)

/** Both namespaces, with what the group's links need. */
export async function prepare({ modules = [], before }: Group): Promise<{ rtnl: Namespace; ip: Namespace }> {
  for (const module of modules) {
    const { status, stderr } = spawnSync('modprobe', [module], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`modprobe ${module}: ${stderr}`)
  }
  const [rtnl, ip] = await Promise.all([createNamespace(), createNamespace()])
  for (const namespace of [rtnl, ip]) namespace.batch(before)
  return { rtnl, ip }
}

/** Runs lines by `tool -batch`: those that failed, and what was said of them. */
export function batch(namespace: Namespace, tool: string, lines: readonly string[]): string[] {
  const input = `${lines.join('\n')}\n`
  const { status, stderr } = namespace.try(tool, ['-force', '-batch', '-'], { input, timeout: 60_000 })
  if (status === 0) return []
  return [stderr, ...[...stderr.matchAll(/-:(\d+)/g)].map((match) => lines[Number(match[1]) - 1] ?? '')]
}

/** Has each carry out the lines: what failed. */
export const inBoth = ({ ip, rtnl }: { rtnl: Namespace; ip: Namespace }, lines: readonly string[]) => ({
  ip: batch(ip, 'ip', lines),
  rtnl: batch(rtnl, RTNL, lines),
})

type Listed = Record<string, Json> & {
  ifname: string
  linkinfo?: { info_kind?: string; info_data?: { gc_timer?: number } }
}

/** What ip says of all links, by name. Indices depend on when a module was loaded, some addresses are random, and a bridge's timer runs. */
export function state(namespace: Namespace): Listed[] {
  const links: Listed[] = JSON.parse(namespace.exec('ip -j -d link'))
  for (const { linkinfo } of links) delete linkinfo?.info_data?.gc_timer
  return links.map(({ ifindex, permaddr, ...link }) => link as Listed).sort((a, b) => (a.ifname < b.ifname ? -1 : 1))
}
