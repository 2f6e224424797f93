type Direction = 'read' | 'written'

/** Why a cell of the table has no number. */
interface Reason {
  /** What it begins with: a message, or context and prefix of a set. */
  readonly row: RegExp
  /** Absent: both. */
  readonly direction?: Direction
  /** Absent: all. */
  readonly kernel?: string
  readonly why: string
}

const NO_COMMAND = 'declared only: no command of rtnl'
const REQUEST = 'a request only'
const REPORT = 'a report only'
const VIRTUAL = 'needs a device with virtual functions'
const NOT_BUILT = 'not in Debian’s kernels'

const REASONS: readonly Reason[] = [
  { row: /^RTM_(GET|SET)/, direction: 'read', why: REQUEST },
  { row: /^RTM_(NEW|DEL)LINKPROP$/, direction: 'read', why: REQUEST },
  {
    row: /^RTM_DEL(LINK|ADDR|ROUTE|NEIGH|RULE)$/,
    direction: 'read',
    why: 'a notification: see test/kernel/cli-monitor',
  },
  { row: /^RTM_SETLINK$/, direction: 'written', why: 'links are changed by RTM_NEWLINK' },
  { row: /^RTM_GETLINKPROP$/, direction: 'written', why: 'the kernel takes none' },
  { row: /^RTM_...(MULTICAST|ANYCAST|NEXTHOP|NEXTHOPBUCKET)$/, why: NO_COMMAND },
  { row: /^RTM_...NSID$/, why: 'only looked up on the way' },
  { row: /^kind (amt|bareudp|dsa|netdevsim|ovpn|pfcp|rmnet|virt_wifi) /, why: NOT_BUILT },
  { row: /^kind (hsr|netkit) /, kernel: '6.1', why: 'not in Debian’s 6.1' },
  { row: /^kind can /, why: 'needs a controller: test/vm/can.test.ts has one' },
  { row: /^kind ipoib /, why: 'needs an InfiniBand device' },
  { row: /^kind lowpan /, why: 'needs a radio of IEEE 802.15.4: test/vm/lowpan.test.ts has one' },
  { row: /^kind ppp /, why: 'made by a descriptor of /dev/ppp' },
  { row: /^kind wwan /, why: 'needs a modem' },
  { row: /^kind tun /, direction: 'written', why: 'made through /dev/net/tun' },
  {
    row: /^kind bond IFLA_BOND_AD_INFO/,
    direction: 'read',
    why: 'needs another end that speaks LACP: test/vm/bond.test.ts has one',
  },
  { row: /^(kind bond IFLA_BOND_AD_INFO|kind bridge BRIDGE_QUERIER|port of vrf)/, direction: 'written', why: REPORT },
  { row: /^port of team/, direction: 'written', why: 'set by the master alone' },
  { row: /^encap (rpl|ioam6) /, direction: 'read', why: NOT_BUILT },
  { row: /^family bridge IFLA_BRIDGE_(MRP|CFM)/, why: NOT_BUILT },
  { row: /^family /, why: NO_COMMAND },
  { row: /^ (NHA|NETNSA|NFEA)/, why: NO_COMMAND },
  { row: /^ IFLA_VF$/, direction: 'read', why: VIRTUAL },
  { row: /^ (IFLA_VF_STATS|IFLA_PORT)/, why: VIRTUAL },
  { row: /^ IFLA_MCTP/, why: 'needs a device of MCTP' },
  { row: /^ (DEVLINK_ATTR|DPLL_A_PIN)$/, direction: 'read', why: 'needs a device' },
  { row: /^ (DEVLINK_ATTR|DPLL_A_PIN)$/, direction: 'written', why: REPORT },
  { row: /^ IFLA_INET$/, direction: 'written', why: NO_COMMAND },
]

/** Reasons that some cell has. */
const used = new Set<Reason>()

/** Why nothing was counted there; undefined if nobody knows. */
export function reasonFor(row: string, direction: Direction, kernel: string): string | undefined {
  const found = REASONS.find(
    (reason) =>
      reason.row.test(row) && (reason.direction ?? direction) === direction && (reason.kernel ?? kernel) === kernel,
  )
  if (found !== undefined) used.add(found)
  return found?.why
}

/** Reasons that no cell asked for, after the table was made. */
export const unused = (): string[] =>
  REASONS.filter((reason) => !used.has(reason)).map(({ row, why }) => `${row}: ${why}`)

const UNDECLARED: Readonly<Record<string, string>> = {
  AF: 'address families that have data of their own',
  IFLA_GRE: 'the others belong to the other family’s',
  IFLA_IPTUN: 'the others belong to the other kinds',
}

/** Why constants of a set have no declaration: empty if all have one, undefined if nobody knows. `PAD` only aligns what follows. */
export function undeclared(prefix: string, missing: readonly string[]): string | undefined {
  if (missing.length === 0) return ''
  if (missing.every((name) => name === 'PAD')) return '(without padding)'
  const why = UNDECLARED[prefix]
  return why && `(${why})`
}
