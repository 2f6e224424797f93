import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import { takeUnsigned } from '../numbers.ts'
import { duplicate, type Words, wrong } from '../words.ts'
import type { EncapInput } from './encap-kinds.ts'

/** A program of BPF that the words name by the file it is pinned to, where the request has a descriptor of it. */
export interface Pinned {
  readonly path: string
  /** Puts the descriptor into the request. */
  put(fd: number): void
}

/** `encap bpf [in PROGRAM] [out PROGRAM] [xmit PROGRAM] [headroom N]`. */
export function parseBpf(words: Words, pinned: Pinned[]): EncapInput['bpf'] {
  const encap: Mutable<EncapInput['bpf']> = {}
  const keywords = ['in', 'out', 'xmit', 'headroom'] as const
  for (let word = words.takeIf(...keywords); word; word = words.takeIf(...keywords)) {
    const key = word === 'headroom' ? 'xmitHeadroom' : (word as 'in' | 'out' | 'xmit')
    if (encap[key] !== undefined) throw duplicate(word, words.take())
    if (key === 'xmitHeadroom') encap[key] = takeUnsigned(words, word, 0xffffffff, 1)
    else {
      const program: Mutable<NonNullable<EncapInput['bpf']['in']>> = {}
      program.name = takePinned(words, word, pinned, (fd) => {
        program.fd = fd
      })
      encap[key] = program
    }
  }
  if (Object.keys(encap).length === 0) throw new UsageError('encap bpf needs in, out or xmit')
  return encap
}

/** The program behind `endpoint`, for the action End.BPF. */
export function takeEndpoint(words: Words, pinned: Pinned[]): NonNullable<EncapInput['seg6_local']['bpf']> {
  const program: Mutable<NonNullable<EncapInput['seg6_local']['bpf']>> = {}
  program.progName = takePinned(words, 'endpoint', pinned, (fd) => {
    program.prog = fd
  })
  return program
}

/** `pinned FILE`: to load a program takes a linker for object files. Returns what ip(8) calls such a program. */
function takePinned(words: Words, keyword: string, pinned: Pinned[], put: Pinned['put']): string {
  const word = words.take()
  if (word !== 'pinned') throw wrong(keyword, word, '"pinned" and a file: rtnl loads no programs')
  const path = words.take()
  pinned.push({ path, put })
  return `${path.slice(path.lastIndexOf('/') + 1)}:[*fsobj]`
}
