export { CaptureColumns, type CaptureColumnsOptions, readColumns } from './columns.ts'
export {
  type Conversation,
  ConversationTracker,
  conversations,
  type Located,
  messageBytes,
  type Part,
  type Refusal,
} from './conversations.ts'
export { type CapturedMessage, type DecodedPacket, type DecodeOptions, PacketDecoder } from './decode.ts'
export { CaptureError } from './errors.ts'
export { FORMATS, type Format } from './format.ts'
export { type WalkedAttribute, walkNested } from './nested.ts'
export type { Direction, Packet, PacketInput } from './packet.ts'
export type { PacketView } from './packet-view.ts'
export { protocolName, protocolNumber, protocolOf } from './protocols.ts'
export { CaptureReader, type Chunks, type ReadOptions, readBatches, readCapture, readPackets } from './read.ts'
export { CaptureWriter, type WriteOptions } from './write.ts'
