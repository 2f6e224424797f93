import { encaps } from './encaps.ts'
import { kinds } from './kinds.ts'
import { links } from './links.ts'
import { mpls } from './mpls.ts'
import { addrs, neighs, routes, rules } from './objects.ts'
import type { Section } from './section.ts'

/** Everything that is compared, and recorded. */
export const sections: readonly Section[] = [links, ...kinds, addrs, routes, encaps, mpls, rules, neighs]
