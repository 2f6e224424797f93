import { CaptureColumns, CaptureError, CaptureReader, PacketDecoder, readCapture, readColumns } from '@rtnl/capture'
import { type ColumnBatch, columnPaths, columnValue, DecodeError, filter } from '@rtnl/codec'
import { RTM, rtnetlink } from '@rtnl/families'
import { type Case, concat, equal, ok, pieces, random, show } from './check.ts'
import { done, fileOf, routeMessage, session } from './samples.ts'

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

/** Where the blocks of a file begin, but for the first two, without which nothing is read. */
function blocksOf(file: Uint8Array, bigEndian: boolean): number[] {
  const view = new DataView(file.buffer, file.byteOffset)
  const starts: number[] = []
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, !bigEndian)) starts.push(at)
  return starts.slice(2)
}

type Read = (reader: CaptureReader, chunk: Uint8Array, columns: CaptureColumns) => void

/** The rows of a file that is read in chunks of `size` bytes, and its damage. */
function rowsBy(file: Uint8Array, size: number, read: Read) {
  const rows: unknown[][] = []
  const take = (batch: ColumnBatch) => rows.push(...rowsOf(RTM.NEWROUTE, batch))
  const columns = new CaptureColumns(RTM.NEWROUTE, ['dst', 'oif'], take)
  const reader = new CaptureReader()
  for (let at = 0; at < file.length; at += size) read(reader, file.slice(at, at + size), columns)
  reader.endEach((packet) => columns.add(packet))
  columns.end()
  return { rows, file: reader.damage, message: columns.damage, place: columns.damage?.offset }
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
    'columns: a file with anything changed in it gives the same rows and damage whether its packets are taken one by one or not',
    () => {
      const pick = random(11)
      const some = [{ direction: 'sent' }, { errno: 1 }, { portid: 7 }, { comment: 'seen' }, { protocol: 16 }] as const
      for (let round = 0; round < 400; round++) {
        const bigEndian = round % 2 === 1
        const packets = Array.from({ length: 60 }, (_, i) => {
          // Most are alike, some ask, some are another kind of message, or two of them.
          const one = pick(8) > 0 ? routeMessage({}, i, bigEndian) : done(i, bigEndian)
          const bytes = pick(20) > 0 ? one : concat(one, routeMessage({}, i, bigEndian))
          return { protocol: 0, time: 1n, bytes, ...(pick(10) === 0 && some[pick(some.length)]) }
        })
        const file = fileOf(packets, { format: 'pcapng', bigEndian })
        const changes = pick(3)
        const blocks = blocksOf(file, bigEndian)
        for (let n = 0; n < changes; n++) {
          // What says where all else is lies at the beginning of a block: of its length and its packet's too much or too little by a little.
          const at = (blocks[pick(blocks.length)] ?? 0) + pick(pick(2) === 0 ? 50 : 120)
          if (at < file.length) file[at] = pick(2) === 0 ? pick(256) : (file[at] ?? 0) + 4 * (1 + pick(4))
        }
        const size = 100 + pick(file.length)
        const one = rowsBy(file, size, (reader, chunk, columns) => reader.each(chunk, (packet) => columns.add(packet)))
        const many = rowsBy(file, size, (reader, chunk, columns) => columns.read(reader, chunk))
        equal(many, one, `round ${round}`)
        ok(changes > 0 || one.rows.length > 40, show(one))
      }
    },
  ],
  [
    'columns: more packets in one chunk than are read at a time',
    () => {
      const packets = Array.from({ length: 20_000 }, (_, i) => ({
        protocol: 0,
        time: 1n,
        bytes: routeMessage({}, i % 256),
      }))
      const file = fileOf(packets, { format: 'pcapng', bigEndian: false })
      const place = readCapture(file).packets[19_000]?.offset ?? 0
      file.fill(3, place + 28, place + 29)
      const found = rowsBy(file, file.length, (reader, chunk, columns) => columns.read(reader, chunk))
      equal(found.rows.length, 19_999)
      equal(found.place, place + 28)
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
