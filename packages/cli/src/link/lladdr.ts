import { ARPHRD } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import { UsageError } from '../errors.ts'

const IPV4_TYPES: ReadonlySet<number> = new Set([ARPHRD.TUNNEL, ARPHRD.SIT, ARPHRD.IPGRE])
const IPV6_TYPES: ReadonlySet<number> = new Set([ARPHRD.TUNNEL6, ARPHRD.IP6GRE])

/** A link-layer address as ip prints it: for tunnels over IP the IP address, otherwise `aa:bb:...` as it is decoded. */
export function showLladdr(address: string, type: string | number): string {
  const number = numberOf(ARPHRD, type)
  const parts = address.split(':')
  if (parts.length === 4 && IPV4_TYPES.has(number)) return parts.map((part) => Number.parseInt(part, 16)).join('.')
  if (parts.length === 16 && IPV6_TYPES.has(number)) return showIpv6(parts.map((part) => Number.parseInt(part, 16)))
  return address
}

/** RFC 5952, and like the C library an IPv4 tail for the mapped and the compatible addresses. */
function showIpv6(bytes: readonly number[]): string {
  const groups: number[] = []
  for (let i = 0; i < 16; i += 2) groups.push((bytes[i]! << 8) | bytes[i + 1]!)
  let start = -1
  let length = 1
  for (let i = 0; i < 8; i++) {
    let end = i
    while (end < 8 && groups[end] === 0) end++
    if (end - i > length) {
      start = i
      length = end - i
    }
  }
  if (start === 0 && (length === 6 || (length === 5 && groups[5] === 0xffff))) {
    return `::${length === 5 ? 'ffff:' : ''}${bytes.slice(12).join('.')}`
  }
  const text = (from: number, to?: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  return start < 0 ? text(0) : `${text(0, start)}::${text(start + length)}`
}

/** The longest link-layer address that the kernel has (`MAX_ADDR_LEN`). */
const MAX_ADDR_LEN = 32

/**
 * A link-layer address as ip(8) takes it, `a:b:...` in hexadecimal or, for tunnels, a dotted IPv4 address, as declarations take
 * it: `0a:0b:...`. Throws `UsageError`.
 */
export function parseLladdr(word: string, max = MAX_ADDR_LEN): string {
  const dotted = word.includes('.')
  const parts = word.split(dotted ? '.' : ':')
  const bytes = parts.map((part) => {
    if (dotted) return /^\d{1,3}$/.test(part) ? Number(part) : 256
    return /^[0-9a-fA-F]{1,2}$/.test(part) ? Number.parseInt(part, 16) : 256
  })
  if (bytes.some((byte) => byte > 255) || bytes.length > max || (dotted && bytes.length !== 4)) {
    throw new UsageError(`"${word}" is no link-layer address`)
  }
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':')
}
