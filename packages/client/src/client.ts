import { rtnetlink } from '@rtnl/families'
import { Connection } from './connection.ts'
import { ClientMonitor, objectOf } from './events.ts'
import { Addrs } from './families/addr.ts'
import { Links } from './families/link.ts'
import { Neighs } from './families/neigh.ts'
import { Routes } from './families/route.ts'
import { Rules } from './families/rule.ts'
import { type Group, groupNumbers, type ObjectOf } from './groups.ts'
import type { MonitorOptions } from './monitor.ts'
import { type Capture, record } from './record.ts'
import type { Setup } from './setup.ts'
import type { OpenTransport } from './transport.ts'

/** Where a client is opened, and how its sockets are set up. */
export interface ClientOptions extends Setup {
  /**
   * The network namespace: a name as `ip netns` gives it (`/run/netns/NAME`), a path (it has a `/` in it), or the id of a process. Absent: the one
   * that the thread is in.
   */
  netns?: string | number | undefined
  /**
   * Records what the client's sockets send and receive, and the errors of doing so: a `CaptureWriter` of `@rtnl/capture`, for a file that Wireshark reads and
   * {@link replay} answers from. Absent: nothing is recorded.
   */
  capture?: Capture | undefined
}

/**
 * Opens a client of rtnetlink over one runtime's sockets; `open` of the package `rtnl` has those of the runtime at hand. Rejects with `SystemError`,
 * for a namespace that does not exist or may not be entered, or with `UnsupportedError` where there is no netlink.
 */
export async function connect(openTransport: OpenTransport, options: ClientOptions = {}): Promise<Client> {
  const { capture, ...rest } = options
  const opening = capture === undefined ? openTransport : record(openTransport, capture)
  return new Client(await Connection.open(opening, { ...rest, protocol: rtnetlink }))
}

/**
 * The kernel's links, addresses, routes, neighbours and rules in one network namespace. Any number of verbs may be under way at a time. While
 * nothing is, an open client does not keep the process alive.
 */
export class Client {
  /** The network interfaces: `RTM_*LINK`. */
  readonly link: Links
  /** The addresses of interfaces: `RTM_*ADDR`. */
  readonly addr: Addrs
  /** The routing tables: `RTM_*ROUTE`. */
  readonly route: Routes
  /** The neighbours, and the forwarding entries of bridges: `RTM_*NEIGH`. */
  readonly neigh: Neighs
  /** The rules that choose a routing table: `RTM_*RULE`. */
  readonly rule: Rules
  /** The engine below: requests and dumps of any message of rtnetlink. */
  readonly connection: Connection

  constructor(connection: Connection) {
    this.connection = connection
    this.link = new Links(connection)
    this.addr = new Addrs(connection)
    this.route = new Routes(connection)
    this.neigh = new Neighs(connection)
    this.rule = new Rules(connection)
  }

  /**
   * Watches changes: `for await (const event of net.monitor(['route', 'link'], { signal }))`. Listens from the time when its `ready` resolves, on a
   * socket of its own, until it is left, closed or aborted.
   *
   * An event is `{ kind: 'new' | 'delete' | 'get', object, type, message }`, of the objects that the groups tell of; `{ kind: 'overrun' }` where messages were lost, as the reader was too slow for
   * the receive buffer; `{ kind: 'error', error }` for a message that cannot be decoded. Throws `EncodeError` for a name that is no group.
   */
  monitor<const G extends Iterable<Group>>(groups: G, options?: MonitorOptions): ClientMonitor<ObjectOf<G>> {
    return new ClientMonitor(this.connection.monitor(groupNumbers(groups), options, objectOf))
  }

  /** Closes all sockets. What is pending rejects with `ClosedError`. Twice is harmless. */
  close(): Promise<void> {
    return this.connection.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
