import { strerror } from '@rtnl/client'

/** The command was wrongly put: exit code 1. The message has no full stop and no `Error: `. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError'
}

/** A name that no interface bears: exit code 1. */
export class NoSuchDeviceError extends UsageError {
  override readonly name = 'NoSuchDeviceError'
  constructor(device: string) {
    super(`there is no interface "${device}"`)
  }
}

/** Exit codes of the command. */
export const EXIT = { OK: 0, USAGE: 1, REFUSED: 2 } as const

interface KernelError extends Error {
  errno: number
  extack?: { msg?: string | undefined } | undefined
}

/** True for the client's errors that carry the kernel's errno. */
export function isKernelError(error: unknown): error is KernelError {
  return error instanceof Error && 'errno' in error && typeof error.errno === 'number'
}

/** The errno of a refusal by the kernel, or undefined for anything else. */
export function errnoOf(error: unknown): number | undefined {
  return isKernelError(error) ? error.errno : undefined
}

/** The line for standard error, without its newline, and the exit code. */
export function describe(error: unknown): { text: string; code: number } {
  if (error instanceof UsageError) return { text: `Error: ${error.message}.`, code: EXIT.USAGE }
  if (isKernelError(error)) return { text: refusal(error), code: EXIT.REFUSED }
  const message = error instanceof Error ? error.message : String(error)
  return { text: `Error: ${message}`, code: EXIT.USAGE }
}

/** The kernel's own sentence where it gave one, as ip(8) puts it; otherwise the errno's. */
function refusal(error: KernelError): string {
  const sentence = error.extack?.msg
  if (sentence) return `Error: ${sentence}${sentence.endsWith('.') ? '' : '.'}`
  return `RTNETLINK answers: ${strerror(error.errno)}`
}
