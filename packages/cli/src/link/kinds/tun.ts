import type { Infer } from '@rtnl/codec'
import type { tun as declaration } from '@rtnl/families'
import type { LinkKind } from './kind.ts'
import { shower } from './print.ts'

/** A tun or tap. The kernel makes these through /dev/net/tun, so there is nothing to parse. */
export const tun: LinkKind<Infer<typeof declaration>> = {
  help: 'A tun or tap is not made by rtnetlink: see ip-tuntap(8).\n',
  print(print, data, view) {
    const show = shower(print)
    if (data.type !== undefined) {
      show.value('type', data.type === 'tun' || data.type === 'tap' ? data.type : `UNKNOWN:${data.type}`)
    }
    show.onOff('pi', data.pi)
    show.onOff('vnet_hdr', data.vnetHdr)
    if (data.multiQueue) {
      show.set('multi_queue', true)
      show.value('numqueues', data.numQueues)
      show.value('numdisabled', data.numDisabledQueues)
    } else {
      print.only('multi_queue', false)
    }
    show.onOff('persist', data.persist)
    if (data.owner !== undefined) show.value('user', view.user?.(data.owner) ?? data.owner)
    if (data.group !== undefined) show.value('group', view.usergroup?.(data.group) ?? data.group)
  },
}
