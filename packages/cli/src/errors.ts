import { NetlinkError, strerror } from '@rtnl/client'

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

/** The errno of a refusal by the kernel, or undefined for anything else. */
export function errnoOf(error: unknown): number | undefined {
  return error instanceof NetlinkError ? error.errno : undefined
}

/** The lines for standard error, and the exit code. */
export function describe(error: unknown): { lines: string[]; code: number } {
  if (error instanceof NetlinkError) {
    return isUnsent(error)
      ? { lines: [unsent(error)], code: EXIT.USAGE }
      : { lines: refusal(error), code: EXIT.REFUSED }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { lines: [`Error: ${sentence(message)}`], code: EXIT.USAGE }
}

/** An interface that is not there is found out by looking its name up, before the request itself is sent. */
function isUnsent({ code, extack, path }: NetlinkError): boolean {
  return code === 'ENODEV' && extack === undefined && path !== undefined
}

/** The client's sentence without the name of a request that never left. */
function unsent({ message, operation, code, advice }: NetlinkError): string {
  const end = advice && message.endsWith(advice) ? message.lastIndexOf('. ') : message.length
  return `Error: ${sentence(message.slice(`${operation}: ${code}: `.length, end))}`
}

/** The kernel's own sentence where it gave one, as ip(8) puts it; otherwise the errno's. Then what else is known. */
function refusal({ extack, errno, path, constant, advice }: NetlinkError): string[] {
  const lines = [extack?.msg ? `Error: ${sentence(extack.msg)}` : `RTNETLINK answers: ${strerror(errno)}`]
  if (path) lines.push(`  at ${path}${constant ? ` (${constant})` : ''}`)
  if (advice) lines.push(`  ${sentence(advice)}`)
  return lines
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
