import type { Client } from '@rtnl/client'

/** What is remembered of an interface. */
export interface Interface {
  readonly index: number
  readonly name: string
  /** `IFF_*` names and unnamed bits, as the link's message has them. */
  readonly flags: readonly (string | number)[]
  /** `ARPHRD_*`: name or number, as the link's message has it. */
  readonly type: string | number
  readonly altnames: readonly string[]
}

/** The members of a link's message that are remembered. */
export interface LinkLike {
  index?: number | undefined
  ifname?: string | undefined
  flags?: readonly (string | number)[] | undefined
  type?: string | number | undefined
  propList?: { altIfname?: readonly string[] | undefined } | undefined
}

/** The machine's interfaces by index and by name, as they were when they were dumped or last remembered. */
export class Interfaces {
  readonly #byIndex = new Map<number, Interface>()

  /** Dumps the links once. */
  static async load(client: Client): Promise<Interfaces> {
    const interfaces = new Interfaces()
    for await (const link of client.link.dump({ extMask: ['skip_stats'] })) interfaces.remember(link)
    return interfaces
  }

  /** Takes in a link, new or renamed. */
  remember(link: LinkLike): void {
    if (link.index === undefined || link.ifname === undefined) return
    this.#byIndex.set(link.index, {
      index: link.index,
      name: link.ifname,
      flags: link.flags ?? [],
      type: link.type ?? 0,
      altnames: link.propList?.altIfname ?? [],
    })
  }

  /** Drops a deleted link. */
  forget(index: number): void {
    this.#byIndex.delete(index)
  }

  get(index: number): Interface | undefined {
    return this.#byIndex.get(index)
  }

  /** The name to print: `*` for index 0, `if7` for an index without an interface. */
  name(index: number): string {
    return index === 0 ? '*' : (this.#byIndex.get(index)?.name ?? `if${index}`)
  }

  /** The index of a name, an alternative name, or `if7` for 7; undefined for any other word. */
  index(name: string): number | undefined {
    for (const entry of this.#byIndex.values()) {
      if (entry.name === name || entry.altnames.includes(name)) return entry.index
    }
    const numbered = /^if([1-9][0-9]*)$/.exec(name)
    return numbered ? Number(numbered[1]) : undefined
  }
}
