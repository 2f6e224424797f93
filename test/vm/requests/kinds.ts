import type { Group } from '../kinds/group.ts'
import { others } from '../kinds/others.ts'
import { tunnels } from '../kinds/tunnels.ts'
import type { Differs, Section } from './section.ts'

const FLAGGED: Differs = {
  why: 'we set NLA_F_NESTED where the kernel does so itself; it takes either',
  ip: ['linkinfo.data.nsIp6Target IFLA_BOND_NS_IP6_TARGET {}'],
  rtnl: ['linkinfo.data.nsIp6Target IFLA_BOND_NS_IP6_TARGET nested {}'],
}

/** The commands by which test/vm/kinds.test.ts makes and changes links of every kind. */
const section = (name: string, { before, links, modules = [] }: Group): Section => ({
  name,
  modules,
  before,
  listings: ['-d link'],
  cases: [
    ...links.map(({ add, since = 0 }) => ({
      line: `link add ${add}`,
      since,
      ...(add.includes(' ns_ip6_target ') && { differs: FLAGGED }),
    })),
    ...links.flatMap(({ set = [], since = 0 }) => set.map((words) => ({ line: `link set ${words}`, since }))),
    { line: '-d -j link show' },
  ],
})

/** Links of every kind. */
export const kinds: readonly Section[] = [section('tunnels', tunnels), section('other-kinds', others)]
