import type { CapturedMessage, Packet, Refusal } from '@rtnl/capture'
import { describeErrno } from '@rtnl/client'
import type { DecodeError } from '@rtnl/codec'

/** What is wrong with a message: it is damaged, or it refuses a request. Its keys are those of the JSON. */
export interface Fault {
  /** `'EDECODE'`, or the name of the errno. */
  readonly code: string
  readonly errno?: number | undefined
  readonly message: string
  readonly path?: string | undefined
  readonly constant?: string | undefined
  /** In the file, where bytes are damaged; for a refusal, in the request. */
  readonly offset?: number | undefined
}

/** Damage at its place in the file. */
export function damaged({ offset: start }: Packet, error: DecodeError): Fault {
  const { code, message, path, constant, offset } = error
  // The sentence has the offset within the packet at its end.
  return {
    code,
    message: message.replace(/, (at|offset) .*$/, ''),
    path,
    constant,
    offset: offset === undefined ? undefined : start + offset,
  }
}

/** What the kernel said. */
export function refused({ errno, message, path, constant, offset }: Refusal): Fault {
  const { code, sentence } = describeErrno(errno)
  return { code, errno, message: message ?? sentence, path, constant, offset }
}

/** What is wrong with a message that stands for itself: nobody saw its request. */
export function unasked(message: CapturedMessage): Fault | undefined {
  const { type } = message.header
  const body = message.body as { error?: number; msg?: string; offs?: number } | undefined
  if ((type !== 2 && type !== 3) || body?.error === undefined || body.error >= 0) return undefined
  return refused({ errno: -body.error, message: body.msg, offset: body.offs })
}

/** A system call that failed, in a recording. */
export function failedCall({ errno, direction }: Packet): Fault | undefined {
  if (errno === undefined) return undefined
  const { code, sentence } = describeErrno(errno)
  return { code, errno, message: `${direction === 'sent' ? 'sendto' : 'recvfrom'}: ${sentence}` }
}

/** In one line. */
export function sentenceOf({ code, message, path, constant, offset }: Fault): string {
  const place = path ? `, at ${path}${constant ? ` (${constant})` : ''}` : ''
  return `${code}: ${message}${place}${offset === undefined ? '' : `, offset ${offset}`}`
}
