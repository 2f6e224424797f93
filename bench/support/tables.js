// What the namespaces are filled with: always the same.

/** A generator of numbers from 0 to 1 (mulberry32). */
function random(/** @type {number} */ seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** For `ip -batch`: two links with a network each. */
export const LINKS = `link set lo up
link add pv0 type veth peer name pq0
link add pv1 type veth peer name pq1
link set pv0 up
link set pq0 up
link set pv1 up
link set pq1 up
addr add 10.255.0.1/24 dev pv0
addr add 10.255.1.1/24 dev pv1
`

const HOPS = ['10.255.0.2 dev pv0', '10.255.0.3 dev pv0', '10.255.1.2 dev pv1', '10.255.1.3 dev pv1']

const dotted = (/** @type {number} */ ip) => `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`

/** For `ip -batch`: `count` IPv4 routes as a full view of the Internet has them, two thirds of them /24, some with a metric, an MTU, or two next hops. */
export function routeLines(/** @type {number} */ count) {
  const pick = random(20240607)
  const lines = []
  let ip = 11 * 2 ** 24
  for (let i = 0; i < count; i++) {
    const r = pick()
    const length = r < 0.65 ? 24 : r < 0.8 ? 22 : r < 0.9 ? 21 : 20
    const size = 2 ** (32 - length)
    ip = Math.ceil(ip / size) * size
    if (ip >= 127 * 2 ** 24 && ip < 128 * 2 ** 24) ip = 128 * 2 ** 24
    const hop = Math.floor(pick() * 4)
    const kind = pick()
    const via =
      kind < 0.02
        ? `nexthop via ${HOPS[hop]} weight 1 nexthop via ${HOPS[(hop + 1) & 3]} weight 2`
        : `via ${HOPS[hop]}${kind < 0.12 ? ` metric ${[50, 100, 200][Math.floor(pick() * 3)]}` : kind < 0.13 ? ' mtu 1400' : ''}`
    lines.push(`route add ${dotted(ip)}/${length} proto bird ${via}`)
    ip += size + 256 * (pick() < 0.6 ? 0 : pick() < 0.5 ? 1 : 2)
  }
  return `${lines.join('\n')}\n`
}

/** For `ip -batch`: links of several kinds, some of them ports of others; each name but those of the veths ends in five digits. */
export function linkLines(/** @type {number} */ count) {
  const lines = []
  for (let i = 0; i < count; i++) {
    const number = String(i).padStart(5, '0')
    const options = `id ${i + 1} dstport 4789 dev pv0 local 10.255.0.1`
    if (i % 2 === 0) lines.push(`link add br${number} type bridge`)
    else lines.push(`link add vx${number} type vxlan ${options}`)
    if (i % 4 === 1) lines.push(`link set vx${number} master br${String(i - 1).padStart(5, '0')}`)
    if (i % 10 === 0) lines.push(`link add mv${number} link pv1 type macvlan mode bridge`)
  }
  return `${lines.join('\n')}\n`
}

/** @typedef {{ readonly dst: string, readonly gateway: string, readonly oif: string, readonly protocol: 'static', readonly priority?: number }} Item */

/** Routes to add, a tenth of them with a metric. @returns {Item[]} */
export function routeItems(/** @type {number} */ count) {
  return Array.from({ length: count }, (_, i) => {
    const link = i % 3 === 0 ? 1 : 0
    const item = /** @type {const} */ ({
      dst: `${dotted(11 * 2 ** 24 + i * 256)}/24`,
      gateway: `10.255.${link}.${2 + (i % 7)}`,
      oif: `pv${link}`,
      protocol: 'static',
    })
    return i % 10 === 0 ? { ...item, priority: 100 } : item
  })
}

/** The same for `ip -batch`. */
export const itemLines = (/** @type {readonly Item[]} */ items) =>
  items
    .map(
      ({ dst, gateway, oif, protocol, priority }) =>
        `route add ${dst} proto ${protocol} via ${gateway} dev ${oif}${priority === undefined ? '' : ` metric ${priority}`}\n`,
    )
    .join('')
