import type { LinkKind } from './kind.ts'

/** An intermediate functional block. */
export const ifb: LinkKind = { help: 'Usage: rtnl link add [ NAME ] type ifb\n' }
