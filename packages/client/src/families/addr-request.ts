import { EncodeError } from '@rtnl/codec'
import type { AddrInput } from '@rtnl/families'
import { inferFamily, readPrefix } from './prefix.ts'
import { objectOf } from './values.ts'

/** An address with its family, and its prefix in two parts. */
export function withFamily(addr: AddrInput): AddrInput {
  const { local, address, prefixlen, ...rest } = objectOf(addr, 'an address')
  const family = inferFamily(addr.family, local, address, addr.broadcast, addr.anycast, addr.multicast)
  const own = readPrefix(local, undefined, family, { path: 'local', constant: 'IFA_LOCAL' })
  const network = readPrefix(address, undefined, family, { path: 'address', constant: 'IFA_ADDRESS' })
  const length = prefixLength(addr)
  return {
    ...rest,
    ...(family === undefined ? {} : { family }),
    ...(length === undefined ? {} : { prefixlen: length }),
    ...(own.address === undefined ? {} : { local: own.address }),
    ...(network.address === undefined ? {} : { address: network.address }),
  }
}

/** As it was written, behind the other end's address or our own, or beside them. */
function prefixLength({ local, address, prefixlen, family }: AddrInput): number | undefined {
  let length = prefixlen
  for (const [path, constant, text] of [
    ['address', 'IFA_ADDRESS', address],
    ['local', 'IFA_LOCAL', local],
  ] as const)
    if (typeof text === 'string' && text.includes('/'))
      length = readPrefix(text, length, family, { path, constant }).length
  return length
}

/** An address as a request to give or to take it has it: with the defaults of ip-address(8). Throws `EncodeError`. */
export function describeAddr(input: AddrInput, deletes = false): AddrInput {
  const { local, address, prefixlen, ...rest } = withFamily(input)
  const own = local ?? address
  if (own === undefined)
    throw new EncodeError("an address is missing, as in '192.0.2.1/24'", { path: 'local', constant: 'IFA_LOCAL' })
  const family = rest.family ?? 'inet'
  const isIpv4 = family === 'inet' || family === 2
  const whole = readPrefix(address ?? own, undefined, family, { path: 'local', constant: 'IFA_LOCAL' }).length
  // The kernel compares prefixes only where there is an `address`.
  const any = deletes && isIpv4 && prefixlen === undefined && address === undefined
  return {
    ...(deletes ? {} : { scope: isIpv4 && own.startsWith('127.') ? 'host' : 'universe' }),
    ...rest,
    family,
    prefixlen: prefixlen ?? whole,
    local: own,
    ...(any ? {} : { address: address ?? own }),
  }
}
