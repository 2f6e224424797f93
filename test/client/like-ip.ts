import { readFileSync } from 'node:fs'
import { decode } from '@rtnl/codec'
import { NLM_F, rtnetlink } from '@rtnl/families'

interface Recorded {
  readonly links: Readonly<Record<string, string>>
  readonly vectors: readonly { readonly command: string; readonly hex: string }[]
}

/** The requests that iproute2 sent for one kind of object, recorded with their commands. */
export class Requests {
  /** Indexes of the interfaces by name. */
  readonly links: Readonly<Record<string, number>>
  readonly #recorded: Recorded

  constructor(object: string) {
    const file = new URL(`../families/vectors/${object}/requests.json`, import.meta.url)
    this.#recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded
    this.links = Object.fromEntries(Object.entries(this.#recorded.links).map(([index, name]) => [name, Number(index)]))
  }

  /** What `command` made iproute2 send, in the form of {@link summary}; the `nth` of several. */
  of(command: string, nth = 0): Summary {
    const found = this.#recorded.vectors.filter((vector) => vector.command === command)[nth]
    if (found === undefined) throw new Error(`not recorded: ${command}`)
    return summary(new Uint8Array(Buffer.from(found.hex, 'hex')))
  }
}

/** A request in a form to compare: the order of attributes means nothing. */
export interface Summary {
  readonly type: string
  readonly flags: number
  /** Header and attributes with their values. */
  readonly body: unknown
}

/** `NLM_F_ACK` does not count: it only asks how to be answered. */
export function summary(bytes: Uint8Array): Summary {
  const [message] = decode(rtnetlink, bytes).messages
  if (message?.body === undefined) throw new Error('not a message of rtnetlink')
  return { type: message.name, flags: message.header.flags & ~NLM_F.ACK, body: plain(message.body) }
}

/** The body of one message. */
export const decodeOne = (bytes: Uint8Array): unknown => decode(rtnetlink, bytes).messages[0]?.body

/** Without what is remembered of the bytes beside the values: iproute2 leaves out a NUL, or a flag of a nest. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
}
