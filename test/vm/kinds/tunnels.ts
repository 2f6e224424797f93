import type { Group, LinkCase } from './group.ts'

/** One link: its name, its kind with the options, and changes. Those that carry frames have an address, or the kernel would choose one. */
function tunnel(name: string, words: string, ...changes: string[]): LinkCase {
  const [kind = ''] = words.split(' ')
  const address = /tap$|erspan$|^geneve$/.test(kind) && !words.includes('innerprotoinherit')
  return {
    kind,
    name,
    add: `${name} ${address ? 'address 02:00:00:00:00:77 ' : ''}type ${words}`,
    set: changes.map((change) => `${name} type ${kind} ${change}`),
  }
}

const V4 = 'local 192.0.2.1 remote 192.0.2.'
const V6 = 'local 2001:db8::1 remote 2001:db8::'
const SIX = 'hoplimit 12 encaplimit 7 tclass 0x1c flowlabel 0x12345 dscp inherit dev d0 fwmark 0x12 allow-localremote'
const INHERIT = 'encaplimit none tclass inherit flowlabel inherit fwmark inherit hoplimit inherit'
const GUE = 'encap gue encap-sport 5555 encap-dport 5556 encap-csum encap-remcsum'
const FOU = 'encap fou encap-sport auto encap-dport 7 encap-udp6-csum'

const gre = ['gre', 'gretap'].flatMap((kind) => [
  tunnel(`${kind}a`, `${kind} remote 192.0.2.2`),
  tunnel(`${kind}b`, `${kind} ${V4}3 key 10.0.0.42 seq csum ttl 64 tos 0x10 dev d0 fwmark 0x12 ${GUE}`),
  tunnel(`${kind}c`, `${kind} ${V4}4 ikey 1 okey 0xffffffff iseq ocsum ttl inherit tos inherit nopmtudisc ignore-df`),
  tunnel(`${kind}d`, `${kind} ${V4}5 ${FOU}`),
  tunnel(`${kind}e`, `${kind} external`),
  tunnel(`${kind}f`, `${kind} local 192.0.2.1 remote 239.1.2.3 ttl 9`),
  tunnel(
    `${kind}g`,
    `${kind} ${V4}6 key 5 ttl 5 tos 4`,
    'remote 192.0.2.16',
    'ttl inherit tos inherit',
    'fwmark 7 noseq',
  ),
])

const erspan = [
  tunnel('spana', 'erspan remote 192.0.2.2 seq key 1'),
  tunnel('spanb', `erspan ${V4}3 seq key 2 erspan_ver 1 erspan 0xfffff ttl 64 tos 0x10 dev d0`),
  tunnel('spanc', `erspan ${V4}4 seq key 3 erspan_ver 2 erspan_dir egress erspan_hwid 0x3f fwmark 1`),
  tunnel('spand', `erspan ${V4}5 erspan_ver 0`),
  tunnel('spane', 'erspan external'),
  tunnel('spanf', `erspan ${V4}6 seq key 4 erspan_ver 1 erspan 5`, 'ttl 9', 'erspan 6'),
]

/** A kind and what its addresses end with: those that carry frames are looked for among those that do not. */
const gre6 = [['ip6gre', ''] as const, ['ip6gretap', '1'] as const].flatMap(([kind, net]) => [
  tunnel(`${kind}a`, `${kind} remote 2001:db8::${net}2`),
  tunnel(`${kind}b`, `${kind} ${V6}${net}3 ${SIX} key 10.0.0.42 seq csum ${GUE}`),
  tunnel(`${kind}c`, `${kind} ${V6}${net}4 ${INHERIT} ikey 1 ocsum`),
  tunnel(
    `${kind}d`,
    `${kind} ${V6}${net}5 tclass 4 key 5`,
    `remote 2001:db8::${net}6 encaplimit none`,
    'flowlabel 0x5 fwmark 9',
  ),
])

const erspan6 = [
  // One in a namespace, of ip6gre and ip6gretap together.
  tunnel('ip6greg', 'ip6gre external'),
  tunnel('six-spana', 'ip6erspan remote 2001:db8::2 seq key 1'),
  tunnel('six-spanb', `ip6erspan ${V6}3 seq key 2 erspan_ver 1 erspan 123 ${SIX}`),
  tunnel('six-spanc', `ip6erspan ${V6}4 seq key 3 erspan_ver 2 erspan_dir ingress erspan_hwid 17 ${INHERIT}`),
  tunnel('six-spand', 'ip6erspan external'),
]

const ipTunnels = [
  tunnel('ipipa', 'ipip remote 192.0.2.2'),
  tunnel('ipipb', `ipip ${V4}3 ttl 64 tos 0x10 dev d0 fwmark 0x12 mode ipip ${GUE}`),
  tunnel('ipipc', `ipip ${V4}4 nopmtudisc tos inherit mode any ${FOU}`),
  tunnel('ipipd', 'ipip external mode any'),
  tunnel('ipipe', `ipip ${V4}5 mode mplsip`),
  tunnel('ipipf', `ipip ${V4}6 ttl 5`, 'remote 192.0.2.16', 'ttl inherit nopmtudisc', 'local any'),
  tunnel('sita', 'sit remote 192.0.2.2'),
  tunnel('sitb', `sit ${V4}3 ttl 64 tos 0x10 dev d0 fwmark 0x12 mode ip6ip ${GUE}`),
  tunnel('sitc', `sit local 192.0.2.1 ttl 64 mode ip6ip isatap`),
  tunnel('sitd', `sit local 192.0.2.4 ttl 64 6rd-prefix 2001:db8::/32 6rd-relay_prefix 10.0.0.0/8`, 'ttl 9'),
  tunnel('site', `sit ${V4}5 mode any`, 'mode ipip', 'remote 192.0.2.15 mode mplsip'),
  tunnel('tnla', 'ip6tnl remote 2001:db8::2'),
  tunnel('tnlb', `ip6tnl ${V6}3 ${SIX} mode ipip6 ${GUE}`),
  tunnel('tnlc', `ip6tnl ${V6}4 ${INHERIT} mode any`),
  tunnel('tnld', 'ip6tnl external mode any'),
  tunnel('tnle', `ip6tnl ${V6}5 mode ip6ip6 noallow-localremote`, 'remote 2001:db8::15', 'tclass 7 encaplimit 3'),
]

const ipsec = [
  tunnel('vtia', 'vti remote 192.0.2.2'),
  tunnel('vtib', `vti ${V4}3 ikey 10.0.0.1 okey 0xffffffff dev d0 fwmark 0x12`),
  tunnel('vtic', `vti ${V4}4 key 5`, 'okey 9 fwmark 3', 'remote 192.0.2.14'),
  tunnel('vti6a', 'vti6 remote 2001:db8::2'),
  tunnel('vti6b', `vti6 ${V6}3 ikey 10.0.0.1 okey 0xffffffff dev d0 fwmark 0x12`),
  tunnel('vti6c', `vti6 ${V6}4 key 5`, 'okey 9 fwmark 3'),
  tunnel('xfrma', 'xfrm if_id 7'),
  tunnel('xfrmb', 'xfrm dev d0 if_id 0xffffffff'),
  tunnel('xfrmc', 'xfrm external'),
]

const geneve = [
  tunnel('gena', 'geneve id 7 remote 192.0.2.1', 'id 7 ttl 5', 'id 7 ttl inherit tos 0x10'),
  tunnel(
    'genb',
    'geneve id 0xffffff remote 2001:db8::1 ttl 64 tos 0x10 flowlabel 0x12345 dstport 6082 noudp6zerocsumtx udp6zerocsumrx',
  ),
  tunnel('genc', 'geneve id 8 remote 192.0.2.1 ttl inherit tos inherit df inherit udpcsum dstport 6083'),
  tunnel('gend', 'geneve external dstport 6084 udp6zerocsumtx udpcsum'),
  tunnel('gene', 'geneve external dstport 6085 innerprotoinherit'),
  tunnel('genf', 'geneve id 9 remote 192.0.2.1 df set ttl auto dstport 6086'),
]

/** The tunnels over IP that Debian's kernels have; they lack bareudp. */
export const tunnels: Group = {
  // What a tunnel is put into must be there already.
  modules: ['fou', 'fou6'],
  before: ['link add d0 index 10 address 02:00:00:00:00:10 type dummy'],
  links: [...gre, ...erspan, ...gre6, ...erspan6, ...ipTunnels, ...ipsec, ...geneve],
}
