import { XDP_FLAGS } from '@rtnl/families'
import type { Context } from '../context.ts'
import { deviceIndex, masterIndex } from '../device-index.ts'
import { UsageError } from '../errors.ts'
import { type Handles, openPinned } from '../handles.ts'
import { netnsidOf, netnsMember } from './netns.ts'
import type { Resolved } from './request.ts'
import type { VfWords } from './vf.ts'
import type { LinkWords } from './words.ts'

/**
 * Asks for what the words only name: the link, namespaces, a VRF, the rates of virtual functions. `handles` are to be closed
 * when the request has been answered.
 */
export async function resolve(
  context: Context,
  words: LinkWords,
  create: boolean,
  handles: Handles,
): Promise<Resolved> {
  const device = words.device ?? words.name
  const index = create || device === undefined ? 0 : await deviceIndex(context, device)
  if (words.vrf !== undefined) await masterIndex(context, { master: words.vrf, vrf: true })
  if (index && words.link.address !== undefined) await checkLength(context, index, words.link.address)
  const members: Resolved['members'] = {}
  if (words.netns !== undefined) Object.assign(members, netnsMember(context, words.netns, handles))
  if (words.linkNetns !== undefined) members.linkNetnsid = await netnsidOf(context, words.linkNetns, handles)
  if (words.link.xdp !== undefined) members.xdp = await completeXdp(context, words, handles)
  if (words.vfs.length > 0) {
    if (device === undefined || !index) throw new UsageError('vf must come after dev and the name of an interface')
    const vfs = []
    for (const vf of words.vfs) vfs.push(await completeVf(context, index, vf))
    members.vfinfoList = vfs
  }
  return { words, index, members }
}

/** The descriptor of a pinned program. With `-force` one that is attached already is replaced. */
async function completeXdp({ io, options }: Context, { link, xdpPinned }: LinkWords, handles: Handles) {
  const flags = Number(link.xdp?.flags ?? 0) & (options.force ? ~XDP_FLAGS.UPDATE_IF_NOEXIST : ~0)
  const xdp = flags === 0 ? {} : { flags }
  if (xdpPinned === undefined) return { fd: -1, ...xdp }
  return { fd: await openPinned(io, xdpPinned, handles), ...xdp }
}

/** The kernel would take the beginning of one that is too long. */
async function checkLength(context: Context, index: number, address: string): Promise<void> {
  const client = await context.client()
  const { address: before } = await client.link.get({ index })
  const length = address.split(':').length
  const wanted = before === undefined ? length : before.split(':').length
  if (length !== wanted) throw new UsageError(`address: "${address}" has ${length} bytes, this link's have ${wanted}`)
}

/** The kernel sets both rates at once: the one that is not given is sent as it was. */
async function completeVf(context: Context, index: number, { vf, info, rate }: VfWords) {
  if (info.mac?.mac !== undefined) await checkLength(context, index, info.mac.mac)
  if (!rate) return info
  const before = rate.min === undefined || rate.max === undefined ? await rateOf(context, index, vf) : {}
  const { min = before.minTxRate ?? 0, max = before.maxTxRate ?? 0 } = rate
  if (max !== 0 && min > max) throw new UsageError(`min_tx_rate ${min} is more than max_tx_rate ${max}`)
  return { ...info, rate: { vf, minTxRate: min, maxTxRate: max } }
}

async function rateOf(
  context: Context,
  index: number,
  vf: number,
): Promise<{ minTxRate?: number; maxTxRate?: number }> {
  const client = await context.client()
  const { vfinfoList } = await client.link.get({ index, extMask: ['vf'] })
  const rate = vfinfoList?.find((one) => one.rate?.vf === vf)?.rate
  if (!rate) throw new UsageError(`there is no virtual function ${vf}, or its rates cannot be limited`)
  return rate
}
