import { Decoder, type Protocol } from '@rtnl/codec'
import { HOST } from './host.ts'

const decoders = new WeakMap<Protocol, Decoder>()

/**
 * The decoder of a protocol, one for all sockets of this thread: each datagram is received and read in one go, so they never meet in it, and what it
 * learnt about messages serves them all.
 */
export function decoderOf(protocol: Protocol): Decoder {
  const known = decoders.get(protocol)
  if (known !== undefined) return known
  const decoder = new Decoder(protocol, HOST)
  decoders.set(protocol, decoder)
  return decoder
}
