import { advise } from './advice.ts'
import { describeErrno } from './errno.ts'

const ENOBUFS = 105

/** What the kernel says beside the errno (`NLMSGERR_ATTR_*`), where it says anything. */
export interface Extack {
  /** The kernel's sentence (`MSG`). */
  msg?: string | undefined
  /** Bytes from the start of the request to the attribute at fault (`OFFS`). */
  offs?: number | undefined
  /** Whatever the family attached (`COOKIE`). */
  cookie?: Uint8Array | undefined
  /** What the kernel would have accepted (`POLICY`), decoded as far as it is declared. */
  policy?: unknown
  /** The type of an attribute that is missing (`MISS_TYPE`). */
  missType?: number | undefined
  /** Bytes from the start of the request to the nest in which it is missing; absent when it is missing at the top (`MISS_NEST`). */
  missNest?: number | undefined
}

/** What is known of a refusal beside its errno. */
export interface NetlinkErrorDetails {
  /** What the kernel said. Absent: nothing. */
  extack?: Extack | undefined
  /** Where in the request the fault is, `'linkinfo.data.id'`. */
  path?: string | undefined
  /** The kernel's name of that place, `'IFLA_VXLAN_ID'`. */
  constant?: string | undefined
  /** What went wrong. Absent: the kernel's sentence, or else the errno's. */
  sentence?: string | undefined
}

/**
 * A request that the kernel refused, or that could not be sent. The message reads
 * `RTM_NEWLINK: ERANGE: Attribute failed policy validation, at linkinfo.data.id (IFLA_VXLAN_ID)`.
 */
export class NetlinkError extends Error {
  override name = 'NetlinkError'
  /** What was asked, `'RTM_NEWLINK'`. */
  readonly operation: string
  /** The errno's name, `'EEXIST'`. */
  readonly code: string
  /** The errno, a positive number. */
  readonly errno: number
  /** Absent where the kernel said nothing beside the errno. */
  readonly extack: Extack | undefined
  /** Where in the request the fault is, `'linkinfo.data.id'`; absent where the kernel did not say. */
  readonly path: string | undefined
  /** The kernel's name of that place, `'IFLA_VXLAN_ID'`. */
  readonly constant: string | undefined
  /** The same place in bytes from the start of the request. */
  readonly offset: number | undefined
  /** What to do next, where that is known. */
  readonly advice: string | undefined

  constructor(operation: string, errno: number, { extack, path, constant, sentence }: NetlinkErrorDetails = {}) {
    const { code, sentence: usual } = describeErrno(errno)
    const advice = advise(code)
    const place = path ? `, at ${path}${constant ? ` (${constant})` : ''}` : ''
    super(`${operation}: ${code}: ${sentence ?? (extack?.msg || usual)}${place}${advice ? `. ${advice}` : ''}`)
    this.operation = operation
    this.code = code
    this.errno = errno
    this.extack = extack
    this.path = path
    this.constant = constant
    this.offset = extack?.offs
    this.advice = advice
  }
}

/**
 * The socket's receive buffer ran over (`ENOBUFS`) while an answer was awaited: the answer may be among what was lost. Whether a change was
 * made is unknown; a question can be asked again.
 */
export class OverrunError extends NetlinkError {
  override name = 'OverrunError'

  constructor(operation: string) {
    super(operation, ENOBUFS, {
      sentence: 'The receive buffer ran over, the answer may be lost: the outcome is unknown',
    })
  }
}

/**
 * The kernel's tables changed while they were dumped (`NLM_F_DUMP_INTR`): what was delivered may lack entries or have some twice. Thrown after
 * the last message.
 */
export class DumpInterruptedError extends Error {
  override name = 'DumpInterruptedError'
  readonly code = 'ERR_DUMP_INTERRUPTED'
  /** What was asked, `'RTM_GETROUTE'`. */
  readonly operation: string

  constructor(operation: string) {
    super(`${operation}: the dump was interrupted by a change and may be inconsistent. Ask again for a consistent one`)
    this.operation = operation
  }
}

/** The client is closed. */
export class ClosedError extends Error {
  override name = 'ClosedError'
  readonly code = 'ERR_CLOSED'

  constructor(what = 'client') {
    super(`the ${what} is closed`)
  }
}

/** This machine or this runtime has no netlink sockets to offer; the message says what is missing. */
export class UnsupportedError extends Error {
  override name = 'UnsupportedError'
  readonly code = 'ERR_UNSUPPORTED'
}
