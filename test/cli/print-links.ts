import type { Link } from '@rtnl/families'
import { Interfaces } from '../../packages/cli/src/ifnames.ts'
import { printLink } from '../../packages/cli/src/link/link.ts'
import type { LinkView } from '../../packages/cli/src/link/view.ts'
import { parseOptions } from '../../packages/cli/src/options.ts'
import type { Printer } from '../../packages/cli/src/print.ts'
import { namesOf } from './support.ts'

/** What `rtnl OPTIONS link` prints where these are all the links. `words`: the options. */
export function printAll(print: Printer, links: readonly Link[], words: readonly string[]): string {
  const { options } = parseOptions(words)
  const interfaces = new Interfaces()
  for (const one of links) interfaces.remember(one)
  const names = namesOf({}, options.numeric)
  const view: LinkView = { options, names, interfaces, link: true, family: 'packet', queue: true }
  print.array()
  for (const one of links) {
    print.object()
    printLink(print, one, view)
    print.endObject()
  }
  print.endArray()
  return print.take()
}
