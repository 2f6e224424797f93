/** A way in which ip writes what we write otherwise, wherever it occurs. */
export interface Way {
  readonly name: string
  readonly why: string
  /** What a line of ip's would be if it were ours: a line, what it matches, or `none`. Undefined: another line. */
  ours(line: string): string | RegExp | 'none' | undefined
}

/** The number of the request in front of a line where there are several. */
const NUMBER = /^\d+: /

const way = (name: string, why: string, from: RegExp, to: string | ((line: string) => string | RegExp)): Way => ({
  name,
  why,
  ours: (line) => {
    const [number = ''] = NUMBER.exec(line) ?? []
    const text = line.slice(number.length)
    if (!from.test(text)) return undefined
    if (to === 'none') return 'none'
    const ours = typeof to === 'string' ? text.replace(from, to) : to(text)
    return typeof ours === 'string' ? number + ours : ours
  },
})

/** All of them. The test of requests fails for one that never occurs. */
export const WAYS: readonly Way[] = [
  way(
    'NUL',
    'ip leaves out the NUL behind some texts, which the kernel takes either way; we end every text with it',
    /^(\S+ (?:IFLA_INFO_KIND|IFLA_INFO_SLAVE_KIND|IFLA_IFALIAS|RTAX_CC_ALGO))(?: ((?:[0-9a-f]{2})+))?$/,
    (line) => `${line.includes(' ', line.indexOf(' ') + 1) ? line : `${line} `}00`,
  ),
  way(
    'family of links',
    'ip asks for links with the family AF_PACKET, of which the kernel knows none for links and takes it as AF_UNSPEC, as we send it',
    /^header 11000000/,
    'header 00000000',
  ),
  way(
    'zeros as default',
    'ip sends the address of zeros for `default` and an empty one for `all`; that the prefix is of length 0 says the same',
    /^(dst RTA_DST 0{32}|dst RTA_DST 0{8}|src FRA_SRC|dst FRA_DST)$/,
    'none',
  ),
  way(
    'neighbour told',
    'to flush neighbours ip sends back what the kernel told of them, ages and probes with it, which say nothing in a request',
    /^(cacheinfo NDA_CACHEINFO [0-9a-f]{32}|probes NDA_PROBES [0-9a-f]{8})$/,
    'none',
  ),
  way(
    'address told',
    'to flush addresses both send back what the kernel told of them, with times that are each namespace’s own',
    /^cacheinfo IFA_CACHEINFO [0-9a-f]{32}$/,
    () => /^(\d+: )?cacheinfo IFA_CACHEINFO [0-9a-f]{32}$/,
  ),
  way(
    'descriptor',
    'the number of a descriptor is any process’s own',
    /^\S+ (IFLA_NET_NS_FD|LWT_BPF_PROG_FD|SEG6_LOCAL_BPF_PROG) [0-9a-f]{8}$/,
    (line) => new RegExp(`^(\\d+: )?${line.slice(0, -8).replace(/[[\].]/g, '\\$&')}[0-9a-f]{8}$`),
  ),
]
