import { CaptureError } from './errors.ts'
import type { Format, Parser } from './format.ts'
import { Hex, isText } from './hex.ts'
import { Pcap, pcapMagic } from './pcap.ts'
import { Pcapng } from './pcapng.ts'
import { Raw, type RawOptions, rawOrder } from './raw.ts'

/** So many bytes tell what a file is. */
export const ENOUGH = 64

const SECTION = [0x0a, 0x0d, 0x0d, 0x0a]

/** What compressed files begin with. The first of it could be a message of 559,903 bytes. */
const COMPRESSED: readonly (readonly [name: string, start: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 8]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['lz4', [4, 0x22, 0x4d, 0x18]],
  ['bzip2', [0x42, 0x5a, 0x68]],
]

/** What the first bytes of a file say that it is; undefined if nothing known. */
export function detect(start: Uint8Array): Format | undefined {
  if (pcapMagic(start) !== undefined) return 'pcap'
  if (start.length >= 4 && SECTION.every((byte, i) => start[i] === byte)) return 'pcapng'
  if (isText(start)) return 'hex'
  return rawOrder(start) === undefined ? undefined : 'raw'
}

/** The parser for a file that begins with `start`. Throws {@link CaptureError} if it is nothing that is known. */
export function parserFor(start: Uint8Array, format: Format | undefined, options: Omit<RawOptions, 'stamps'>): Parser {
  const packed = COMPRESSED.find(([, bytes]) => bytes.every((byte, i) => start[i] === byte))?.[0]
  if (packed !== undefined && format === undefined)
    throw new CaptureError(`this is compressed by ${packed}: it has to be unpacked first`, 0)
  const found = format ?? (start.length === 0 ? 'raw' : detect(start))
  // A file that was said to be raw shows the stamps as messages like any other.
  const stamps = found === 'rtmon' ? true : format === undefined ? undefined : false
  if (found === undefined)
    throw new CaptureError('this is no capture: neither pcap, pcapng, rtmon, raw netlink nor hex', 0)
  if (found === 'pcap') return new Pcap()
  if (found === 'pcapng') return new Pcapng()
  if (found === 'hex') return new Hex({ ...options, stamps })
  return new Raw({ ...options, stamps })
}
