import { closeSync, createReadStream, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type CliIo, type CliOutput, ClosedPipeError, main } from '@rtnl/cli'
import type { open as Open } from '@rtnl/node'

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

const interrupt = new AbortController()

const io: CliIo = {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  readFile: (path) => attempt(() => readFileSync(path, 'utf8')),
  readText: (path) => (path === '-' ? process.stdin : createReadStream(path)).setEncoding('utf8'),
  readDirectory: (path) => attempt(() => readdirSync(path)) ?? [],
  writeFile: (path, text) => writeFileSync(path, text),
  openFile: (path) => {
    const fd = attempt(() => openSync(path, 'r'))
    return fd === undefined ? undefined : { fd, close: () => closeSync(fd) }
  },
  env: process.env,
  // Who asks for the signal ends by it; all other commands are ended by SIGINT at once.
  get signal() {
    process.once('SIGINT', () => interrupt.abort())
    return interrupt.signal
  },
}

const open: typeof Open = async (options) => (await import('@rtnl/node')).open(options)

process.exitCode = await main(process.argv.slice(2), io, open)
// The shell is to see that SIGINT ended the command.
if (interrupt.signal.aborted) process.kill(process.pid, 'SIGINT')
