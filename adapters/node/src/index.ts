export { open, openRaw } from './open.ts'
export { openTransport } from './open-transport.ts'
