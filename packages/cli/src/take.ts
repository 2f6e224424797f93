import type { Names } from './names.ts'
import { type Words, wrong } from './words.ts'

/** Takes a routing table's name or number, or throws a `UsageError`. */
export function takeTable(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  return names.tableId(word) ?? fail(keyword, word, "a table's name or number")
}

/** Takes a protocol's name or number. */
export function takeProtocol(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  return names.protocolId(word) ?? fail(keyword, word, "a protocol's name, or a number up to 255")
}

/** Takes a scope's name or number. */
export function takeScope(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  return names.scopeId(word) ?? fail(keyword, word, "a scope's name, or a number up to 255")
}

/** Takes a type of service, its name or a hexadecimal number. */
export function takeTos(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  return names.dsfieldId(word) ?? fail(keyword, word, "a type of service's name, or a hexadecimal number up to ff")
}

/** Takes a group of interfaces, its name or number. */
export function takeGroup(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  return names.groupId(word) ?? fail(keyword, word, "a group's name or number")
}

/** Takes an IP protocol's name or number. */
export function takeIpProtocol(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  return names.ipProtocolId(word) ?? fail(keyword, word, "an IP protocol's name, or a number up to 255")
}

function fail(keyword: string, word: string, wanted: string): never {
  throw wrong(keyword, word, wanted)
}
