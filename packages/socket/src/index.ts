export { type Bpf, type BpfProgram, bpfOver } from './bpf.ts'
export { Epoll, EpollWatch, type EventLayout, eventLayout, readyDescriptors } from './epoll.ts'
export {
  type CType,
  cString,
  EPOLL_FUNCTIONS,
  type EpollLibc,
  type Libc,
  libcFiles,
  type Signature,
  SOCKET_FUNCTIONS,
} from './libc.ts'
export { mustBeAtLeast, mustBeLinux, type System, transportOver } from './transport.ts'
export type { Watch } from './watch.ts'
