import { Decoder, encode, frame, type Type } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { concat } from '../core/bytes.ts'

/** The messages of `type` as a big-endian host would have written them. */
export function swapped(type: number, messages: readonly Uint8Array[]): Uint8Array {
  const decoder = new Decoder(rtnetlink)
  const declaration = rtnetlink.declaration(type) as Type<unknown, unknown>
  const out: Uint8Array[] = []
  for (const bytes of messages) {
    decoder.buffer(bytes.length).set(bytes)
    const count = decoder.scan(bytes.length)
    for (let i = 0; i < count; i++) {
      if (decoder.type(i) !== type) continue
      const options = { bigEndian: true }
      out.push(frame({ type, flags: 2, seq: 1 }, encode(declaration, decoder.body(i), options), options))
    }
  }
  return concat(out)
}
