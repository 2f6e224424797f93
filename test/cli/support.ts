import { type CliIo, ClosedPipeError } from '@rtnl/cli'
import { Interfaces } from '../../packages/cli/src/ifnames.ts'
import { Names } from '../../packages/cli/src/names.ts'
import { JsonPrinter, type Printer, TextPrinter } from '../../packages/cli/src/print.ts'
import { Words } from '../../packages/cli/src/words.ts'

/** The words of a line. */
export function line(text: string): Words {
  return new Words(text === '' ? [] : text.split(' '))
}

/** Names from a machine whose files are these. */
export function namesOf(files: Record<string, string> = {}, numeric = false): Names {
  return new Names(filesOf(files), numeric)
}

function filesOf(files: Record<string, string>): Pick<CliIo, 'readFile' | 'readDirectory'> {
  return {
    readFile: (path) => files[path],
    readDirectory: (path) =>
      Object.keys(files)
        .filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1)),
  }
}

/** Interfaces by index: `{ 2: 'eth0' }`. */
export function interfacesOf(names: Record<number, string>): Interfaces {
  const interfaces = new Interfaces()
  for (const [index, ifname] of Object.entries(names)) interfaces.remember({ index: Number(index), ifname })
  return interfaces
}

/** What a formatter prints as text and as JSON. */
export function printed(format: (print: Printer) => void): { text: string; json: unknown } {
  const text = new TextPrinter()
  const json = new JsonPrinter()
  format(text)
  format(json)
  return { text: text.take(), json: JSON.parse(json.take()) }
}

export interface FakeIo extends CliIo {
  out: string
  err: string
}

/** What a stream was given, as text. */
export const textOf = (written: string | Uint8Array): string =>
  typeof written === 'string' ? written : new TextDecoder('utf-8', { ignoreBOM: true }).decode(written)

/** Streams that gather what is written. `closeAfter`: the reader of standard output goes away after so many writes. */
export function fakeIo(files: Record<string, string> = {}, closeAfter = Number.POSITIVE_INFINITY): FakeIo {
  let writes = 0
  const io: FakeIo = {
    out: '',
    err: '',
    stdout: {
      write(text) {
        if (writes++ >= closeAfter) throw new ClosedPipeError()
        io.out += textOf(text)
      },
    },
    stderr: {
      write(text) {
        io.err += textOf(text)
      },
    },
    ...filesOf(files),
    async openInput(path) {
      const text = files[path]
      if (text === undefined) throw new Error(`${path}: no such file`)
      const bytes = new TextEncoder().encode(text)
      return {
        size: bytes.length,
        chunks: (async function* () {
          // In pieces that end anywhere.
          for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
        })(),
      }
    },
    writeFile: () => {},
    env: {},
  }
  return io
}
