/** A difference between the requests of `ip` and of `rtnl` for one command, as lines of test/vm/wire/canonical.ts. It must be exactly this one. */
export interface Differs {
  readonly why: string
  readonly ip: readonly string[]
  readonly rtnl: readonly string[]
  /** It matters to the kernel: what ip asks for it refuses. */
  readonly refused?: 'ip'
}

/** A command that both tools are given. */
export interface Case {
  /** The words behind `ip` or `rtnl`. */
  readonly line: string
  readonly differs?: Differs
  /** The first kernel in which it comes to a request, as 6012: it names a link that an older one cannot make. Absent: any. */
  readonly since?: number
}

/** Commands that are carried out one after the other in a namespace of their own, in which `before` was carried out by `ip`. */
export interface Section {
  readonly name: string
  /** Modules that nothing would load. */
  readonly modules?: readonly string[]
  /** Programs of BPF for routes are pinned in test/kernel/bpf's place. */
  readonly programs?: true
  /** Commands without `ip`. `?`: the kernel may refuse it. */
  readonly before: readonly string[]
  /** What is written into files of /proc/sys/net then. */
  readonly settings?: Readonly<Record<string, string>>
  readonly cases: readonly Case[]
  /** What `rtnl -j` then lists as `ip -j` does. */
  readonly listings: readonly string[]
}

/** Cases of which some differ. Throws for one that is not there. */
export function explained(all: readonly Case[], differences: Readonly<Record<string, Differs>>): Case[] {
  for (const line of Object.keys(differences))
    if (!all.some((one) => one.line === line)) throw new Error(`no case: ${line}`)
  return all.map((one) => {
    const differs = differences[one.line]
    return differs === undefined ? one : { ...one, differs }
  })
}

/** Cases of lines, one each; blank ones are passed over. A `?` before a line says to other tests that a kernel may refuse it. */
export const cases = (lines: readonly string[] | string, prefix = ''): Case[] =>
  (typeof lines === 'string' ? lines.split('\n') : lines)
    .map((line) => line.trim().replace(/^\? /, ''))
    .filter((line) => line !== '')
    .map((line) => ({ line: `${prefix}${line}` }))
