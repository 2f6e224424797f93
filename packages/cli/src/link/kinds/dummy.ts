import type { LinkKind } from './kind.ts'

/** A link that swallows what it is given. */
export const dummy: LinkKind = { help: 'Usage: rtnl link add [ NAME ] type dummy\n' }
