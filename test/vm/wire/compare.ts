import { canonical, isRequest } from './canonical.ts'
import type { Seen } from './sniffer.ts'
import { WAYS } from './ways.ts'

/** Lines of {@link canonical} that only one of both sent, the number of the request before them where there are several. */
export interface Difference {
  readonly ip: readonly string[]
  readonly rtnl: readonly string[]
  /** The ways of {@link WAYS} by which other lines are different. */
  readonly ways: readonly string[]
}

const NLMSG_HDRLEN = 16

/** Before its first `ip link` a process asks whether the kernel knows this message at all. */
const isProbe = ({ name, bytes }: Seen): boolean =>
  name === 'RTM_NEWLINK' && bytes.subarray(NLMSG_HDRLEN).every((byte) => byte === 0)

export type Tool = 'ip' | 'rtnl'

const NLM_F_DUMP = 0x300

/** Among links asked for by a command that shows them: those asked for something else, such as the name of a peer. */
function isAside(tool: Tool, { header, body }: Seen): boolean {
  const { family, extMask } = body as { family: unknown; extMask?: readonly unknown[] }
  const dump = (header.flags & NLM_F_DUMP) === NLM_F_DUMP
  if (!dump && extMask === undefined) return true
  return tool === 'ip' ? family !== 'packet' : dump && `${extMask}` === 'skip_stats'
}

/**
 * What a command asks the kernel for, without look-ups on the way: both tools find names, indices and numbers of namespaces by ways of their own, by which nothing
 * changes.
 */
export function requestsOf(tool: Tool, line: string, messages: readonly Seen[]): Seen[] {
  const showsLinks = /^(-\S+ )*link show\b/.test(line)
  return messages.filter((message) => {
    if (!isRequest(message) || isProbe(message) || message.name === 'RTM_GETNSID') return false
    return message.name !== 'RTM_GETLINK' || (showsLinks && !isAside(tool, message))
  })
}

/** Compares the requests of one command, in their order. */
export function compare(line: string, ip: readonly Seen[], rtnl: readonly Seen[]): Difference {
  const linesOf = (tool: Tool, messages: readonly Seen[]) => {
    const requests = requestsOf(tool, line, messages)
    return requests.flatMap((request, i) =>
      canonical(request).map((text) => (requests.length > 1 ? `${i + 1}: ${text}` : text)),
    )
  }
  const theirs = linesOf('ip', ip)
  const left = linesOf('rtnl', rtnl)
  const take = (wanted: string | RegExp): boolean => {
    const at = left.findIndex((text) => (typeof wanted === 'string' ? text === wanted : wanted.test(text)))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const ways: string[] = []
  const alone = theirs
    .filter((text) => !take(text))
    .filter((text) => {
      const found = WAYS.find((way) => {
        const other = way.ours(text)
        return other !== undefined && (other === 'none' || take(other))
      })
      if (found) ways.push(found.name)
      return found === undefined
    })
  return { ip: alone, rtnl: left, ways }
}
