export { openTransport } from './open-transport.ts'
