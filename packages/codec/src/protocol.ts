import type { Message } from './message.ts'

/** Types below are control messages, the same in every protocol. */
const NLMSG_MIN_TYPE = 16

/** What {@link protocol} is told. */
export interface ProtocolOptions {
  /** As in messages to people: `'route'`. */
  readonly name: string
  /** `NETLINK_ROUTE` and its like, the third argument of socket(2). */
  readonly number: number
  /** The constants that number the messages, for their names. */
  readonly types: Readonly<Record<string, number>>
  /** What the kernel puts before those names: `'RTM'`. */
  readonly prefix: string
  /** What each type of message has for a body. */
  readonly messages: readonly (readonly [type: number, declaration: Message<unknown, unknown>])[]
  /** The body of all other types, where they have one in common: `genlmsghdr` and attributes. Absent: they are handed over as bytes. */
  readonly others?: Message<unknown, unknown> | undefined
}

/** One netlink protocol: which message type has which body. */
export class Protocol {
  readonly name: string
  readonly number: number
  readonly #names = new Map<number, string>([
    [1, 'NLMSG_NOOP'],
    [2, 'NLMSG_ERROR'],
    [3, 'NLMSG_DONE'],
    [4, 'NLMSG_OVERRUN'],
  ])
  readonly #messages: ReadonlyMap<number, Message<unknown, unknown>>
  /** The body of types that are not declared one by one; absent: they have none. */
  readonly others: Message<unknown, unknown> | undefined
  readonly #options: ProtocolOptions

  constructor(options: ProtocolOptions) {
    const { name, number, types, prefix, messages, others } = options
    this.#options = options
    this.name = name
    this.number = number
    this.others = others
    for (const [key, type] of Object.entries(types))
      if (type >= 16 && !this.#names.has(type)) this.#names.set(type, `${prefix}_${key}`)
    this.#messages = new Map(messages)
  }

  /** The kernel's name of a message type, `'RTM_NEWROUTE'`; its number in text where it has none. */
  typeName(type: number): string {
    return this.#names.get(type) ?? String(type)
  }

  /** The kernel's names of message types, control messages among them, by their numbers. */
  get types(): ReadonlyMap<number, string> {
    return this.#names
  }

  /** The number of a message type by the kernel's name. */
  typeNumber(name: string): number | undefined {
    for (const [type, known] of this.#names) if (known === name) return type
    return undefined
  }

  declaration(type: number): Message<unknown, unknown> | undefined {
    return this.#messages.get(type) ?? (type < NLMSG_MIN_TYPE ? undefined : this.others)
  }

  /** This protocol with bodies for types that it does not declare itself. */
  with({ messages = [], others }: Pick<Partial<ProtocolOptions>, 'messages' | 'others'>): Protocol {
    const more = messages.filter(([type]) => !this.#messages.has(type))
    return new Protocol({
      ...this.#options,
      messages: [...this.#options.messages, ...more],
      others: this.others ?? others,
    })
  }

  /** For the core: the size of each message type's fixed struct. */
  headers(): Uint8Array {
    const headers = new Uint8Array(256).fill(0xff)
    if (this.others !== undefined) headers.fill(this.others.header.minimum, NLMSG_MIN_TYPE)
    for (const [type, { header, traits }] of this.#messages)
      if (type < 256) headers[type] = traits.echo ? 0xfe : header.minimum
    return headers
  }
}

/** Declares a netlink protocol. */
export const protocol = (options: ProtocolOptions): Protocol => new Protocol(options)
