export { open, openRaw, openTransport } from './open.ts'
