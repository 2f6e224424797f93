import type { Link } from '@rtnl/families'
import { XDP_ATTACHED } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { BpfProgram, CliIo } from '../io.ts'
import type { Printer } from '../print.ts'
import type { LinkView } from './view.ts'

type Xdp = NonNullable<Link['xdp']>

const WORDS: Readonly<Record<number, string>> = {
  [XDP_ATTACHED.DRV]: 'xdp',
  [XDP_ATTACHED.SKB]: 'xdpgeneric',
  [XDP_ATTACHED.HW]: 'xdpoffload',
  [XDP_ATTACHED.MULTI]: 'xdpmulti',
}

/** What bpf(2) knows of the programs of links, by their ids. Of rtnetlink come the ids only. */
export async function learnPrograms(
  { bpfProgram }: Pick<CliIo, 'bpfProgram'>,
  links: readonly Link[],
): Promise<ReadonlyMap<number, BpfProgram>> {
  const programs = new Map<number, BpfProgram>()
  if (bpfProgram === undefined) return programs
  const ids = links.flatMap(({ xdp }) => [xdp?.progId, xdp?.skbProgId, xdp?.drvProgId, xdp?.hwProgId])
  for (const id of new Set(ids)) {
    const program = id ? await bpfProgram(id) : undefined
    if (id && program) programs.set(id, program)
  }
  return programs
}

/** Where a program is attached, or undefined where none is. */
function attached(xdp: Xdp | undefined): number | undefined {
  if (xdp?.attached === undefined) return undefined
  const mode = numberOf(XDP_ATTACHED, xdp.attached)
  return mode === XDP_ATTACHED.NONE ? undefined : mode
}

/** Prints the word for XDP in a link's first line, and in JSON all there is to say. Where the link is not what was asked for, the word has the program's id. */
export function printXdp(print: Printer, xdp: Xdp | undefined, view: LinkView): void {
  const mode = attached(xdp)
  if (xdp === undefined || mode === undefined) return
  print.text(WORDS[mode] ?? `xdp[${mode}]`)
  if (!view.link && xdp.progId) print.text(`/id:${xdp.progId}`)
  print.text(' ')
  if (!print.json) return
  print.object('xdp')
  print.only('mode', mode)
  if (xdp.progId) printProgram(print, xdp.progId, view)
  print.array('attached')
  const each = (where: number, program: number | undefined): void => {
    if (program === undefined) return
    print.object()
    print.only('mode', where)
    printProgram(print, program, view)
    print.endObject()
  }
  if ((xdp.skbProgId ?? xdp.drvProgId ?? xdp.hwProgId) !== undefined) {
    each(XDP_ATTACHED.SKB, xdp.skbProgId)
    each(XDP_ATTACHED.DRV, xdp.drvProgId)
    each(XDP_ATTACHED.HW, xdp.hwProgId)
  } else {
    each(mode, xdp.progId)
  }
  print.endArray()
  print.endObject()
}

/** Prints the lines of text that name the programs. */
export function printXdpPrograms(print: Printer, xdp: Xdp | undefined, view: LinkView): void {
  const mode = attached(xdp)
  if (print.json || xdp === undefined || mode === undefined) return
  const line = (suffix: string, program: number | undefined): void => {
    if (!program) return
    print.nl()
    print.text(`    prog/xdp${suffix} `)
    printProgram(print, program, view)
  }
  line('', xdp.progId)
  if (mode !== XDP_ATTACHED.MULTI) return
  line('generic', xdp.skbProgId)
  line('drv', xdp.drvProgId)
  line('offload', xdp.hwProgId)
}

/** Without the right to ask bpf(2), the id is all that ip(8) prints too. */
function printProgram(print: Printer, id: number, view: LinkView): void {
  print.object('prog')
  print.any('id', id, 'id ')
  const program = view.program?.(id)
  if (program) {
    print.any('name', program.name, 'name ')
    print.any('tag', program.tag, 'tag ')
    print.only('jited', Number(program.jited))
    if (program.jited) print.text('jited ')
    if (view.options.details > 0) {
      if (program.loadTime > 0n) {
        print.any('load_time', program.loadTime, 'load_time ')
        print.any('created_by_uid', program.createdByUid, 'created_by_uid ')
      }
      if (program.btfId > 0) print.any('btf_id', program.btfId, 'btf_id ')
    }
  }
  print.endObject()
}
