import type { Printer } from '../print.ts'
import type { Encap } from './encap-kinds.ts'

/** A tunnel over IPv4 or IPv6: TTL and TOS bear other names with IPv6. */
export function printIpEncap(print: Printer, encap: Encap['ip'] | Encap['ip6']): void {
  if (encap.id !== undefined) print.any('id', encap.id, 'id ')
  if (encap.src !== undefined) print.any('src', encap.src, 'src ')
  if (encap.dst !== undefined) print.any('dst', encap.dst, 'dst ')
  if ('ttl' in encap && encap.ttl !== undefined) print.any('ttl', encap.ttl, 'ttl ')
  if ('hoplimit' in encap && encap.hoplimit !== undefined) print.any('hoplimit', encap.hoplimit, 'hoplimit ')
  if ('tos' in encap && encap.tos !== undefined) print.any('tos', encap.tos, 'tos ')
  if ('tc' in encap && encap.tc !== undefined) print.any('tc', encap.tc, 'tc ')
  const flags: readonly (string | number)[] = encap.flags ?? []
  for (const flag of ['key', 'csum', 'seq']) if (flags.includes(flag)) print.any(flag, true, '', ' ', flag)
  if (encap.opts) printOptions(print, encap.opts)
}

type Options = NonNullable<Encap['ip']['opts']>

/** Options of the tunnel's own header: one kind at a time, on a line of its own. */
function printOptions(print: Printer, options: Options): void {
  if (options.geneve) printGeneve(print, options.geneve.flat())
  else if (options.vxlan) {
    begin(print, 'vxlan_opts')
    print.object()
    print.any('gbp', options.vxlan.gbp ?? 0)
    end(print)
  } else if (options.erspan) printErspan(print, options.erspan)
}

function begin(print: Printer, name: string): void {
  print.nl()
  print.text(`\t${name} `)
  print.array(name)
}

function end(print: Printer): void {
  print.endObject()
  print.endArray()
}

type Geneve = NonNullable<Options['geneve']>[number][number]

function printGeneve(print: Printer, options: readonly Geneve[]): void {
  begin(print, 'geneve_opts')
  for (const [i, option] of options.entries()) {
    const data = Array.from(option.data ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('')
    print.object()
    print.any('class', option.class ?? 0, '', '')
    print.any('type', option.type ?? 0, ':', '')
    print.any('data', data, ':', i === options.length - 1 ? ' ' : ',')
    print.endObject()
  }
  print.endArray()
}

function printErspan(print: Printer, { ver, index, dir, hwid }: NonNullable<Options['erspan']>): void {
  const first = ver === 1
  begin(print, 'erspan_opts')
  print.object()
  print.any('ver', ver ?? 0, '', '')
  print.any('index', first ? (index ?? 0) : 0, ':', '')
  print.any('dir', first ? 0 : (dir ?? 0), ':', '')
  print.any('hwid', first ? 0 : (hwid ?? 0), ':')
  end(print)
}
