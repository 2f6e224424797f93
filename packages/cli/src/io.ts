/** A stream of text, in UTF-8, that the command line writes to. */
export interface CliOutput {
  /** Writes text, or its bytes, which may be overwritten after that. A promise when the reader is slower than the writer: wait for it before writing more. Rejects or throws `ClosedPipeError` when nobody reads any more. */
  write(text: string | Uint8Array): void | Promise<void>
  readonly isTTY?: boolean
}

/** A stream of bytes that the command line reads. */
export interface CliInput {
  /** Bytes; absent where nobody knows, as of a pipe. */
  readonly size?: number | undefined
  /** Each stays as it is until the next but one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** A file that the command line writes. Each piece is written when `write` returns. */
export interface CliFile {
  write(bytes: Uint8Array): void
  close(): void
}

/** A program that was loaded into the kernel: of `struct bpf_prog_info`. */
export interface BpfProgram {
  /** Empty for one without a name. */
  readonly name: string
  /** A hash of its instructions in hexadecimal digits. */
  readonly tag: string
  /** It runs as machine code. */
  readonly jited: boolean
  /** Nanoseconds since the system's start; 0: not known. */
  readonly loadTime: bigint
  readonly createdByUid: number
  /** Id of its type information; 0 for none. */
  readonly btfId: number
}

/** What the machine gives to the command line: the only way by which `@rtnl/cli` touches the world besides the client. */
export interface CliIo {
  readonly stdout: CliOutput
  readonly stderr: CliOutput
  /** The text of a file, or undefined when it cannot be read. Used for iproute2's tables of names and for /etc/protocols. */
  readFile(path: string): string | undefined
  /** The names in a directory, empty when it cannot be read. Used for `rt_tables.d` and its like. */
  readDirectory(path: string): readonly string[]
  /** Writes a file under /proc. Throws when it cannot be written. */
  writeFile(path: string, text: string): void
  /** Opens a file for its descriptor, by which rtnetlink is told of a namespace; undefined when it cannot be opened. */
  openFile?(path: string): { readonly fd: number; close(): void } | undefined
  /** What bpf(2) knows of a loaded program; undefined where it may not be asked, or knows none of that id. Absent: there is no bpf(2). */
  bpfProgram?(id: number): Promise<BpfProgram | undefined>
  /** Opens what is pinned in a bpf file system for its descriptor, by which rtnetlink is told of a program. Rejects when it cannot be opened. */
  openBpf?(path: string): Promise<{ readonly fd: number; close(): void }>
  /** Opens a file to read its bytes as they come, standard input for `-`. Rejects when it cannot be opened. */
  openInput(path: string): Promise<CliInput>
  /** Makes a file, or empties one, to write bytes to. Throws when it cannot be made. Absent: there are no files. */
  createFile?(path: string): CliFile
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by SIGINT: ends `monitor`. */
  readonly signal?: AbortSignal
}

/** The text of a file as it comes, of standard input for `-`. Throws when it cannot be read. */
export async function* readText(io: CliIo, path: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const { chunks } = await io.openInput(path)
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** The reader of the output went away (EPIPE): the command ends quietly. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError'
  readonly code = 'EPIPE'
}
