import type { Input } from '@rtnl/codec'
import type { LinkInput, vethPeer } from '@rtnl/families'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import type { PreferredFamily } from '../options.ts'
import type { Words } from '../words.ts'
import { kindOf } from './kinds/index.ts'
import { parseLinkWords } from './parse.ts'
import type { LinkWords } from './words.ts'

/** What is asked for by `add`, `set`, `replace` and `delete`. */
export interface LinkRequest {
  readonly words: LinkWords
  /** The other end of a pair. */
  readonly peer?: LinkWords
  /** What the words of the kind gave. */
  readonly data?: unknown
  /** Instead of `data`, where the words count only on top of what the link has (`LinkKind.whole`): reads them. */
  readonly onTop?: (before: unknown) => unknown
  readonly warnings: readonly string[]
}

/** What the words depend on. */
export interface RequestOptions {
  /** True for a link that is to be made. */
  readonly create: boolean
  readonly family: PreferredFamily
  readonly names: Names
}

/** Kinds that are made in pairs: their options are a link's. */
const PAIRS = ['veth', 'vxcan']

/** Reads the words after `add`, `set` and the like. Throws `UsageError`, or `HelpWanted` for `help`. */
export function parseRequest(words: Words, options: RequestOptions): LinkRequest {
  const parsed = parseLinkWords(words, options.names)
  checkWords(parsed, options.create, words)
  const warnings: string[] = []
  if (parsed.kind === undefined) {
    if (options.create) throw new UsageError('type and the kind of the link are missing')
    return { words: parsed, warnings }
  }
  if (words.done) return { words: parsed, warnings }
  if (PAIRS.includes(parsed.kind)) return { words: parsed, peer: parsePeer(parsed.kind, words, options), warnings }
  const kind = kindOf(parsed.kind)
  if (!kind?.parse)
    throw new UsageError(`${parsed.kind}: rtnl knows no options of this kind, not "${words.peek()}" either`)
  const request = { ...options, warn: (sentence: string) => void warnings.push(sentence) }
  if (kind.whole && !options.create) {
    return { words: parsed, onTop: (before) => kind.parse?.(words, { ...request, before: before as never }), warnings }
  }
  return { words: parsed, data: kind.parse(words, request), warnings }
}

function parsePeer(kind: string, words: Words, options: RequestOptions): LinkWords {
  if (words.takeIf('peer') === undefined) {
    throw new UsageError(`${kind}: option "${words.peek()}" is unknown, try "rtnl link help ${kind}"`)
  }
  const peer = parseLinkWords(words, options.names)
  if (peer.kind !== undefined) throw new UsageError(`${kind}: the other end is a ${kind} too, it takes no type`)
  checkWords(peer, options.create, words)
  return peer
}

/** What goes not together. */
function checkWords(words: LinkWords, create: boolean, rest: Words): void {
  const { device, name, link, index, netns } = words
  if (create) {
    if (device !== undefined && name !== undefined && device !== name) {
      throw new UsageError('of name and dev only one can be given for a new link')
    }
    if (link.group !== undefined && device === undefined && name === undefined) {
      throw new UsageError('a new link needs a name to be put in a group')
    }
    return
  }
  if (device === undefined && name === undefined) {
    if (link.group === undefined) throw new UsageError('dev and the name of an interface are missing')
    if (!rest.done) throw new UsageError(`"${rest.peek()}" is too much behind group`)
  }
  if (index !== undefined && netns === undefined) {
    throw new UsageError('index goes only with a new link, or with netns')
  }
}

/** What of a request must be asked for before it can be sent. */
export interface Resolved {
  readonly words: LinkWords
  /** Index of the link meant: 0 for a new one, and for all of a group. */
  readonly index: number
  /** Members that the words only name. */
  readonly members: Pick<Mutable<LinkInput>, 'netNsFd' | 'netNsPid' | 'linkNetnsid' | 'vfinfoList' | 'xdp'>
}

/** The message to send. */
export function buildRequest(
  request: LinkRequest,
  main: Resolved,
  peer: Resolved | undefined,
  { create, family }: RequestOptions,
): LinkInput {
  const input = {
    // With family 'bridge' it would be a message of another meaning.
    family: family === 'bridge' ? 'unspec' : family,
    ...base(main, create),
    ...(request.words.kind === undefined ? {} : { linkinfo: buildLinkinfo(request, peer, create) }),
  }
  return input as LinkInput
}

/** Everything but the kind. A new link has its index in the header, as one that is changed; a new index is an attribute. */
function base({ words, index, members }: Resolved, create: boolean): Input<typeof vethPeer> {
  const { link: lower, ...link } = words.link
  const name = create ? (words.name ?? words.device) : words.name === words.device ? undefined : words.name
  return {
    ...link,
    ...members,
    index: create ? (words.index ?? 0) : index,
    // The link beneath cannot be changed.
    ...(create && lower !== undefined ? { link: lower } : {}),
    ...(!create && words.index !== undefined ? { newIfindex: words.index } : {}),
    ...(name === undefined || (words.device === undefined && !create) ? {} : { ifname: name }),
  }
}

/** Of a port (`bridge_slave`) the options are the master's to read. */
function buildLinkinfo(
  { words, data }: LinkRequest,
  peer: Resolved | undefined,
  create: boolean,
): LinkInput['linkinfo'] {
  const { kind = '' } = words
  const port = kind.endsWith('_slave')
  if (port && create) throw new UsageError(`type ${kind} is for ports that are there, try "rtnl link set"`)
  const given = peer ? { peer: base(peer, true) } : data
  const info = given === undefined ? { kind } : { kind, [port ? 'slaveData' : 'data']: given }
  return info as LinkInput['linkinfo']
}
