export { bpf } from './bpf.ts'
export { openTransport } from './open-transport.ts'
