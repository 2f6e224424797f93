import { UnsupportedError } from '@rtnl/client'
import { libcFiles, mustBeAtLeast, mustBeLinux } from '@rtnl/socket'
import { expect, test } from 'vitest'

test('a runtime that is too old is told which version is needed', () => {
  expect(() => mustBeAtLeast('Bun', '1.1.43', '1.2.0')).toThrow(UnsupportedError)
  expect(() => mustBeAtLeast('Bun', '1.1.43', '1.2.0')).toThrow('rtnl needs Bun 1.2.0 or newer; this is Bun 1.1.43')
  expect(() => mustBeAtLeast('Deno', '1.46.3', '2.0.0')).toThrow('Deno 2.0.0 or newer')
  for (const version of ['1.2.0', '1.2.0-canary.7+abc', '1.2.9', '1.10.0', '2.0.0'])
    mustBeAtLeast('Bun', version, '1.2.0')
})

test('a system without netlink is named', () => {
  expect(() => mustBeLinux('darwin')).toThrow(/Linux.* on darwin. Run this on Linux/)
  mustBeLinux('linux')
})

test('libc is sought as glibc and as musl', () => {
  expect(libcFiles('x64')).toEqual(['libc.so.6', 'libc.musl-x86_64.so.1'])
  expect(libcFiles('arm64')).toEqual(['libc.so.6', 'libc.musl-aarch64.so.1'])
  expect(libcFiles('riscv64')).toEqual(['libc.so.6', 'libc.musl-riscv64.so.1'])
})
