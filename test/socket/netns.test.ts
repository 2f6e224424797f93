import { describe, expect, test } from 'vitest'
import type { Libc } from '../../packages/socket/src/libc.ts'
import { namespacePath, openNamespace, within } from '../../packages/socket/src/netns.ts'

/** A libc of which each call is written down, and some fail: by the text of the call, with this errno. */
function fakeLibc(failures: Record<string, number> = {}) {
  const calls: string[] = []
  let errno = 0
  let next = 10
  const call = (text: string, result: number) => {
    calls.push(text)
    errno = failures[text] ?? 0
    return errno === 0 ? result : -1
  }
  const never = () => {
    throw new Error('not to be called here')
  }
  const libc: Libc = {
    socket: never,
    bind: never,
    getsockname: never,
    setsockopt: never,
    getsockopt: never,
    sendto: never,
    recvfrom: never,
    open: (path) => call(`open ${new TextDecoder().decode(path).slice(0, -1)}`, next++),
    close: (fd) => call(`close ${fd}`, 0),
    setns: (fd) => call(`setns ${fd}`, 0),
    syscall: never,
    memmove: never,
    errno: () => errno,
  }
  return { libc, calls }
}

test('a name, a path and a process lead to their files', () => {
  expect(namespacePath('blue')).toBe('/run/netns/blue')
  expect(namespacePath('/proc/1/ns/net')).toBe('/proc/1/ns/net')
  expect(namespacePath('./ns')).toBe('./ns')
  expect(namespacePath(1)).toBe('/proc/1/ns/net')
})

test('what is missing is named', () => {
  const { libc } = fakeLibc({
    'open /run/netns/blue': 2,
    'open /proc/7/ns/net': 2,
    'open /root/ns': 13,
    'open /proc/1/ns/net': 13,
  })
  expect(() => openNamespace(libc, 'blue')).toThrow(/^open \/run\/netns\/blue: ENOENT: .* ip netns lists/)
  expect(() => openNamespace(libc, 7)).toThrow(/There is no process 7$/)
  expect(() => openNamespace(libc, '/root/ns')).toThrow(/^open \/root\/ns: EACCES: Permission denied$/)
  for (const netns of [1, '/proc/1/ns/net'])
    expect(() => openNamespace(libc, netns)).toThrow(/^open \/proc\/1\/ns\/net: EACCES: .*CAP_SYS_PTRACE/)
})

describe('work inside another namespace', () => {
  // The thread's own namespace has the first descriptor.
  const there = 99
  const own = 'open /proc/thread-self/ns/net'

  test('happens between going and coming back', () => {
    const { libc, calls } = fakeLibc()
    expect(within(libc, there, () => calls.push('work'))).toBeGreaterThan(0)
    expect(calls).toEqual([own, 'setns 10', 'setns 99', 'work', 'setns 10', 'close 10'])
  })

  test('that throws comes back too', () => {
    const { libc, calls } = fakeLibc()
    const work = () => {
      throw new Error('no socket')
    }
    expect(() => within(libc, there, work)).toThrow('no socket')
    expect(calls).toEqual([own, 'setns 10', 'setns 99', 'setns 10', 'close 10'])
  })

  test('does not begin where the thread could not come back', () => {
    const { libc, calls } = fakeLibc({ 'setns 10': 1 })
    expect(() => within(libc, there, () => calls.push('work'))).toThrow(/^setns: EPERM: .*CAP_SYS_ADMIN/)
    expect(calls).toEqual([own, 'setns 10', 'close 10'])
  })

  test('does not begin where it cannot be entered', () => {
    const { libc, calls } = fakeLibc({ 'setns 99': 22 })
    expect(() => within(libc, there, () => calls.push('work'))).toThrow(/^setns: EINVAL: .*no network namespace/)
    expect(calls).toEqual([own, 'setns 10', 'setns 99', 'close 10'])
  })
})
