import { execFileSync, spawn } from 'node:child_process'
import type { Connection, SystemError } from '@rtnl/client'
import { encode, type Infer } from '@rtnl/codec'
import { link, NETLINK, RTM } from '@rtnl/families'
import { openTransport } from 'rtnl'
import { connect, descriptors, leakedSince, ownNamespace } from './common.ts'

const ip = (line: string) => execFileSync('ip', line.split(' '), { encoding: 'utf8' })

/** The names of the links that a client sees. */
async function links(connection: Connection): Promise<string[]> {
  const names: string[] = []
  for await (const { body } of connection.dump<Infer<typeof link>>({ type: RTM.GETLINK, payload: encode(link, {}) }))
    if (body.ifname?.startsWith('mark')) names.push(body.ifname)
  return names
}

/** The links seen in a namespace that is given in one of the three ways. */
async function seen(netns?: string | number): Promise<string[]> {
  await using connection = await connect({ netns })
  return await links(connection)
}

/** Opens clients in another namespace by its name, path and by a process in it. */
export async function opens() {
  ip('netns add blue')
  ip('link add markhere type veth peer name peerhere')
  ip('-n blue link add markblue type veth peer name peerblue')
  const sleeper = spawn('nsenter', ['--net=/run/netns/blue', 'sleep', '30'], { stdio: 'ignore' })
  try {
    const pid = Number(sleeper.pid)
    // Until it is inside.
    const net = (process: number | 'self') =>
      execFileSync('readlink', [`/proc/${process}/ns/net`], { encoding: 'utf8' })
    while (net(pid) === net('self')) await new Promise((resolve) => setTimeout(resolve, 5))
    const before = { own: ownNamespace(), descriptors: descriptors() }
    const found = {
      name: await seen('blue'),
      path: await seen('/run/netns/blue'),
      pid: await seen(pid),
      none: await seen(),
    }
    return { found, same: ownNamespace() === before.own, leaked: await leakedSince(before.descriptors) }
  } finally {
    sleeper.kill()
    ip('netns delete blue')
    ip('link delete markhere')
  }
}

/** A client stays where it was opened, though its namespace's name goes away or leads elsewhere. */
export async function stays() {
  ip('netns add red')
  ip('-n red link add markold type veth peer name peerold')
  const connection = await connect({ netns: 'red' })
  ip('netns delete red')
  ip('netns add red')
  ip('-n red link add marknew type veth peer name peernew')
  const dumped = await links(connection)
  await using monitor = connection.monitor([1])
  await monitor.ready
  await connection.close()
  ip('netns delete red')
  return dumped
}

/** What cannot be entered leaves everything as it was. */
export async function refuses() {
  const before = { own: ownNamespace(), descriptors: descriptors() }
  const codes: string[] = []
  for (const netns of ['missing', '/no/such/file', 99_999_999, '/etc/passwd']) {
    const error: SystemError = await openTransport({ protocol: NETLINK.ROUTE, netns }).catch((reason) => reason)
    codes.push(`${error.syscall} ${error.code}`)
  }
  // Inside, but with no such protocol there.
  const error: SystemError = await openTransport({ protocol: 31, netns: process.pid }).catch((reason) => reason)
  codes.push(`${error.syscall} ${error.code}`)
  const missing: Error = await connect({ netns: 'missing' }).catch((reason) => reason)
  return {
    codes,
    message: missing.message,
    same: ownNamespace() === before.own,
    leaked: await leakedSince(before.descriptors),
  }
}
