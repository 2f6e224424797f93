import {
  address,
  attributes,
  type Infer,
  type Input,
  i32,
  ifindex,
  message,
  string,
  struct,
  u8,
  u32,
} from '@rtnl/codec'
import { IFA, IFA_F, IFAPROT } from './uapi/if_addr.ts'
import { RT_SCOPE } from './uapi/rtnetlink.ts'
import { AF } from './uapi/socket.ts'

/** Lifetimes and ages of an address: `struct ifa_cacheinfo`. */
export const ifa_cacheinfo = struct('ifa_cacheinfo', () => ({
  /**
   * Seconds for which the address is still preferred for new connections; 0 = deprecated, 4294967295 = for ever.
   * `ifa_prefered`
   */
  prefered: u32,
  /** Seconds until the kernel removes the address; 4294967295 = never. 0 is refused. `ifa_valid` */
  valid: u32,
  /** When the address was made, in hundredths of a second since boot. Ignored in requests. `cstamp` */
  cstamp: u32,
  /** When the address was last changed, in hundredths of a second since boot. Ignored in requests. `tstamp` */
  tstamp: u32,
}))

/** Header of an address message: `struct ifaddrmsg`. */
export const ifaddrmsg = struct('ifaddrmsg', () => ({
  /** Address family; 'unspec' in a dump request asks for every family. `ifa_family` */
  family: u8.enum(AF),
  /** Length in bits of the network's prefix in `address`: 0 to 32, or 0 to 128. `ifa_prefixlen` */
  prefixlen: u8,
  /** The low eight of the `flags`, and ignored when `flags` is there. `ifa_flags` */
  ifaFlags: u8.flags(IFA_F),
  /**
   * How far the address is good: 'universe', 'link', 'host' ... IPv6 derives it from the address and ignores it in
   * requests. `ifa_scope`
   */
  scope: u8.enum(RT_SCOPE),
  /** The interface that has the address; 0 in a dump request = every interface. `ifa_index` */
  index: ifindex,
}))

/** One address of an interface: `RTM_NEWADDR`, `RTM_DELADDR`, `RTM_GETADDR`. */
export const addr = message(
  ifaddrmsg,
  attributes('IFA', IFA, () => ({
    /**
     * The address whose first `prefixlen` bits are the network. With a peer it is the peer's, and `local` is ours.
     * IPv6 reports `local` only then. `IFA_ADDRESS`
     */
    address: [IFA.ADDRESS, address],
    /** Our own address. Absent: `address` is it. `IFA_LOCAL` */
    local: [IFA.LOCAL, address],
    /**
     * IPv4: a name for this address, by custom the interface's with `:suffix`; at most 15 bytes. Absent in a request:
     * the interface's name. `IFA_LABEL`
     */
    label: [IFA.LABEL, string(16)],
    /** IPv4: the network's broadcast address. Absent: none; the kernel makes up none. `IFA_BROADCAST` */
    broadcast: [IFA.BROADCAST, address],
    /** IPv6: an anycast address the host listens on, as `RTM_GETANYCAST` lists them. `IFA_ANYCAST` */
    anycast: [IFA.ANYCAST, address],
    /** Lifetimes and ages. Absent in a request: valid and preferred for ever. `IFA_CACHEINFO` */
    cacheinfo: [IFA.CACHEINFO, ifa_cacheinfo],
    /** A multicast group the interface has joined, as `RTM_GETMULTICAST` lists them. `IFA_MULTICAST` */
    multicast: [IFA.MULTICAST, address],
    /**
     * All flags. The bit of 'secondary' is IPv6's 'temporary', and either name may be written. 'permanent',
     * 'tentative', 'dadfailed'
     * and 'deprecated' are the kernel's to set. Absent in a request: `ifaFlags` counts. `IFA_FLAGS`
     */
    flags: [IFA.FLAGS, u32.flags(IFA_F)],
    /**
     * Metric of the prefix route that the kernel adds for the address. Absent or 0: the family's default.
     * `IFA_RT_PRIORITY`
     */
    rtPriority: [IFA.RT_PRIORITY, u32],
    /**
     * Id of the network namespace to ask, and from which the answer comes (`RTM_GETNSID`). Absent: the socket's own.
     * `IFA_TARGET_NETNSID`
     */
    targetNetnsid: [IFA.TARGET_NETNSID, i32],
    /**
     * Who set the address: 'kernel_lo', 'kernel_ra', 'kernel_ll', or a number of one's own. Absent: not said.
     * `IFA_PROTO`
     */
    proto: [IFA.PROTO, u8.enum(IFAPROT)],
  })),
)

/** An address of an interface as the kernel reports it. */
export type Addr = Infer<typeof addr>
/** An address of an interface as requests describe it. */
export type AddrInput = Input<typeof addr>
