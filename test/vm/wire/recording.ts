import { isRequest } from './canonical.ts'
import type { Done } from './commands.ts'
import { requestsOf } from './compare.ts'
import type { Seen } from './sniffer.ts'

/** What was heard of one section of the table, as it is kept in test/families/vectors/guest. */
export interface GuestRecording {
  readonly tool: string
  readonly kernel: string
  /** How many commands were compared with rtnl's. */
  readonly compared: number
  /** Listings that `rtnl -j` printed as `ip -j` did, and of how many objects. */
  readonly listings: readonly { readonly command: string; readonly objects: number }[]
  /** What `ip` sent for each command; sequence number and portid are zero. */
  readonly vectors: readonly { readonly command: string; readonly hex: string }[]
  /** What the kernel answered to those that list. Of messages with the same attributes and the same kind one is kept. */
  readonly answers: readonly { readonly command: string; readonly messages: readonly string[] }[]
}

const RTM_NEWLINK = 16
const NLM_F_MULTI = 2

const hex = ({ bytes }: Seen): string => {
  const copy = Buffer.from(bytes)
  copy.fill(0, 8, 16)
  return copy.toString('hex')
}

/** By what two messages are alike. */
function likeness({ header, bytes, fields = [], body }: Seen): string {
  const constants = new Set(fields.map(({ path, constant }) => `${path.replace(/\d+/g, '')} ${constant}`))
  const { linkinfo } = body as { linkinfo?: { kind?: string; slaveKind?: string } }
  const fixed = header.type === RTM_NEWLINK ? `${linkinfo?.kind} ${linkinfo?.slaveKind}` : `${bytes.subarray(16, 28)}`
  return [header.type, fixed, ...[...constants].sort()].join('\n')
}

/** Vectors and answers of commands that ip carried out. */
export function recordingOf(
  done: readonly { readonly line: string; readonly ip: Done }[],
): Pick<GuestRecording, 'vectors' | 'answers'> {
  const seen = new Set<string>()
  const isNew = (message: Seen): boolean => {
    const before = seen.size
    return seen.add(likeness(message)).size > before
  }
  const vectors = done.flatMap(({ line, ip }) =>
    requestsOf('ip', line, ip.messages).map((request) => ({ command: `ip ${line}`, hex: hex(request) })),
  )
  const answers = done
    .filter(({ line }) => / show\b/.test(line))
    .map(({ line, ip }) => ({
      command: `ip ${line}`,
      messages: ip.messages
        .filter((message) => !isRequest(message) && message.name?.startsWith('RTM_'))
        .filter(({ header }) => (header.flags & NLM_F_MULTI) !== 0)
        .filter(isNew)
        .map(hex),
    }))
    .filter(({ messages }) => messages.length > 0)
  return { vectors, answers }
}
