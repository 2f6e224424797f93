import { CaptureReader, CaptureWriter, type Packet, PacketDecoder, readCapture } from '@rtnl/capture'
import { type Case, concat, equal, hex, pieces } from './check.ts'
import { framed, routeMessage } from './samples.ts'

const decoder = new PacketDecoder()
const dsts = (packets: readonly Packet[]) =>
  packets.flatMap((packet) => decoder.decode(packet).messages.map((m) => (m.body as { dst?: string }).dst))
const text = (value: string) => new TextEncoder().encode(value)

/** A dump as a tool prints it. */
function dump(bytes: Uint8Array, line: (offset: number, cells: string[], ascii: string) => string): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.subarray(at, at + 16)
    const ascii = Array.from(part, (b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : '.')).join('')
    lines.push(
      line(
        at,
        Array.from(part, (b) => b.toString(16).padStart(2, '0')),
        ascii,
      ),
    )
  }
  return `${lines.join('\n')}\n`
}

export const hexText: Case[] = [
  [
    'hexadecimal text of every sort',
    () => {
      const bytes = concat(routeMessage({}, 1), routeMessage({}, 2), routeMessage({}, 0x61))
      const cells = (all: Uint8Array) => Array.from(all, (byte) => byte.toString(16).padStart(2, '0'))
      const pair = (cells: string[]) => cells.join('').replace(/(....)(?=.)/g, '$1 ')
      const sorts: Record<string, string> = {
        digits: hex(bytes),
        'digits in lines': hex(bytes).replace(/(.{20})/g, '$1\n'),
        'pairs, upper case, a comment': `# three routes\n${hex(bytes).toUpperCase().replace(/(..)/g, '$1 ')} # the end\r\n`,
        colons: hex(bytes).replace(/(..)(?=.)/g, '$1:'),
        'a table in C': hex(bytes).replace(/(..)/g, '0x$1, '),
        'a text in C': `"${hex(bytes).replace(/(..)/g, '\\x$1')}"`,
        xxd: dump(
          bytes,
          (at, cells, ascii) => `${at.toString(16).padStart(8, '0')}: ${pair(cells).padEnd(39)}  ${ascii}`,
        ),
        tcpdump: dump(
          bytes,
          (at, cells, ascii) => `\t0x${at.toString(16).padStart(4, '0')}:  ${pair(cells).padEnd(39)}  ${ascii}`,
        ),
        'hexdump -C': `${dump(
          bytes,
          (at, cells, ascii) =>
            `${at.toString(16).padStart(8, '0')}  ${cells.slice(0, 8).join(' ').padEnd(23)}  ${cells.slice(8).join(' ').padEnd(23)}  |${ascii}|`,
        )}${bytes.length.toString(16).padStart(8, '0')}\n`,
        'xxd -i': `unsigned char m[] = {\n  ${cells(bytes)
          .map((cell) => `0x${cell}`)
          .join(', ')}\n};\nunsigned int m_len = ${bytes.length};\n`,
        'od -A x -t x1z': dump(
          bytes,
          (at, row, ascii) => `${at.toString(16).padStart(6, '0')} ${row.join(' ')}  >${ascii}<`,
        ),
        'od -t x1': `${dump(bytes, (at, row) => `${at.toString(8).padStart(7, '0')} ${row.join(' ')}`)}${bytes.length.toString(8).padStart(7, '0')}\n`,
        'od -x': dump(
          bytes,
          (at, row) => `${at.toString(8).padStart(7, '0')} ${pair(row).replace(/(\S\S)(\S\S)/g, '$2$1')}`,
        ),
        'hexdump -x': dump(
          bytes,
          (at, row) =>
            `${at.toString(16).padStart(7, '0')}    ${pair(row)
              .replace(/(\S\S)(\S\S)/g, '$2$1')
              .replaceAll(' ', '    ')}`,
        ),
        'the kernel, with its clock': dump(
          bytes,
          (at, row, ascii) =>
            `[  123.456789] nlmsg: ${at.toString(16).padStart(8, '0')}: ${row.join(' ').padEnd(48)} ${ascii}`,
        ),
        'strace -xx': `sendto(3, "${cells(bytes)
          .map((cell) => `\\x${cell}`)
          .join('')}", 204, 0, NULL, 0) = 204\n+++ exited with 0 +++\n`,
        strace: dump(
          bytes,
          (at, cells, ascii) =>
            ` | ${at.toString(16).padStart(5, '0')}  ${cells.slice(0, 8).join(' ').padEnd(23)}  ${cells.slice(8).join(' ').padEnd(23)}  ${ascii.padEnd(16)} |`,
        ),
      }
      for (const [sort, written] of Object.entries(sorts))
        for (const size of [1 << 20, 5]) {
          const reader = new CaptureReader()
          const packets = [...pieces(text(written), size)].flatMap((chunk) => reader.push(chunk))
          packets.push(...reader.end())
          equal([reader.format, reader.damage], ['hex', undefined], sort)
          equal(dsts(packets), ['10.0.1.0', '10.0.2.0', '10.0.97.0'], sort)
        }
      const { packets, damage } = readCapture(text(`${hex(routeMessage({}, 1))}\nno more\n`))
      equal([dsts(packets), damage?.message.includes('no more')], [['10.0.1.0'], true])
    },
  ],
  [
    'hexadecimal text: lines that repeat are asterisks, whatever the base of the offsets',
    () => {
      const long = framed({ type: 99 }, new Uint8Array(512))
      const bytes = concat(long, routeMessage({}, 1))
      const row = (base: number, width: number, at: number, end = at + 16) =>
        `${at.toString(base).padStart(width, '0')}  ${hex(bytes.subarray(at, end)).replace(/(..)(?=.)/g, '$1 ')}\n`
      for (const [base, width] of [
        [16, 8],
        [8, 7],
        [10, 7],
      ] as const) {
        let written = row(base, width, 0) + row(base, width, 16)
        written += '*\n'
        for (let at = 528; at < bytes.length; at += 16) written += row(base, width, at)
        const { packets, damage } = readCapture(text(written))
        equal([packets.map((packet) => hex(packet.bytes)).join(''), damage], [hex(bytes), undefined], `${base}`)
      }
      const lie = readCapture(text(`${row(16, 8, 0)}${row(16, 8, 16)}*\nfffffff0  00\n`))
      equal(lie.damage?.message.includes('hexadecimal'), true)
    },
  ],
  [
    'hexadecimal text: dumps of packets with their cooked header, as tshark writes them',
    () => {
      const frames: Uint8Array[] = []
      const writer = new CaptureWriter((bytes) => frames.push(bytes.slice(16)), { format: 'pcap', bigEndian: false })
      frames.length = 0
      writer.write({ protocol: 0, direction: 'sent', portid: 7, bytes: routeMessage({}, 1) })
      writer.write({ protocol: 16, bytes: framed({ type: 16 }, Uint8Array.of(3, 1, 0, 0)) })
      writer.write({ protocol: 0, direction: 'received', bytes: concat(routeMessage({}, 2), routeMessage({}, 3)) })
      const written = frames
        .map((frame) =>
          dump(
            frame,
            (at, row, ascii) => `${at.toString(16).padStart(4, '0')}  ${row.join(' ').padEnd(47)}   ${ascii}`,
          ),
        )
        .join('\n')
      for (const size of [1 << 20, 7]) {
        const reader = new CaptureReader()
        const packets = [...pieces(text(written), size)].flatMap((chunk) => reader.push(chunk))
        packets.push(...reader.end())
        equal(reader.damage, undefined)
        equal(
          packets.map(({ protocol, direction, portid }) => [protocol, direction, portid]),
          [
            [0, 'sent', 7],
            [16, undefined, undefined],
            [0, 'received', undefined],
          ],
        )
        equal(dsts(packets), ['10.0.1.0', undefined, '10.0.2.0', '10.0.3.0'])
      }
    },
  ],
]
