import type { LinkKind } from './kind.ts'

const help = `Usage: rtnl link add [ NAME ] type vxcan [ peer [ name NAME ] [ OPTIONS ] ]

OPTIONS are those of \`rtnl link add\`, for the other end.

Example
  rtnl link add vxcan0 type vxcan peer name can0 netns 4711
`

/** A virtual CAN tunnel. Its options are a link's: `parse.ts` reads them. */
export const vxcan: LinkKind = { help }
