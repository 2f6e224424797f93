/** What Linux 6.12 has and the installed ip(8) does not know: set by the client, and told by the kernel. Linux 6.1 does not take it, or does not tell of it. */

import { release } from 'node:os'
import { type Client, type Link, type LinkInput, open } from 'rtnl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNamespace, type Namespace } from '../kernel/namespace.ts'

const [major = 0, minor = 0] = release().split('.').map(Number)
const newer = major * 1000 + minor >= 6012

type Info = NonNullable<LinkInput['linkinfo']>

/** Links by name, with info data that is newer than Linux 6.1; `stable`: what is maintained of that got it too. */
const LINKS: Readonly<Record<string, { link?: string; stable?: true; info: Info }>> = {
  nk0: {
    info: {
      kind: 'netkit',
      data: {
        mode: 'l2',
        policy: 'drop',
        peerPolicy: 'drop',
        scrub: 'none',
        peerScrub: 'default',
      },
    },
  },
  vx0: { info: { kind: 'vxlan', data: { localbypass: 0 } } },
  br0: { info: { kind: 'bridge', data: { fdbMaxLearned: 77 } } },
  bond0: { stable: true, info: { kind: 'bond', data: { coupledControl: 0 } } },
  mv0: { link: 'd1', info: { kind: 'macvlan', data: { bcCutoff: 7 } } },
}

/** What goes with them on creation. */
const ALSO: Readonly<Record<string, object>> = {
  nk0: { peerInfo: { ifname: 'nk1' } },
  vx0: { id: 7, port: 4789 },
  bond0: { mode: '8023ad' },
  mv0: { mode: 'bridge' },
}

const PORT = { mab: 1, locked: 1, learning: 1, mcastMaxGroups: 5, neighVlanSuppress: 1, backupNhid: 10 }

let namespace: Namespace
let net: Client

beforeAll(async () => {
  namespace = await createNamespace()
  namespace.batch([
    'link add br1 type bridge vlan_filtering 1',
    'link add d0 type dummy',
    'link set d0 master br1',
    'link set d0 up',
    'link add d1 type dummy',
    'nexthop add id 10 via 192.0.2.1 fdb',
  ])
  net = await open({ netns: namespace.pid })
})
afterAll(async () => {
  await net.close()
  await namespace.close()
})

const said = (link: Link | undefined): object => ({ ...(link?.linkinfo as { data?: object } | undefined)?.data })

test.each(Object.entries(LINKS))('%s', async (ifname, { link, stable, info }) => {
  const data = { ...ALSO[ifname], ...(info as { data: object }).data }
  const made = net.link.add({ ifname, ...(link && { link }), linkinfo: { ...info, data } as Info })
  if (!newer && info.kind === 'netkit') return expect(made).rejects.toMatchObject({ code: 'EOPNOTSUPP' })
  await made
  const wanted = (info as { data: object }).data
  const found = said(await net.link.get({ ifname }))
  if (newer || stable) expect(found).toMatchObject(wanted)
  else for (const key of Object.keys(wanted)) expect(found).not.toHaveProperty(key)
})

test('the peer of a netkit', async () => {
  const peer = (await net.link.list()).find(({ ifname }) => ifname === 'nk1')
  expect(said(peer)).toEqual(newer ? expect.objectContaining({ primary: 0, mode: 'l2', policy: 'drop' }) : {})
})

test('a port of a bridge', async () => {
  await net.link.change({ ifname: 'd0', linkinfo: { slaveKind: 'bridge', slaveData: PORT } as Info })
  const { linkinfo } = await net.link.get({ ifname: 'd0' })
  const { slaveData } = linkinfo as { slaveData: object }
  expect(slaveData).toMatchObject(newer ? PORT : { locked: 1, learning: 1 })
  if (!newer) expect(slaveData).not.toHaveProperty('mcastMaxGroups')
})

test('a rule by DSCP', async () => {
  const rule = { family: 'inet', priority: 5, dscp: 0, table: 100 } as const
  await net.rule.add(rule)
  await net.rule.add({ ...rule, dscp: 46, priority: 6 })
  const listed = async () => (await net.rule.list({ family: 'inet' })).filter(({ table }) => table === 100)
  const rules = await listed()
  expect(rules.map(({ priority, dscp }) => [priority, dscp])).toEqual([
    [5, newer ? 0 : undefined],
    [6, newer ? 46 : undefined],
  ])
  await net.rule.delete(rules[0] ?? rule)
  expect((await listed()).map(({ priority }) => priority)).toEqual([6])
})
