import type { LinkKind } from './kind.ts'

const help = `Usage: rtnl link add [ NAME ] type veth [ peer [ name NAME ] [ OPTIONS ] ]

OPTIONS are those of \`rtnl link add\`, for the other end.

Example
  rtnl link add veth0 type veth peer name eth0 netns 4711
`

/** A virtual Ethernet pair. Its options are a link's: \`parse.ts\` reads them. */
export const veth: LinkKind = { help }
