import { CaptureColumns, CaptureError, PacketDecoder, readCapture, readColumns } from '@rtnl/capture'
import { type ColumnBatch, columnPaths, columnValue, DecodeError, filter } from '@rtnl/codec'
import { RTM, rtnetlink } from '@rtnl/families'
import { type Case, concat, equal, ok, pieces, show } from './check.ts'
import { fileOf, routeMessage, session } from './samples.ts'

const decoder = new PacketDecoder()

/** The rows of a batch as decoding would give them. */
function rowsOf(type: number, batch: ColumnBatch): unknown[][] {
  const cells = Object.values(batch.columns).map((column) => columnValue(rtnetlink, type, column.field)(column))
  return Array.from({ length: batch.length }, (_, row) => cells.map((read) => read(row)))
}

/** What the objects of a file have under `fields`. */
function oracle(file: Uint8Array, type: number, fields: readonly string[]): unknown[][] {
  const rows: unknown[][] = []
  for (const packet of readCapture(file).packets) {
    if (packet.protocol !== 0 || packet.errno !== undefined) continue
    for (const { header, body } of decoder.decode(packet).messages)
      if (header.type === type && body !== undefined) rows.push(fields.map((field) => valueAt(body, field)))
  }
  return rows
}

function valueAt(body: unknown, field: string): unknown {
  let value = body
  for (const key of field.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  return value
}

/** Addresses of the Internet are all that a column of addresses has, those of IPv4 dotted. */
function asColumn(value: unknown, found: unknown): unknown {
  if (typeof value !== 'string') return value
  if (found === undefined && !/^\d+(\.\d+){3}$|::|^([0-9a-f]+:){7}[0-9a-f]+$/.test(value)) return undefined
  return value.replace(/^::ffff:(?=\d+\.)/, '')
}

async function read(file: Uint8Array, type: number, fields: readonly string[], size: number, options: object = {}) {
  const rows: unknown[][] = []
  for await (const batch of readColumns(pieces(file, size), type, fields, options)) rows.push(...rowsOf(type, batch))
  return rows
}

const TYPES = [RTM.NEWROUTE, RTM.NEWLINK, RTM.NEWADDR, RTM.NEWNEIGH, RTM.NEWRULE, RTM.GETROUTE]

export const columns = (vectors: readonly Uint8Array[]): Case[] => [
  [
    'columns of all fields of recorded messages: the same as objects, alone in their packets and many together, in both byte orders by turns',
    async () => {
      const time = 1n
      const alone = vectors.map((bytes) => ({ protocol: 0, time, bytes }))
      const together = [{ protocol: 0, time, bytes: concat(...vectors) }]
      const big = [1, 2].map((third) => ({ protocol: 0, time, bytes: routeMessage({}, third, true) }))
      const file = fileOf([...alone, ...big, ...together, ...big.slice(1), ...session()], {
        format: 'pcapng',
        bigEndian: false,
      })
      let values = 0
      for (const type of TYPES) {
        const declaration = rtnetlink.declaration(type)
        ok(declaration, `${type}`)
        const fields = columnPaths(declaration)
        const wanted = oracle(file, type, fields)
        for (const [size, rows] of [
          [file.length, 7],
          [5000, 65536],
        ] as const) {
          const found = await read(file, type, fields, size, { rows })
          equal(found.length, wanted.length, `rows of ${type}`)
          for (const [i, row] of found.entries()) {
            equal(
              row,
              wanted[i]?.map((value, n) => asColumn(value, row[n])),
              `${type}, row ${i}: ${fields}`,
            )
            values += row.filter((value) => value !== undefined).length
          }
        }
      }
      ok(values > 10_000, `${values} values`)
    },
  ],
  [
    'columns: rows that a filter does not want are none',
    async () => {
      const packets = [1, 2, 3].flatMap((third) =>
        [false, true].map((big) => ({ protocol: 0, time: 1n, bytes: routeMessage({}, third, big) })),
      )
      const file = fileOf(packets, { format: 'pcap', bigEndian: false })
      const wanted = (bigEndian: boolean) =>
        filter(rtnetlink, RTM.NEWROUTE, { family: 'inet', dst: '10.0.2.0' }, { bigEndian })
      equal(await read(file, RTM.NEWROUTE, ['dst'], 100, { filter: wanted }), [['10.0.2.0'], ['10.0.2.0']])
    },
  ],
  [
    'columns: damage costs the rows that it hits, and is told after the last one, with its place in the file',
    async () => {
      const bytes = [1, 2, 3, 4].map((third) => routeMessage({}, third))
      const file = fileOf(
        bytes.map((message) => ({ protocol: 0, time: 1n, bytes: message })),
        { format: 'pcapng' },
      )
      const place = readCapture(file).packets[1]?.offset ?? 0
      const damaged = async (change: (copy: Uint8Array) => Uint8Array) => {
        const rows: unknown[] = []
        try {
          for await (const batch of readColumns([change(file.slice())], RTM.NEWROUTE, ['dst']))
            rows.push(...rowsOf(RTM.NEWROUTE, batch).flat())
        } catch (error) {
          return { rows, error }
        }
        throw new Error('nothing is told')
      }
      const attribute = await damaged((copy) => copy.fill(3, place + 28, place + 29))
      equal(attribute.rows, ['10.0.1.0', '10.0.3.0', '10.0.4.0'])
      ok(attribute.error instanceof DecodeError && attribute.error.offset === place + 28, show(attribute.error))
      const message = await damaged((copy) => copy.fill(0xff, place, place + 4))
      equal(message.rows, ['10.0.1.0', '10.0.3.0', '10.0.4.0'])
      ok(message.error instanceof DecodeError && message.error.offset === place, show(message.error))
      const cut = await damaged((copy) => copy.slice(0, -5))
      equal(cut.rows, ['10.0.1.0', '10.0.2.0', '10.0.3.0'])
      ok(cut.error instanceof CaptureError, show(cut.error))
    },
  ],
  [
    'columns: a field that is no single value is refused',
    () => {
      for (const field of ['multipath', 'nothing', 'metrics'])
        try {
          new CaptureColumns(RTM.NEWROUTE, [field], () => {})
          throw new Error(`${field} was taken`)
        } catch (error) {
          ok(error instanceof TypeError, show(error))
        }
    },
  ],
]
