// A routing table like that of a router with a full view of the Internet, for the namespace that a benchmark runs in. The same one each time.

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

/** What `ip -batch` makes the interfaces of. */
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

/** Lines for `ip -batch`: `count` distinct IPv4 routes, two thirds of them /24, some with a metric, an MTU, or two next hops. */
export function routes(/** @type {number} */ count) {
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
    lines.push(
      `route add ${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}/${length} proto bird ${via}`,
    )
    ip += size + 256 * (pick() < 0.6 ? 0 : pick() < 0.5 ? 1 : 2)
  }
  return `${lines.join('\n')}\n`
}
