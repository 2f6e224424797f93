import type { KindRequest } from './kind.ts'
import { type Once, valued } from './once.ts'
import type { Option } from './options.ts'
import { takeDf, takeLabel, takeTos } from './tunnel-values.ts'

interface Given extends Once {
  readonly request: KindRequest
  readonly data: { tos?: number | undefined; df?: string | number | undefined; label?: number | undefined }
}

/** The options that Ethernet over UDP (vxlan, geneve) has for the header of IP. */
export const udpHeaderOptions: readonly Option<Given>[] = [
  ...valued<Given>(['tos', 'dsfield'], 'tos', ({ data, request }, words) => {
    data.tos = takeTos(words, request)
  }),
  ...valued<Given>(['df'], 'df', ({ data }, words) => {
    data.df = takeDf(words)
  }),
  ...valued<Given>(['label', 'flowlabel'], 'flowlabel', ({ data }, words) => {
    data.label = takeLabel(words)
  }),
]
