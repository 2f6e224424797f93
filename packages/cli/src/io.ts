/** A stream of text that the command line writes to. */
export interface CliOutput {
  /** Writes text. A promise when the reader is slower than the writer: wait for it before writing more. Rejects or throws `ClosedPipeError` when nobody reads any more. */
  write(text: string): void | Promise<void>
  readonly isTTY?: boolean
}

/** A stream of bytes that the command line reads. */
export interface CliInput {
  /** Bytes; absent where nobody knows, as of a pipe. */
  readonly size?: number | undefined
  readonly chunks: AsyncIterable<Uint8Array>
}

/** A file that the command line writes. Each piece is written when `write` returns. */
export interface CliFile {
  write(bytes: Uint8Array): void
  close(): void
}

/** What the machine gives to the command line: the only way by which `@rtnl/cli` touches the world besides the client. */
export interface CliIo {
  readonly stdout: CliOutput
  readonly stderr: CliOutput
  /** The text of a file, or undefined when it cannot be read. Used for iproute2's tables of names and for /etc/protocols. */
  readFile(path: string): string | undefined
  /** The text of a file as it comes, of standard input for `-`. Throws when it cannot be read. */
  readText(path: string): AsyncIterable<string>
  /** The names in a directory, empty when it cannot be read. Used for `rt_tables.d` and its like. */
  readDirectory(path: string): readonly string[]
  /** Writes a file under /proc. Throws when it cannot be written. */
  writeFile(path: string, text: string): void
  /** Opens a file for its descriptor, by which rtnetlink is told of a namespace; undefined when it cannot be opened. */
  openFile?(path: string): { readonly fd: number; close(): void } | undefined
  /** Opens a file to read its bytes, standard input for `-`. Rejects when it cannot be opened. Absent: there are no files. */
  openInput?(path: string): Promise<CliInput>
  /** Makes a file, or empties one, to write bytes to. Throws when it cannot be made. Absent: there are no files. */
  createFile?(path: string): CliFile
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by SIGINT: ends `monitor`. */
  readonly signal?: AbortSignal
}

/** The reader of the output went away (EPIPE): the command ends quietly. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError'
  readonly code = 'EPIPE'
}
