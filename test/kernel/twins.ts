/** Two namespaces that are made alike; ip works in the one and rtnl in the other, and ip tells whether they still are. */

import { createNamespace, type Namespace, RTNL } from './namespace.ts'

export interface Twins {
  readonly ip: Namespace
  readonly rtnl: Namespace
  /** Runs the words after the tool's name in both. Returns both exit codes. */
  run(line: string): { ip: number; rtnl: number; complaint: string }
  /** What ip prints in each, one line an item. */
  show(line: string): { ip: string[]; rtnl: string[] }
  close(): Promise<void>
}

/** Links with the same indices and addresses on both sides. */
const LINKS = [
  'link set lo up',
  'link add v0 address 02:00:00:00:00:10 index 10 type veth peer name p0 address 02:00:00:00:00:11 index 11',
  'link add v1 address 02:00:00:00:00:12 index 12 type veth peer name p1 address 02:00:00:00:00:13 index 13',
  'link add v20 address 02:00:00:00:00:14 index 14 type veth peer name p20 address 02:00:00:00:00:15 index 15',
  ...['v0', 'v1', 'p0', 'p1', 'p20'].flatMap((name) => [`link set ${name} addrgenmode none`, `link set ${name} up`]),
  'address add 10.50.0.1/24 dev v0',
  'address add 10.50.0.10/24 dev v0',
  'address add 10.50.1.1/24 dev v1',
  'address add 10.50.8.1/24 dev v1',
  'address add 2001:db8::1/64 dev v0 nodad',
  'address add 2001:db8:1::1/64 dev v1 nodad',
]

const NAMES = {
  rt_tables: '100\tblue\n300\ttab-three\n',
  rt_realms: '3\tinner\n4\touter\n',
  rt_scopes: '100\tmine\n',
  group: '42\tbackbone\n',
}

/** Makes the twins. Close them when done. */
export async function createTwins(lines: readonly string[] = []): Promise<Twins> {
  const [ip, rtnl] = await Promise.all([createNamespace({ names: NAMES }), createNamespace({ names: NAMES })])
  for (const namespace of [ip, rtnl]) namespace.batch([...LINKS, ...lines])
  return {
    ip,
    rtnl,
    run(line) {
      const words = line.split(' ')
      const [theirs, ours] = [ip.try('ip', words), rtnl.try(RTNL, words)]
      return { ip: theirs.status, rtnl: ours.status, complaint: `ip: ${theirs.stderr}rtnl: ${ours.stderr}` }
    },
    show(line) {
      const words = line.split(' ')
      const lines = (namespace: Namespace) => namespace.run('ip', words).split('\n')
      return { ip: lines(ip), rtnl: lines(rtnl) }
    },
    async close() {
      await Promise.all([ip.close(), rtnl.close()])
    },
  }
}
