import type { BulkFailure, Client } from '@rtnl/client'
import { type BatchCommand, readBatch } from './batch.ts'
import type { Change, Reading } from './context.ts'
import { EXIT } from './errors.ts'
import { type CliIo, ClosedPipeError, readText } from './io.ts'
import { loadedObject } from './objects.ts'
import { printable } from './printable.ts'
import { Words } from './words.ts'

/** A batch, and what it takes to carry it out. */
export interface BatchRun {
  /** Its name; `-` is standard input. */
  readonly file: string
  /** Goes on after a command that failed. */
  readonly force: boolean
  readonly io: CliIo
  readonly reading: Reading
  client(): Promise<Client>
  /** Carries out one command. */
  run(words: readonly string[]): Promise<void>
  /** Tells of a failure, behind what was printed before it. */
  failed(error: unknown): Promise<unknown>
}

/**
 * Carries out the commands of a file and returns the exit code. As ip(8): the first that fails ends it with exit code 1, unless `-force`.
 *
 * Changes of one kind that stand together go to the client together. With `-force` that is many messages a send. Without, nothing of what stands behind a
 * command that fails may have been done: each is sent when the one before was answered.
 */
export async function runBatch(batch: BatchRun): Promise<number> {
  const { file, force } = batch
  let code: number = EXIT.OK
  for await (const commands of readBatch(readText(batch.io, file)))
    for (let at = 0; at < commands.length; ) {
      const { next, failures } = await runSome(batch, commands, at)
      at = next
      for (const { line, error } of failures) {
        if (error instanceof ClosedPipeError) throw error
        await batch.failed(error)
        await batch.io.stderr.write(`Command failed ${printable(file)}:${line}\n`)
        code = EXIT.USAGE
        if (!force) return code
      }
    }
  return code
}

interface Outcome {
  /** The first command that was not carried out. */
  readonly next: number
  readonly failures: readonly { readonly line: number; readonly error: unknown }[]
}

/** Carries out the command at `from`, and with it the changes of the same kind that follow. */
async function runSome(batch: BatchRun, commands: readonly BatchCommand[], from: number): Promise<Outcome> {
  const failures: { line: number; error: unknown }[] = []
  const fail = (at: number, error: unknown) => failures.push({ line: commands[at]?.line ?? 0, error })
  let at = from
  let change = tryRead(batch, commands[at], (error) => fail(at, error))
  if (failures.length > 0) return { next: at + 1, failures }
  if (change === undefined) {
    await batch.run(commands[at]?.words ?? []).catch((error) => fail(at, error))
    return { next: at + 1, failures }
  }
  const { all } = change
  let unread: unknown
  const items = function* () {
    while (change !== undefined && change.all === all) {
      yield change.item
      at++
      change = tryRead(batch, commands[at], (error) => {
        unread = error
      })
    }
  }
  const onFailure = ({ index, error }: BulkFailure<unknown>) => fail(from + index, error)
  await all(await batch.client(), items(), { stop: !batch.force, onFailure })
  if (unread !== undefined && (batch.force || failures.length === 0)) fail(at++, unread)
  return { next: at, failures }
}

/** The change that a command is. Undefined for another, and for one that is wrong, of which `wrong` is told. */
function tryRead(
  { reading }: BatchRun,
  command: BatchCommand | undefined,
  wrong: (error: unknown) => void,
): Change | undefined {
  const [word, ...words] = command?.words ?? []
  if (word === undefined) return undefined
  try {
    return loadedObject(word)?.readChange?.(reading, new Words(words))
  } catch (error) {
    wrong(error)
    return undefined
  }
}
