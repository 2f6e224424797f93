import { builtin, type TableOfNames } from './builtin-names.ts'
import type { CliIo } from './io.ts'
import { parseUnsigned } from './numbers.ts'

type Files = Pick<CliIo, 'readFile' | 'readDirectory'>

/** Where iproute2 keeps its tables: up to 6.6 the first, since 6.7 the first that exists. */
const DIRECTORIES = ['/etc/iproute2', '/usr/share/iproute2', '/usr/lib/iproute2']

/** One of iproute2's tables of names, read on first use. */
class Table {
  readonly #files: Files
  readonly #file: TableOfNames
  /** Numbers to names; of two lines for one number the later holds. */
  readonly #names: Map<number, string>
  /** What `id` found: a batch asks for the same ones over and over. */
  readonly #ids = new Map<string, number | undefined>()
  #read = false

  constructor(files: Files, file: TableOfNames) {
    this.#files = files
    this.#file = file
    this.#names = new Map(Object.entries(builtin[file].names).map(([id, name]) => [Number(id), name]))
  }

  /**
   * The name of a number. As in iproute2, in a table of 256 entries a built-in name is found before the file is read, so
   * the file changes it only if another look-up came first.
   */
  name(id: number): string | undefined {
    if (builtin[this.#file].max === 255 && this.#names.has(id)) return this.#names.get(id)
    this.#load()
    return this.#names.get(id)
  }

  /** The number of a name; undefined when the table has none. */
  id(name: string): number | undefined {
    this.#load()
    if (this.#ids.has(name)) return this.#ids.get(name)
    let found: number | undefined
    for (const [id, candidate] of this.#names) {
      if (candidate === name && (found === undefined || (id & 255) < (found & 255))) found = id
    }
    this.#ids.set(name, found)
    return found
  }

  #load(): void {
    if (this.#read) return
    this.#read = true
    for (const path of DIRECTORIES) {
      const text = this.#files.readFile(`${path}/${this.#file}`)
      if (text === undefined) continue
      this.#add(text)
      break
    }
    const seen = new Set<string>()
    for (const path of DIRECTORIES) {
      const directory = `${path}/${this.#file}.d`
      for (const file of [...this.#files.readDirectory(directory)].sort()) {
        if (seen.has(file) || file.startsWith('.') || !/.\.conf$/.test(file)) continue
        seen.add(file)
        this.#add(this.#files.readFile(`${directory}/${file}`) ?? '')
      }
    }
  }

  #add(text: string): void {
    for (const line of text.split('\n')) {
      const entry = line.replace(/^[ \t]+/, '')
      if (entry === '' || entry.startsWith('#')) continue
      const found = /^(0x[0-9a-fA-F]+|[+-]?\d+)\s*(\S+)/.exec(entry)
      // A line that is no entry ends the file, as it does for iproute2.
      if (!found) return
      const id = Number(found[1])
      if (id >= 0 && id <= builtin[this.#file].max) this.#names.set(id, found[2]!)
    }
  }
}

/**
 * The names that iproute2 gives to the numbers of tables, protocols, scopes and so on. Each pair: a number to what is
 * printed (the number itself when it has no name, or with -Numeric), and a word to its number (undefined when it is none).
 */
export class Names {
  readonly numeric: boolean
  readonly #files: Files
  readonly #tables = new Map<TableOfNames, Table>()
  #protocols: readonly (readonly [number, string, readonly string[]])[] | undefined

  constructor(files: Files, numeric = false) {
    this.#files = files
    this.numeric = numeric
  }

  #table(file: TableOfNames): Table {
    const known = this.#tables.get(file)
    if (known) return known
    const table = new Table(this.#files, file)
    this.#tables.set(file, table)
    return table
  }

  #name(file: TableOfNames, id: number): string {
    return (this.numeric ? undefined : this.#table(file).name(id)) ?? String(id)
  }

  #id(file: TableOfNames, word: string): number | undefined {
    return this.#table(file).id(word) ?? parseUnsigned(word, builtin[file].max)
  }

  /** Routing table: `main`. */
  table(id: number): string {
    return this.#name('rt_tables', id)
  }
  tableId(word: string): number | undefined {
    return this.#id('rt_tables', word)
  }

  /** Origin of a route, a rule, an address or a neighbour: `kernel`. */
  protocol(id: number): string {
    return this.#name('rt_protos', id)
  }
  protocolId(word: string): number | undefined {
    return this.#id('rt_protos', word)
  }

  /** Scope of a route or an address: `link`. */
  scope(id: number): string {
    return this.#name('rt_scopes', id)
  }
  scopeId(word: string): number | undefined {
    return this.#id('rt_scopes', word)
  }

  /** Routing realm. */
  realm(id: number): string {
    return this.#name('rt_realms', id)
  }
  realmId(word: string): number | undefined {
    return this.#id('rt_realms', word)
  }

  /** Type of service: `AF11`, or `0x28` when it has no name. */
  dsfield(id: number): string {
    return (this.numeric ? undefined : this.#table('rt_dsfield').name(id)) ?? `0x${id.toString(16).padStart(2, '0')}`
  }
  /** A number is hexadecimal here, with or without `0x`. */
  dsfieldId(word: string): number | undefined {
    return this.#table('rt_dsfield').id(word) ?? parseUnsigned(word, 255, 16)
  }

  /** Group of interfaces: `default`. */
  group(id: number): string {
    return this.#name('group', id)
  }
  groupId(word: string): number | undefined {
    return this.#id('group', word)
  }

  /** Reason for protodown, a bit number from 0 to 31. */
  protodownReason(id: number): string {
    return this.#name('protodown_reasons', id)
  }
  protodownReasonId(word: string): number | undefined {
    return this.#id('protodown_reasons', word)
  }

  /** IP protocol by /etc/protocols: `tcp`, or `ipproto-6` when it has no name or with -Numeric. */
  ipProtocol(id: number): string {
    const name = this.numeric ? undefined : this.#ipProtocols().find((protocol) => protocol[0] === id)?.[1]
    return name ?? `ipproto-${id}`
  }
  ipProtocolId(word: string): number | undefined {
    if (/^\d+$/.test(word)) return Number(word) <= 255 ? Number(word) : undefined
    return this.#ipProtocols().find(([, name, aliases]) => name === word || aliases.includes(word))?.[0]
  }

  #ipProtocols(): readonly (readonly [number, string, readonly string[]])[] {
    this.#protocols ??= (this.#files.readFile('/etc/protocols') ?? '').split('\n').flatMap((line) => {
      const [name, id, ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/)
      return name && id && /^\d+$/.test(id) ? [[Number(id), name, aliases] as const] : []
    })
    return this.#protocols
  }
}
