import { takeUnsigned } from '../../numbers.ts'
import type { KindRequest } from './kind.ts'
import { MAX, type Option } from './options.ts'
import { type Ends, endsOf, named } from './tunnel-ends.ts'
import { takeTos } from './tunnel-values.ts'

/** What tunnels over IPv4 have besides their ends. */
export interface OverIpv4 extends Ends {
  ttl: number
  tos: number
  pmtudisc: number
}

export function overIpv4(before: Partial<OverIpv4> = {}): OverIpv4 {
  const { ttl = 0, tos = 0, pmtudisc = 1 } = before
  return { ...endsOf(before), ttl, tos, pmtudisc }
}

export function pmtudiscOptions(exact = false): Option<OverIpv4>[] {
  return [0, 1].flatMap((value) =>
    named<OverIpv4>([value ? 'pmtudisc' : 'nopmtudisc'], exact, (given) => {
      given.pmtudisc = value
    }),
  )
}

/** `inherit` stands for 0. */
export function ttlOptions(exact = false): Option<OverIpv4>[] {
  return named(['ttl', 'hoplimit', 'hlim'], exact, (given, words) => {
    given.ttl = words.takeIf('inherit') === undefined ? takeUnsigned(words, 'ttl', MAX.U8) : 0
  })
}

export function tosOptions(
  request: Pick<KindRequest, 'names'>,
  names: readonly string[],
  exact = false,
): Option<OverIpv4>[] {
  return named(names, exact, (given, words) => {
    given.tos = takeTos(words, request)
  })
}
