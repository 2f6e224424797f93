import type { Route } from '@rtnl/families'
import type { Json } from './recorded.ts'

type Links = Readonly<Record<string, string>>
type Encap = Readonly<Record<string, unknown>>

const ADDRESS_BITS: Readonly<Record<string, number>> = { inet: 32, inet6: 128 }
const prefix = (address: string, length: number, bits: number | undefined) =>
  length === bits ? address : `${address}/${length}`
const scope = (name: string | number) => (name === 'universe' ? 'global' : name)

/** `end_b6_encap` -> `End.B6.Encaps`. */
const action = (name: string) =>
  name
    .split('_')
    .map((part, i) => (part === 'encap' ? 'Encaps' : i === 0 ? 'End' : part.toUpperCase()))
    .join('.')

function metrics({ lock: _, features, ccAlgo, ...rest }: NonNullable<Route['metrics']>): Json {
  const snake = Object.entries(rest).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    key === 'rtt' ? Number(value) / 8 : key === 'rttvar' ? Number(value) / 4 : value,
  ])
  return {
    ...Object.fromEntries(snake),
    ...Object.fromEntries((features ?? []).map((name) => [name, null])),
    ...(ccAlgo !== undefined && { congestion: ccAlgo }),
  }
}

/** The keys that ip(8) prints for a tunnel; `table` is overwritten by the route's own, as in its output. */
function encap(r: Route, links: Links): Json {
  const type = String(r.encapType)
  const e = r.encap as Encap
  const segments = (srh: Encap) => ({ segs: [...(srh.segments as string[])].reverse() })
  const entry: Record<string, unknown> = { encap: type.replace('seg6_local', 'seg6local') }
  if (type === 'seg6') {
    const { mode, srh } = e.srh as { mode: string; srh: Encap }
    Object.assign(entry, { mode: mode.replace('_', '.') }, segments(srh))
    if ((srh.flags as string[]).includes('hmac')) entry.hmac = `0x${(srh.tlvs as Uint8Array)[7]?.toString(16)}`
  } else if (type === 'bpf') for (const hook of ['in', 'out', 'xmit']) entry[hook] = (e[hook] as { name: string }).name
  else if (type === 'seg6_local') {
    const { srh, counters, flavors, oif, ...rest } = e as Record<string, Encap>
    Object.assign(entry, rest, { action: action(String(e.action)) })
    if (srh !== undefined) entry.srh = segments(srh)
    if (oif !== undefined) entry.oif = links[String(oif)]
    if (counters !== undefined)
      entry.stats64 = Object.fromEntries(Object.entries(counters).map(([key, value]) => [key, Number(value)]))
    if (flavors !== undefined) {
      entry.flavors = (flavors.operation as string[]).map((flavor) => flavor.replace('_', '-'))
      if (flavors.lcblockBits !== undefined)
        Object.assign(entry, { lblen: flavors.lcblockBits, nflen: flavors.lcnodeFnBits })
    }
  } else throw new Error(`no dump here has ${type}`)
  return entry
}

function flow(realms: number): Json {
  const from = realms >>> 16
  return { ...(from !== 0 && { from: String(from) }), to: String(realms & 0xffff) }
}

type Hop = Pick<Route, 'gateway' | 'via' | 'flow'>
const hop = (r: Hop): Json => ({
  ...(r.gateway !== undefined && { gateway: r.gateway }),
  ...(r.via !== undefined && { via: { family: r.via.family, host: r.via.addr } }),
  ...(r.flow !== undefined && { flow: flow(r.flow) }),
})

/** What `ip -j -d -s route` prints, but for `nh_info`, which it asks for itself. */
export function routeLikeIp(r: Route, links: Links): Json {
  const bits = ADDRESS_BITS[r.family]
  const cloned = r.flags.includes('cloned')
  const entry: Record<string, unknown> = { type: r.type }
  entry.dst = r.dst === undefined ? 'default' : prefix(r.dst, r.dstLen, bits)
  if (r.src !== undefined) entry.from = prefix(r.src, r.srcLen, bits)
  if (r.nhId !== undefined) entry.nhid = r.nhId
  if (r.encap !== undefined) Object.assign(entry, encap(r, links))
  if (r.tos) entry.tos = `0x${r.tos.toString(16)}`
  Object.assign(entry, hop(r))
  if (r.oif !== undefined) entry.dev = links[r.oif]
  entry.table = String(r.table)
  if (!cloned) Object.assign(entry, { protocol: r.protocol, scope: scope(r.scope) })
  if (r.prefsrc !== undefined) entry.prefsrc = r.prefsrc
  if (r.priority !== undefined) entry.metric = r.priority
  entry.flags = r.flags.filter((name) => name !== 'cloned')
  if (r.mark) entry.mark = r.mark
  if (r.uid !== undefined) entry.uid = r.uid
  if (cloned) entry.cache = []
  if (r.cacheinfo?.expires) entry.expires = Math.trunc(r.cacheinfo.expires / 100)
  if (r.metrics !== undefined) entry.metrics = [metrics(r.metrics)]
  if (r.iif !== undefined) entry.iif = links[r.iif]
  if (r.pref !== undefined) entry.pref = r.pref
  if (r.multipath !== undefined)
    entry.nexthops = r.multipath.map((h) => ({
      ...hop(h),
      dev: links[h.ifindex],
      weight: h.hops + 1,
      flags: [...h.flags],
    }))
  return entry
}

/** What `ip -j -s mroute` prints. */
export function mrouteLikeIp(r: Route, links: Links): Json {
  return {
    src: r.src,
    dst: r.dst,
    iif: links[String(r.iif)],
    multipath: r.multipath?.map((h) => ({ oif: links[h.ifindex], ttl: h.hops })),
    state: 'resolved',
    packets: Number(r.mfcStats?.packets),
    bytes: Number(r.mfcStats?.bytes),
    expires: Number(r.expires) / 100,
    table: r.table,
  }
}
