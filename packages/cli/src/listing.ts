import type { Context } from './context.ts'
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
    if (!isInterrupted(error)) throw error
    await context.io.stderr.write('Warning: the dump was interrupted by a change; objects may be missing or doubled.\n')
  }
  await out.end()
}

/** `DumpInterruptedError` of the client, thrown after the last object. */
function isInterrupted(error: unknown): boolean {
  return error instanceof Error && error.name === 'DumpInterruptedError'
}
