import type { Infer } from '@rtnl/codec'
import { IPPROTO, type sit } from '@rtnl/families'
import { numberOf } from '../../enums.ts'
import type { Printer } from '../../print.ts'
import { wrong } from '../../words.ts'
import { type Option, optionsOf } from './options.ts'
import { named } from './tunnel-ends.ts'

// What ipip, sit and ip6tnl share.

/** What is inside, by the words for it. */
export type Modes = Readonly<Record<string, number>>

export interface Inside {
  proto: number
  collectMetadata?: true
}

type Shown = Pick<Infer<typeof sit>, keyof Inside>

/** What is inside of a tunnel that is there, or of a new one: anything. */
export function insideOf({ proto = 0, collectMetadata }: Shown = {}): Inside {
  return { proto: numberOf(IPPROTO, proto), ...(collectMetadata ? { collectMetadata } : {}) }
}

export function insideOptions(modes: Modes): Option<Inside>[] {
  const { exact, fixed } = optionsOf<Inside>()
  return [
    ...named<Inside>(['mode'], true, (given, words) => {
      const word = words.take()
      const proto = modes[word]
      if (proto === undefined) throw wrong('mode', word, `one of ${Object.keys(modes).join(', ')}`)
      given.proto = proto
    }),
    exact(fixed('external', 'collectMetadata', true)),
  ]
}

/** What is sent: of a tunnel whose addresses come from elsewhere only that. */
export function sentOf<Given extends Inside & { link?: string | number | undefined }>(given: Given) {
  const { proto, collectMetadata } = given
  return collectMetadata ? { proto, collectMetadata } : { ...given, link: given.link ?? 0 }
}

/** What is inside, and whether addresses come from elsewhere; `names` by the numbers of protocols. */
export function printInside(print: Printer, data: Shown, names: Readonly<Record<number, string>>): void {
  if (data.collectMetadata) print.any('external', true, '', ' ', 'external')
  const name = data.proto === undefined ? undefined : names[numberOf(IPPROTO, data.proto)]
  if (name !== undefined) print.any('proto', name)
}
