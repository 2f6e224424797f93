import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { type CliInput, type CliIo, type CliOutput, ClosedPipeError, main } from '@rtnl/cli'
import { type Client, type ClientOptions, connect } from '@rtnl/client'

/** A stream of this process. What was written has left it when the promise resolves. */
function output(stream: NodeJS.WriteStream): CliOutput {
  // Each write hears of its own failure; without a listener a closed pipe would end the process with a stack trace.
  stream.on('error', () => {})
  return {
    isTTY: stream.isTTY,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (!error) resolve()
          else reject('code' in error && error.code === 'EPIPE' ? new ClosedPipeError() : error)
        })
      }),
  }
}

/** Undefined instead of an error: a file that is not there says nothing. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** So much of a file is read at a time. */
const CHUNK = 1 << 18

/** A file, or standard input for `-`. */
async function openInput(path: string): Promise<CliInput> {
  if (path === '-') return { chunks: process.stdin }
  const file = await openFile(path, 'r')
  const stat = await file.stat()
  if (stat.isDirectory()) {
    await file.close()
    throw new Error(`EISDIR: ${path} is a directory`)
  }
  const { size } = stat
  // What a file has is there, and what is written to it from now on is left; of a pipe more may never come.
  const read =
    size > 0
      ? (buffer: Uint8Array, at: number) => readSync(file.fd, buffer, 0, Math.min(CHUNK, size - at), at)
      : async (buffer: Uint8Array) => (await file.read(buffer)).bytesRead
  // The beginning of a packet may be in the chunk before. New memory for each would take longer than reading.
  const buffers = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)]
  const chunks = async function* () {
    try {
      for (let i = 0, at = 0; ; i++) {
        const buffer = buffers[i % buffers.length] as Uint8Array
        const count = await read(buffer, at)
        if (count === 0) return
        at += count
        yield buffer.subarray(0, count)
      }
    } finally {
      await file.close()
    }
  }
  // The size of a pipe or a device is 0.
  return { size: size || undefined, chunks: chunks() }
}

/** A file to write bytes to, each piece at once: what was recorded is there though the process be killed. */
function createFile(path: string) {
  const fd = openSync(path, 'w')
  const write = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
  }
  return { write, close: () => closeSync(fd) }
}

const interrupt = new AbortController()

const io: CliIo = {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  readFile: (path) => attempt(() => readFileSync(path, 'utf8')),
  readDirectory: (path) => attempt(() => readdirSync(path)) ?? [],
  writeFile: (path, text) => writeFileSync(path, text),
  openFile: (path) => {
    const fd = attempt(() => openSync(path, 'r'))
    return fd === undefined ? undefined : { fd, close: () => closeSync(fd) }
  },
  bpfProgram: async (id) => (await import('#adapter')).bpf.program(id),
  openBpf: async (path) => (await import('#adapter')).bpf.openPinned(path),
  openInput,
  createFile,
  env: process.env,
  // Who asks for the signal ends by it; all other commands are ended by SIGINT at once.
  get signal() {
    process.once('SIGINT', () => interrupt.abort())
    return interrupt.signal
  },
}

// Help and versions need no socket.
const open = async (options?: ClientOptions): Promise<Client> =>
  connect((await import('#adapter')).openTransport, options)

process.exitCode = await main(process.argv.slice(2), io, open)
// The shell is to see that SIGINT ended the command.
if (interrupt.signal.aborted) process.kill(process.pid, 'SIGINT')
