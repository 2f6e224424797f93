import assert from 'node:assert/strict'
import { open } from 'rtnl'
import { batch, twoEnds } from './client-common.ts'

interface Verbs {
  list(filter?: object): Promise<object[]>
  listColumns(
    fields: readonly string[],
    filter?: object,
    options?: object,
  ): Promise<{ length: number; columns: Readonly<Record<string, { get(row: number): unknown } | undefined>> }>
}

/** What columns have of all families is what objects have. */
export async function everything() {
  twoEnds()
  batch(
    Array.from({ length: 3000 }, (_, i) => `route add 10.${i >> 8}.${i & 255}.0/24 via 192.0.2.2 proto ${2 + (i % 5)}`),
  )
  batch(['neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev v0', 'rule add from 10.0.0.0/8 table 77'])
  await using net = await open()
  const { link, addr, route, neigh, rule } = net as unknown as Readonly<Record<string, Verbs>>
  const work: [Verbs | undefined, string[], object[]][] = [
    [link, ['index', 'ifname', 'mtu', 'linkinfo.kind', 'stats64.txBytes'], [{}, { linkinfo: { kind: 'veth' } }]],
    [addr, ['index', 'prefixlen', 'label'], [{}, { family: 'inet' }, { index: 'v0' }]],
    [route, ['dst', 'dstLen', 'gateway', 'oif', 'table', 'priority'], [{ family: 'inet' }]],
    [
      route,
      ['dst', 'oif'],
      [
        { family: 'inet', oif: 'v0' },
        { family: 'inet', protocol: 4 },
        { family: 'inet', dst: '10.3.4.0/24' },
      ],
    ],
    [route, ['dst', 'metrics.hoplimit'], [{ family: 'inet6' }]],
    [neigh, ['dst', 'ifindex'], [{ dst: '192.0.2.7' }]],
    [rule, ['priority', 'table', 'src'], [{ family: 'inet' }, { family: 'inet', table: 77 }]],
  ]
  for (const [verbs, fields, filters] of work)
    for (const filter of filters)
      for (const rows of [65536, 100]) {
        assert.ok(verbs)
        const addresses = JSON.stringify(filter).includes('inet6') ? 'ipv6' : 'ipv4'
        const { length, columns } = await verbs.listColumns(fields, filter, { addresses, rows })
        const objects = await verbs.list(filter)
        assert.ok(length > 0, JSON.stringify(filter))
        const found = Array.from({ length }, (_, row) => fields.map((field) => columns[field]?.get(row)))
        const wanted = objects.map((object) =>
          fields.map((field) =>
            field
              .split('.')
              .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object),
          ),
        )
        const numbers = fields.indexOf('table')
        // Columns have numbers where objects have names.
        const same = (rows: unknown[][]) =>
          rows.map((row) => row.filter((value, i) => i !== numbers && typeof value !== 'bigint'))
        assert.deepEqual(same(found), same(wanted), JSON.stringify([fields, filter]))
      }
}
