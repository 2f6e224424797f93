import type { Capture, Client } from '@rtnl/client'
import type { Context, OpenClient } from './context.ts'
import { describe, EXIT, UsageError } from './errors.ts'
import { help } from './help.ts'
import type { Interfaces } from './ifnames.ts'
import { type CliIo, ClosedPipeError } from './io.ts'
import { Names } from './names.ts'
import { runCommand } from './objects.ts'
import { type Options, parseOptions } from './options.ts'
import { Output } from './output.ts'
import { printable } from './printable.ts'
import { VERSION } from './version.ts'

/**
 * Runs the command line. `argv` are the words after the command's name. Returns the exit code: 0, 1 for wrong usage, 2 for
 * what the kernel refused. Closes the client that it opened.
 */
export async function main(argv: readonly string[], io: CliIo, open: OpenClient): Promise<number> {
  let opened: Promise<Client> | undefined
  let out: Output | undefined
  let recording: Recording | undefined
  try {
    const { options, rest } = parseOptions(argv)
    out = new Output(io.stdout, options)
    if (options.capture !== undefined) recording = await startRecording(options.capture, io)
    const client = (): Promise<Client> => (opened ??= open(clientOptions(options, recording?.capture)))
    if (options.batch !== undefined) {
      const { runBatch } = await import('./run-batch.ts')
      const printed = out
      const names = new Names(io, options.numeric)
      const code = await runBatch({
        file: options.batch,
        force: options.force,
        io,
        reading: { options, names },
        client,
        // Names of interfaces are looked up anew for each command.
        run: (words) => run({ ...makeContext(options, io, printed, client), names }, words),
        failed: (error) => failed(error, io, printed),
      })
      await out.flush()
      return code
    }
    await run(makeContext(options, io, out, client), rest)
    await out.flush()
    return EXIT.OK
  } catch (error) {
    if (error instanceof ClosedPipeError) return EXIT.OK
    return await failed(error, io, out)
  } finally {
    await opened?.then(
      (client) => client.close(),
      () => {},
    )
    recording?.close()
  }
}

/** What `--capture` records into. */
interface Recording {
  readonly capture: Capture
  close(): void
}

async function startRecording(path: string, io: CliIo): Promise<Recording> {
  const { CaptureWriter } = await import('@rtnl/capture')
  if (io.createFile === undefined) throw new UsageError('-capture: there are no files here')
  const file = io.createFile(path)
  const format = /\.(pcap|cap)$/.test(path) ? 'pcap' : 'pcapng'
  return { capture: new CaptureWriter((bytes) => file.write(bytes), { format }), close: () => file.close() }
}

async function run(context: Context, rest: readonly string[]): Promise<void> {
  const { options } = context
  if (options.version) return context.out.write(`rtnl ${VERSION}\n`)
  if (options.help) return context.out.write(help)
  return runCommand(context, rest)
}

function makeContext(options: Options, io: CliIo, out: Output, client: () => Promise<Client>): Context {
  let interfaces: Promise<Interfaces> | undefined
  return {
    options,
    io,
    out,
    names: new Names(io, options.numeric),
    client,
    interfaces: () =>
      (interfaces ??= Promise.all([import('./ifnames.ts'), client()]).then(([module, opened]) =>
        module.Interfaces.load(opened),
      )),
  }
}

function clientOptions(options: Options, capture: Capture | undefined): Parameters<OpenClient>[0] {
  return {
    ...(capture === undefined ? {} : { capture }),
    ...(options.netns === undefined ? {} : { netns: options.netns }),
    ...(options.receiveBuffer === undefined ? {} : { receiveBuffer: options.receiveBuffer }),
  }
}

/** What was already printed comes first, as the order of events was. */
async function failed(error: unknown, io: CliIo, out: Output | undefined): Promise<number> {
  const { lines, code } = describe(error)
  try {
    await out?.abandon()
    await io.stderr.write(lines.map((text) => `${printable(text)}\n`).join(''))
  } catch (closed) {
    if (!(closed instanceof ClosedPipeError)) throw closed
  }
  return code
}
