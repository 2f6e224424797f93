/** A file of iproute2's tables of names. */
export type TableOfNames =
  | 'rt_tables'
  | 'rt_protos'
  | 'rt_scopes'
  | 'rt_realms'
  | 'rt_dsfield'
  | 'group'
  | 'protodown_reasons'

interface Builtin {
  /** The largest number that the table takes. */
  readonly max: number
  /** The names that hold without any file. */
  readonly names: Readonly<Record<number, string>>
}

/** What iproute2 knows without its files. */
export const builtin: Readonly<Record<TableOfNames, Builtin>> = {
  rt_tables: { max: 0xffffffff, names: { 253: 'default', 254: 'main', 255: 'local' } },
  rt_protos: {
    max: 255,
    names: {
      0: 'unspec',
      1: 'redirect',
      2: 'kernel',
      3: 'boot',
      4: 'static',
      8: 'gated',
      9: 'ra',
      10: 'mrt',
      11: 'zebra',
      12: 'bird',
      13: 'dnrouted',
      14: 'xorp',
      15: 'ntk',
      16: 'dhcp',
      18: 'keepalived',
      42: 'babel',
      186: 'bgp',
      187: 'isis',
      188: 'ospf',
      189: 'rip',
      192: 'eigrp',
    },
  },
  rt_scopes: { max: 255, names: { 0: 'global', 200: 'site', 253: 'link', 254: 'host', 255: 'nowhere' } },
  rt_realms: { max: 255, names: { 0: 'unknown' } },
  rt_dsfield: { max: 255, names: { 0: '0' } },
  group: { max: 0x7fffffff, names: { 0: 'default' } },
  protodown_reasons: { max: 31, names: {} },
}
