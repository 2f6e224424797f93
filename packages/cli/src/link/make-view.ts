import type { Link } from '@rtnl/families'
import type { Context } from '../context.ts'
import { netnsNames } from './netns.ts'
import { userName } from './users.ts'
import type { LinkNames, LinkView } from './view.ts'
import { learnPrograms } from './xdp.ts'

/** How this command line prints links. Names of network namespaces are asked for only if one of `links` is to be printed with one. */
export async function makeView(
  context: Context,
  interfaces: LinkNames,
  links: readonly Link[],
  listing: Pick<LinkView, 'link' | 'family' | 'queue'>,
): Promise<LinkView> {
  const { options, names, io } = context
  const elsewhere = !options.json && !options.brief && links.some(({ linkNetnsid = -1 }) => linkNetnsid >= 0)
  const namespaces = elsewhere ? await netnsNames(context) : undefined
  const programs = await learnPrograms(io, links)
  return {
    ...listing,
    options,
    names,
    interfaces,
    program: (id) => programs.get(id),
    netns: (id) => namespaces?.get(id),
    user: (id) => userName(io, '/etc/passwd', id),
    usergroup: (id) => userName(io, '/etc/group', id),
  }
}
