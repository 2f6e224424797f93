export type { OpenClient } from './context.ts'
export { type BpfProgram, type CliFile, type CliInput, type CliIo, type CliOutput, ClosedPipeError } from './io.ts'
export { main } from './main.ts'
