import type { Link } from '@rtnl/families'
import { XDP_ATTACHED } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { Printer } from '../print.ts'

type Xdp = NonNullable<Link['xdp']>

const WORDS: Readonly<Record<number, string>> = {
  [XDP_ATTACHED.DRV]: 'xdp',
  [XDP_ATTACHED.SKB]: 'xdpgeneric',
  [XDP_ATTACHED.HW]: 'xdpoffload',
  [XDP_ATTACHED.MULTI]: 'xdpmulti',
}

/** Where a program is attached, or undefined where none is. */
function attached(xdp: Xdp | undefined): number | undefined {
  if (xdp?.attached === undefined) return undefined
  const mode = numberOf(XDP_ATTACHED, xdp.attached)
  return mode === XDP_ATTACHED.NONE ? undefined : mode
}

/** Prints the word for XDP in a link's first line, and in JSON all there is to say; `id`: with the program's id. */
export function printXdp(print: Printer, xdp: Xdp | undefined, id: boolean): void {
  const mode = attached(xdp)
  if (xdp === undefined || mode === undefined) return
  print.text(WORDS[mode] ?? `xdp[${mode}]`)
  if (id && xdp.progId) print.text(`/id:${xdp.progId}`)
  print.text(' ')
  if (!print.json) return
  print.object('xdp')
  print.only('mode', mode)
  if (xdp.progId) printProgram(print, xdp.progId)
  print.array('attached')
  const each = (where: number, program: number | undefined): void => {
    if (program === undefined) return
    print.object()
    print.only('mode', where)
    printProgram(print, program)
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
export function printXdpPrograms(print: Printer, xdp: Xdp | undefined): void {
  const mode = attached(xdp)
  if (print.json || xdp === undefined || mode === undefined) return
  const line = (suffix: string, program: number | undefined): void => {
    if (!program) return
    print.nl()
    print.text(`    prog/xdp${suffix} `)
    printProgram(print, program)
  }
  line('', xdp.progId)
  if (mode !== XDP_ATTACHED.MULTI) return
  line('generic', xdp.skbProgId)
  line('drv', xdp.drvProgId)
  line('offload', xdp.hwProgId)
}

/** ip adds name, tag and more, which it asks of bpf(2); rtnetlink knows the id only. */
function printProgram(print: Printer, id: number): void {
  print.object('prog')
  print.any('id', id, 'id ')
  print.endObject()
}
