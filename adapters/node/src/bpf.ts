import { type Bpf, bpfOver } from '@rtnl/socket'
import { loadBindings } from './libc.ts'

/** bpf(2), so far as links have to do with it. Rejects as `openTransport` does where something is missing. */
export const bpf: Bpf = bpfOver(async () => ({ libc: (await loadBindings()).libc, arch: process.arch }))
