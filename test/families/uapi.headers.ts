// What the C compiler says about the kernel's headers: the names that each defines, and their values.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One set of headers, as installed or as a kernel's source has them. */
export interface Headers {
  /** The kernel that they belong to: major * 1000 + minor. */
  version: number
  /** Every constant that one of the headers defines, with the header: `IFLA_MTU` -> `if_link.h`. */
  names: Map<string, string>
  /** Values of those that were asked for and are defined: a bigint where a number would not be exact. */
  values: Map<string, number | bigint>
}

/** Socket families are libc's: no kernel header for users numbers them. */
const SOCKET = 'bits/socket.h'

/**
 * Reads headers of `linux/` by compiling and running a C program that prints the values of all `wanted` names that
 * they define. `include`: the folder `include/uapi` of a kernel's source and its version. Absent: what is installed.
 */
export function readHeaders(
  headers: string[],
  wanted: Iterable<string>,
  include?: [folder: string, version: number],
): Headers {
  const scratch = mkdtempSync(join(tmpdir(), 'rtnl-uapi-'))
  try {
    // linux/nexthop.h uses the kernel's own BIT(), which no header for users defines.
    const flags = ['-DBIT(n)=(1u<<(n))', ...(include === undefined ? [] : source(scratch, include[0]))]
    const inclusions = ['sys/socket.h', ...headers.filter((name) => name !== SOCKET).map((name) => `linux/${name}`)]
    // A header that came with a newer kernel than these is not among them.
    const inclusion = (name: string) => `#if __has_include(<${name}>)\n#include <${name}>\n#endif\n`
    const head = [...inclusions, 'linux/version.h', 'stdio.h'].map(inclusion).join('')
    const names = namesOf(run('cc', ['-E', '-dD', '-x', 'c', ...flags, '-'], head), headers)

    const asked = [...wanted].filter((name) => names.has(name))
    const lines = ['LINUX_VERSION_CODE', ...asked].map((name) => `  printf("%lld\\n", (long long)(${name}));\n`)
    const program = join(scratch, 'values')
    run(
      'cc',
      ['-w', '-x', 'c', ...flags, '-o', program, '-'],
      `${head}int main(void) {\n${lines.join('')}  return 0;\n}\n`,
    )
    const [code = '0', ...texts] = run(program, [], '').trim().split('\n')
    const version = include?.[1] ?? (Number(code) >> 16) * 1000 + ((Number(code) >> 8) & 0xff)
    return { version, names, values: new Map(asked.map((name, i) => [name, exact(texts[i] as string)])) }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/**
 * Compiler flags for headers as they lie in a kernel's source: what `make headers_install` would take out is defined
 * away.
 */
function source(scratch: string, folder: string): string[] {
  mkdirSync(join(scratch, 'linux'))
  for (const name of ['compiler.h', 'compiler_types.h']) writeFileSync(join(scratch, 'linux', name), '')
  return ['-D__user=', '-D__force=', '-D__bitwise=', `-I${folder}`, `-I${scratch}`]
}

/**
 * The names of macros without parameters and of enumerators in preprocessed text whose line markers say which header
 * it comes from.
 */
function namesOf(text: string, headers: string[]): Map<string, string> {
  const names = new Map<string, string>()
  const code = new Map<string, string>(headers.map((name) => [name, '']))
  let header: string | undefined
  for (const line of text.split('\n')) {
    const marker = /^# \d+ "(.*?)"/.exec(line)
    const macro = /^#define (\w+)(?![\w(])/.exec(line)
    if (marker !== null)
      header = headers.find((name) => marker[1]?.endsWith(name === SOCKET ? `/${name}` : `/linux/${name}`))
    else if (header === undefined) continue
    else if (macro !== null) names.set(macro[1] as string, header)
    else if (!line.startsWith('#')) code.set(header, `${code.get(header)}${line}\n`)
  }
  for (const [name, body] of code)
    for (const [, members = ''] of body.matchAll(/\benum\b[^{};()]*\{([^}]*)\}/g))
      for (const [, member = ''] of members.matchAll(/(?:^|,)\s*(\w+)/g)) names.set(member, name)
  return names
}

const exact = (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text))

function run(program: string, args: string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error !== undefined)
    throw new Error(`${program} cannot be run (Debian: apt-get install gcc libc6-dev): ${error.message}`)
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}
