import type { Infer, Input } from '@rtnl/codec'
import type { bond as declaration } from '@rtnl/families'
import { BOND_MODE, BOND_XMIT_POLICY } from '@rtnl/families'
import { parseAddress } from '../../address.ts'
import { bitsOf, numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import type { PreferredFamily } from '../../options.ts'
import type { Printer } from '../../print.ts'
import { wrong } from '../../words.ts'
import { parseLladdr } from '../lladdr.ts'
import type { LinkKind } from './kind.ts'
import { choiceOf, MAX, type Option, optionsOf, readOptions } from './options.ts'
import { type Shower, shower } from './print.ts'

const help = `Usage: rtnl link { add | set } [ NAME ] type bond [ OPTION VALUE ... ]

  mode           balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb
  active_slave DEV, clear_active_slave (no value), primary DEV
  miimon updelay downdelay peer_notify_delay arp_interval lp_interval: milliseconds
  arp_ip_target ADDRESS[,ADDRESS...], ns_ip6_target ADDRESS[,ADDRESS...], arp_missed_max
  arp_validate   none, active, backup, all, filter, filter_active, filter_backup
  arp_all_targets any, all
  primary_reselect always, better, failure
  fail_over_mac  none, active, follow
  xmit_hash_policy layer2, layer2+3, layer3+4, encap2+3, encap3+4, vlan+srcmac
  lacp_rate slow, fast; lacp_active off, on; ad_select stable, bandwidth, count
  ad_user_port_key KEY, ad_actor_sys_prio PRIORITY, ad_actor_system LLADDR
  use_carrier resend_igmp num_grat_arp num_unsol_na all_slaves_active min_links packets_per_slave tlb_dynamic_lb

Example
  rtnl link add bond0 type bond mode 802.3ad miimon 100 lacp_rate fast
`

const MODES = ['balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb']
const ARP_VALIDATE = ['none', 'active', 'backup', 'all', 'filter', 'filter_active', 'filter_backup']
const ARP_ALL_TARGETS = ['any', 'all']
const PRIMARY_RESELECT = ['always', 'better', 'failure']
const FAIL_OVER_MAC = ['none', 'active', 'follow']
const HASH_POLICIES = ['layer2', 'layer3+4', 'layer2+3', 'encap2+3', 'encap3+4', 'vlan+srcmac']
const LACP_ACTIVE = ['off', 'on']
const LACP_RATE = ['slow', 'fast']
const AD_SELECT = ['stable', 'bandwidth', 'count']

/** The bits behind the words of `ARP_VALIDATE`, which are in the order of their numbers. */
const VALIDATE_BITS = { ACTIVE: 1, BACKUP: 2, FILTER: 4 } as const

/** The kernel takes no more (`BOND_MAX_ARP_TARGETS`); iproute2 drops what is beyond. */
const MAX_TARGETS = 16

type Given = Mutable<Input<typeof declaration>>
type Shown = Infer<typeof declaration>

const { number, choice, device, fixed, exact, other } = optionsOf<Given>()

/** Addresses with commas between them; no word, or an empty one: none. */
function targets(word: string, key: 'arpIpTarget' | 'nsIp6Target', family: PreferredFamily): Option<Given> {
  return other(word, (given, words) => {
    const list = words.done
      ? []
      : words
          .take()
          .split(',')
          .filter((text) => text !== '')
    given[key] = list.slice(0, MAX_TARGETS).map((text) => {
      const address = parseAddress(text, family)
      if (!address) throw wrong(word, text, family === 'inet' ? 'an IPv4 address' : 'an IPv6 address')
      return address.text
    })
  })
}

const options: readonly Option<Given>[] = [
  choice('mode', 'mode', MODES),
  device('active_slave', 'activeSlave'),
  fixed('clear_active_slave', 'activeSlave', 0),
  number('miimon', 'miimon'),
  number('updelay', 'updelay'),
  number('downdelay', 'downdelay'),
  number('peer_notify_delay', 'peerNotifDelay'),
  number('use_carrier', 'useCarrier', MAX.U8),
  number('arp_interval', 'arpInterval'),
  targets('arp_ip_target', 'arpIpTarget', 'inet'),
  exact(targets('ns_ip6_target', 'nsIp6Target', 'inet6')),
  choice('arp_validate', 'arpValidate', ARP_VALIDATE),
  choice('arp_all_targets', 'arpAllTargets', ARP_ALL_TARGETS),
  exact(number('arp_missed_max', 'missedMax', MAX.U8)),
  device('primary', 'primary'),
  choice('primary_reselect', 'primaryReselect', PRIMARY_RESELECT),
  choice('fail_over_mac', 'failOverMac', FAIL_OVER_MAC),
  choice('xmit_hash_policy', 'xmitHashPolicy', HASH_POLICIES),
  number('resend_igmp', 'resendIgmp'),
  number('num_grat_arp', 'numPeerNotif', MAX.U8),
  number('num_unsol_na', 'numPeerNotif', MAX.U8),
  number('all_slaves_active', 'allSlavesActive', MAX.U8),
  number('min_links', 'minLinks'),
  number('lp_interval', 'lpInterval'),
  number('packets_per_slave', 'packetsPerSlave'),
  choice('lacp_rate', 'adLacpRate', LACP_RATE),
  exact(choice('lacp_active', 'adLacpActive', LACP_ACTIVE)),
  choice('ad_select', 'adSelect', AD_SELECT),
  number('ad_user_port_key', 'adUserPortKey', MAX.U16),
  number('ad_actor_sys_prio', 'adActorSysPrio', MAX.U16),
  other('ad_actor_system', (given, words) => {
    given.adActorSystem = parseLladdr(words.take())
  }),
  number('tlb_dynamic_lb', 'tlbDynamicLb', MAX.U8),
]

/** A bond. */
export const bond: LinkKind<Shown, Given> = {
  help,
  parse: (words) => readOptions('bond', words, options, {}),
  print(print, data, view) {
    const show = shower(print)
    const { value } = show
    const choice = (key: string, choices: readonly string[], of: string | number | undefined, word = key): void => {
      if (of !== undefined) value(key, choiceOf(choices, of), word)
    }
    const port = (key: string, index: number | undefined): void => {
      if (index) value(key, view.interfaces.name(index))
    }
    if (data.mode !== undefined) choice('mode', MODES, numberOf(BOND_MODE, data.mode))
    port('active_slave', data.activeSlave)
    value('miimon', data.miimon)
    value('updelay', data.updelay)
    value('downdelay', data.downdelay)
    value('peer_notify_delay', data.peerNotifDelay)
    value('use_carrier', data.useCarrier)
    value('arp_interval', data.arpInterval)
    value('arp_missed_max', data.missedMax)
    printTargets(print, 'arp_ip_target', data.arpIpTarget)
    printTargets(print, 'ns_ip6_target', data.nsIp6Target)
    if (data.arpValidate) printArpValidate(print, bitsOf(VALIDATE_BITS, data.arpValidate))
    choice('arp_all_targets', ARP_ALL_TARGETS, data.arpAllTargets)
    port('primary', data.primary)
    choice('primary_reselect', PRIMARY_RESELECT, data.primaryReselect)
    choice('fail_over_mac', FAIL_OVER_MAC, data.failOverMac)
    if (data.xmitHashPolicy !== undefined) {
      choice('xmit_hash_policy', HASH_POLICIES, numberOf(BOND_XMIT_POLICY, data.xmitHashPolicy))
    }
    value('resend_igmp', data.resendIgmp)
    value('num_peer_notif', data.numPeerNotif, 'num_grat_arp')
    value('all_slaves_active', data.allSlavesActive)
    value('min_links', data.minLinks)
    value('lp_interval', data.lpInterval)
    value('packets_per_slave', data.packetsPerSlave)
    choice('ad_lacp_active', LACP_ACTIVE, data.adLacpActive, 'lacp_active')
    choice('ad_lacp_rate', LACP_RATE, data.adLacpRate, 'lacp_rate')
    choice('ad_select', AD_SELECT, data.adSelect)
    if (data.adInfo) printAdInfo(print, show, data.adInfo)
    value('ad_actor_sys_prio', data.adActorSysPrio)
    value('ad_user_port_key', data.adUserPortKey)
    value('ad_actor_system', data.adActorSystem)
    value('tlb_dynamic_lb', data.tlbDynamicLb)
  },
}

function printTargets(print: Printer, key: string, addresses: readonly string[] | undefined): void {
  if (!addresses?.length) return
  print.array(key)
  print.text(`${key} `)
  addresses.forEach((address, i) => {
    print.any(undefined, address, i === 0 ? '' : ',', '')
  })
  print.text(' ')
  print.endArray()
}

/** In JSON none is null. */
function printArpValidate(print: Printer, bits: number): void {
  const word = choiceOf(ARP_VALIDATE, bits)
  print.any('arp_validate', bits === 0 ? null : word, 'arp_validate ', ' ', word)
}

function printAdInfo(print: Printer, { value }: Shower, info: NonNullable<Shown['adInfo']>): void {
  print.object('ad_info')
  value('aggregator', info.aggregator, 'ad_aggregator')
  value('num_ports', info.numPorts, 'ad_num_ports')
  value('actor_key', info.actorKey, 'ad_actor_key')
  value('partner_key', info.partnerKey, 'ad_partner_key')
  value('partner_mac', info.partnerMac, 'ad_partner_mac')
  print.endObject()
}
