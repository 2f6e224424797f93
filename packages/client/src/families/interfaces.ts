import { EncodeError, encode, escapeText, string, type Type } from '@rtnl/codec'
import { type LinkInput, link, RTM } from '@rtnl/families'
import type { Names } from '../bulk-send.ts'
import type { Connection } from '../connection.ts'
import { NetlinkError } from '../errors.ts'
import { HOST } from '../host.ts'

const ENODEV = 19
/** `IFNAMSIZ`: the bytes of a name with its NUL. Longer ones can only be alternative names. */
const IFNAMSIZ = 16
const NAME = string()

/** How the kernel finds an interface by a name, which may be an alternative one. */
export function byName(name: string): Pick<LinkInput, 'ifname' | 'altIfname'> {
  return encode(NAME, name).length <= IFNAMSIZ ? { ifname: name } : { altIfname: name }
}

/** How the kernel finds an interface by index or name. */
export function byNameOrIndex(interfaceOf: string | number): Pick<LinkInput, 'index' | 'ifname' | 'altIfname'> {
  return typeof interfaceOf === 'number' ? { index: interfaceOf } : byName(interfaceOf)
}

/**
 * Encodes a request in which interfaces may be named. Each name is looked up anew (`RTM_GETLINK`), as names can change hands. Throws
 * `EncodeError` before anything is sent; `NetlinkError` with the code `'ENODEV'` and the place in the request for a name that no interface has.
 */
export async function encodeNamed<In>(
  connection: Connection,
  declaration: Type<unknown, In>,
  value: In,
  type: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const names = new Set<string>()
  const collect = (name: string) => {
    names.add(name)
    return 0
  }
  const bytes = encode(declaration, value, { ...HOST, ifindex: collect })
  if (names.size === 0) return bytes
  const indexes = new Map<string, number>()
  const found = [...names].map(async (name) => {
    const index = await indexOf(connection, name, signal)
    if (index !== undefined) indexes.set(name, index)
  })
  await Promise.all(found)
  try {
    return encode(declaration, value, { ...HOST, ifindex: (name) => indexes.get(name) })
  } catch (error) {
    const missing = [...names].find((name) => !indexes.has(name))
    if (missing === undefined || !(error instanceof EncodeError)) throw error
    throw noSuchInterface(connection.protocol.typeName(type), missing, error)
  }
}

/** The error of a request that speaks of an interface which is not there. */
export function noSuchInterface(
  operation: string,
  interfaceOf: string | number,
  { path, constant }: { path?: string | undefined; constant?: string | undefined } = {},
): NetlinkError {
  const sentence =
    typeof interfaceOf === 'number'
      ? `No interface has the index ${interfaceOf}`
      : `No interface has the name '${escapeText(interfaceOf)}'`
  return new NetlinkError(operation, ENODEV, { sentence, path, constant })
}

/** True for the kernel's ENODEV that it does not explain. */
export const isNoDevice = (error: unknown): boolean =>
  error instanceof NetlinkError && error.errno === ENODEV && !error.extack?.msg && error.path === undefined

async function indexOf(
  connection: Connection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const payload = encode(link, { ...byName(name), extMask: ['skip_stats'] }, HOST)
  try {
    const [reply] = await connection.request<{ index: number }>({ type: RTM.GETLINK, payload, reply: true, signal })
    return reply?.body.index
  } catch (error) {
    if (error instanceof NetlinkError && error.errno === ENODEV) return undefined
    throw error
  }
}

/** For so many milliseconds the index of a name is taken to be its own: names can change hands. */
const REMEMBERED = 100

/** The names in a row of changes, each looked up once for all that come at about the same time. */
export class InterfaceNames implements Names {
  readonly #connection: Connection
  readonly #signal: AbortSignal | undefined
  readonly #known = new Map<string, number | undefined>()
  readonly #wanted = new Set<string>()
  #since = 0

  constructor(connection: Connection, signal: AbortSignal | undefined) {
    this.#connection = connection
    this.#signal = signal
  }

  get unknown(): boolean {
    return this.#wanted.size > 0
  }

  index(name: string): number | undefined {
    const index = this.#known.get(name)
    if (index !== undefined || this.#known.has(name)) return index
    this.#wanted.add(name)
    return 0
  }

  async lookUp(): Promise<void> {
    const names = [...this.#wanted]
    this.#wanted.clear()
    const look = async (name: string) => this.#known.set(name, await indexOf(this.#connection, name, this.#signal))
    await Promise.all(names.map(look))
    // The kernel may take longer to answer than names are remembered.
    this.#since = Date.now()
  }

  explain(error: EncodeError, operation: string): unknown {
    const missing = [...this.#known.keys()].filter((name) => this.#known.get(name) === undefined)
    // It may be there when the next one asks.
    for (const name of missing) this.#known.delete(name)
    return missing[0] === undefined ? error : noSuchInterface(operation, missing[0], error)
  }

  age(): void {
    if (this.#known.size > 0 && Date.now() - this.#since >= REMEMBERED) this.forget()
  }

  /** Has all names looked up again: interfaces come, go, or are renamed. */
  forget(): void {
    this.#known.clear()
  }
}
