import type { CliOutput } from './io.ts'
import type { Options } from './options.ts'
import { JsonPrinter, type Printer, TextPrinter } from './print.ts'

/** How many characters are gathered before they are written. */
const CHUNK = 32768

/**
 * Standard output of a command that lists: `begin`, then for each object a formatter on `print` and `row`, then `end`.
 * What waits is written in chunks, so a listing of any size takes flat memory.
 */
export class Output {
  readonly print: Printer
  readonly #stream: CliOutput

  constructor(stream: CliOutput, options: Pick<Options, 'json' | 'pretty' | 'oneline'>) {
    this.#stream = stream
    this.print = options.json ? new JsonPrinter(options.pretty) : new TextPrinter(options.oneline)
  }

  /** Begins the listing: as JSON, its array. */
  begin(): void {
    this.print.array()
  }

  /** After each object. Writes when enough has gathered, and waits for a slow reader. */
  async row(): Promise<void> {
    if (this.print.length >= CHUNK) await this.flush()
  }

  /** Ends the listing. A listing that fails is not ended: its JSON stays open, so nobody takes it for the whole. */
  async end(): Promise<void> {
    this.print.endArray()
    await this.flush(this.print.json ? '\n' : '')
  }

  /** Ends what failed on the way, so that the next line of a batch begins anew. */
  async abandon(): Promise<void> {
    await this.flush(this.print.abandon() ? '\n' : '')
  }

  /** Writes plain text, for help and the like, or its bytes. Not escaped. */
  async write(text: string | Uint8Array): Promise<void> {
    await this.flush()
    if (text.length > 0) await this.#stream.write(text)
  }

  /** Writes what waits. */
  async flush(after = ''): Promise<void> {
    const text = this.print.take() + after
    if (text) await this.#stream.write(text)
  }
}
