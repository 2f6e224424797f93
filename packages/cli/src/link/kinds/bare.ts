import type { LinkKind } from './kind.ts'

/** A kind without options and details: a virtual or a special device. */
function bare(name: string, more = ''): LinkKind {
  return { help: `Usage: rtnl link add [ NAME ] type ${name}\n${more}` }
}

export const lowpan: LinkKind = { help: 'Usage: rtnl link add link DEV [ NAME ] type lowpan\n' }
export const netdevsim = bare('netdevsim', '\nA kernel that refuses: echo "1 1" > /sys/bus/netdevsim/new_device\n')
export const nlmon = bare('nlmon', '\nA capture on it has every netlink message of its namespace.\n')
export const team = bare('team', '\nIts mode is set by teamd(8).\n')
export const vcan = bare('vcan')
export const virtWifi: LinkKind = { help: 'Usage: rtnl link add link DEV [ NAME ] type virt_wifi\n' }
export const vsockmon = bare('vsockmon')
export const wireguard = bare('wireguard', '\nKeys and peers are set by wg(8).\n')
