/** Which way a packet went, from the client's side: `'sent'` to the kernel, `'received'` from it. */
export type Direction = 'sent' | 'received'

/** One packet of a capture: one datagram of a netlink socket, or, in files without packets, a run of whole messages. */
export interface Packet {
  /** Nanoseconds since 1970; absent where the file does not say. */
  readonly time?: bigint | undefined
  /** The netlink protocol: `NETLINK_ROUTE` is 0. */
  readonly protocol: number
  /** Absent where it is not known: captures of nlmon do not say. */
  readonly direction?: Direction | undefined
  /** The address of the client's socket, in captures that a client recorded; absent in others. */
  readonly portid?: number | undefined
  /** The system call failed with this errno (a positive number), as recorded by a client: nothing was sent, or what should have been received is lost. */
  readonly errno?: number | undefined
  /** The byte order of the host that was captured. */
  readonly bigEndian: boolean
  /** Where `bytes` begin in the file (of hex text: in the bytes that it stands for). */
  readonly offset: number
  /** The netlink messages, as far as they were captured. They share memory with the chunk that they were read from. */
  readonly bytes: Uint8Array
  /** How many bytes there were on the wire, if fewer were captured. */
  readonly originalLength?: number | undefined
  /** What somebody wrote to the packet (pcapng's `opt_comment`). */
  readonly comment?: string | undefined
  /** What is wrong with the packet itself: of another link type, or cut off within the cooked header. */
  readonly fault?: string | undefined
}

/** What a client records of a datagram, and what a writer takes. A {@link Packet} is one too. */
export interface PacketInput {
  /** Nanoseconds since 1970. Absent: now. */
  readonly time?: bigint | undefined
  readonly protocol: number
  readonly direction?: Direction | undefined
  readonly portid?: number | undefined
  readonly errno?: number | undefined
  readonly bytes: Uint8Array
  readonly originalLength?: number | undefined
  readonly comment?: string | undefined
}
