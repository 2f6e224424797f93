import { DumpInterruptedError } from '@rtnl/client'
import type { Context } from './context.ts'
import { errnoOf } from './errors.ts'
import type { Printer } from './print.ts'

/**
 * Prints what a dump yields, as it comes: `format` prints one object and is not called for those that `wanted` refuses. A
 * dump that the kernel flagged as interrupted is printed whole, with a warning on standard error, as ip(8) does.
 */
export async function list<T>(
  context: Context,
  dump: AsyncIterable<T>,
  format: (print: Printer, object: T) => void,
  wanted: (object: T) => boolean = () => true,
): Promise<void> {
  const { out } = context
  out.begin()
  try {
    for await (const object of dump) {
      if (!wanted(object)) continue
      format(out.print, object)
      await out.row()
    }
  } catch (error) {
    if (!(error instanceof DumpInterruptedError)) throw error
    await warnInterrupted(context)
  }
  await out.end()
}

/** Says on standard error that a listing may not be whole. */
export async function warnInterrupted(context: Context): Promise<void> {
  await context.io.stderr.write('Warning: the dump was interrupted by a change; objects may be missing or doubled.\n')
}

/** Yields what `dump` yields; a refusal with this errno ends it, as if there were nothing (more). */
export async function* until<T>(dump: AsyncIterable<T>, errno: number): AsyncGenerator<T, void, undefined> {
  try {
    yield* dump
  } catch (error) {
    if (errnoOf(error) !== errno) throw error
  }
}
