export { Client, type ClientOptions, connect } from './client.ts'
export { Connection, type ConnectionOptions } from './connection.ts'
export { describeErrno, strerror } from './errno.ts'
export * from './errors.ts'
export * from './events.ts'
export type { Addrs } from './families/addr.ts'
export type { Links } from './families/link.ts'
export type { LinkRequest } from './families/link-request.ts'
export type { Neighs } from './families/neigh.ts'
export type {
  BulkFailure,
  BulkOptions,
  BulkReport,
  ColumnOptions,
  Listed,
  ListedColumns,
  VerbOptions,
} from './families/options.ts'
export type { Routes } from './families/route.ts'
export type { Rules } from './families/rule.ts'
export type { Group } from './groups.ts'
export { HOST } from './host.ts'
export * from './monitor.ts'
export { openRaw, Raw, type RawMessage, type RawOptions } from './raw.ts'
export { type Capture, type Datagram, record } from './record.ts'
export { ReplayError, replay } from './replay.ts'
export type { Reply, Request } from './reply.ts'
export * from './transport.ts'
