/** `struct ifla_bridge_id`. */
export interface BridgeId {
  prio?: number
  addr?: string
}

/** A bridge's identifier as ip prints it, the address without leading zeros: `8000.2:6c:62:49:99:11`. */
export function bridgeId({ prio = 0, addr = '' }: BridgeId): string {
  return `${prio.toString(16).padStart(4, '0')}.${addr.replace(/\b0(?=[0-9a-f])/g, '')}`
}
