export * from '@rtnl/client'
export { CodecError, DecodeError, EncodeError, encode, frame } from '@rtnl/codec'
export type {
  Addr,
  AddrInput,
  Link,
  LinkInput,
  Neigh,
  NeighInput,
  Route,
  RouteInput,
  Rule,
  RuleInput,
} from '@rtnl/families'
export { rtnetlink, uapi } from '@rtnl/families'
export { open, openRaw, openTransport } from './open.ts'
