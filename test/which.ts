export type RuntimeName = 'node' | 'bun' | 'deno'

/** The runtime that the tests run in. */
export const runtime: RuntimeName = 'bun' in process.versions ? 'bun' : 'deno' in process.versions ? 'deno' : 'node'
