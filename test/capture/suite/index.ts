import type { Case } from './check.ts'
import { columns } from './columns.ts'
import { damage } from './damage.ts'
import { decoding } from './decoding.ts'
import { formats } from './formats.ts'
import { hexText } from './hex.ts'

/** All that holds of `@rtnl/capture` in every runtime. */
export const suite = (vectors: readonly Uint8Array[]): Case[] => [
  ...formats,
  ...hexText,
  ...decoding(vectors),
  ...columns(vectors),
  ...damage,
]
