import { SystemError } from '@rtnl/client'
import { bpfOver, type Libc } from '@rtnl/socket'
import { expect, test } from 'vitest'

/** libc in front of a kernel in which `commands` of bpf(2) succeed. */
function fake(commands: readonly number[], arch = 'x64') {
  const closed: number[] = []
  const asked: [number: number, command: number, size: number][] = []
  const libc = {
    syscall(number: number, command: number, attributes: Uint8Array, size: number) {
      asked.push([number, command, size])
      expect(attributes.length).toBe(size)
      return commands.includes(command) ? 9 : -1
    },
    memmove: () => 0x7fff_1234_5678,
    close: (fd: number) => closed.push(fd),
    errno: () => 1,
  } as unknown as Libc
  return { bpf: bpfOver(async () => ({ libc, arch })), closed, asked }
}

test('a program that may not be seen is not known', async () => {
  const { bpf, asked } = fake([])
  expect(await bpf.program(7)).toBeUndefined()
  expect(asked).toEqual([[321, 13, 12]])
})

test('a descriptor is closed whether or not the kernel tells of it', async () => {
  for (const commands of [[13], [13, 15]]) {
    const { bpf, closed } = fake(commands, 'arm64')
    const program = await bpf.program(7)
    expect(program).toEqual(
      commands.includes(15)
        ? { name: '', tag: '0000000000000000', jited: false, loadTime: 0n, createdByUid: 0, btfId: 0 }
        : undefined,
    )
    expect(closed).toEqual([9])
  }
})

test('what is pinned is opened, or the error names it', async () => {
  const { bpf, closed, asked } = fake([7], 'riscv64')
  const handle = await bpf.openPinned('/run/bpf/x')
  expect([handle.fd, asked, closed]).toEqual([9, [[280, 7, 16]], []])
  handle.close()
  expect(closed).toEqual([9])
  const refused = fake([]).bpf.openPinned('/run/bpf/x')
  await expect(refused).rejects.toThrow(SystemError)
  await expect(refused).rejects.toThrow('/run/bpf/x: EPERM')
})

test('a machine whose number of the call is not known has none', async () => {
  const { bpf, asked } = fake([7, 13, 15], 'vax')
  expect(await bpf.program(7)).toBeUndefined()
  await expect(bpf.openPinned('/x')).rejects.toThrow('ENOSYS')
  expect(asked).toEqual([])
})
