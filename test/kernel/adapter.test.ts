import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STARTED } from '../runtime.ts'
import { inside } from './inside.ts'
import { createNamespace, type Namespace } from './namespace.ts'

let namespace: Namespace
beforeAll(async () => {
  namespace = await createNamespace()
  namespace.exec('ip link set lo up')
})
afterAll(() => namespace.close())

/** What the function of `bodies/adapter.ts` returns. */
const run = async (name: string) => (await inside(namespace, 'adapter', name)).result

describe('the socket', () => {
  test('sends, and receives with length, sender and a look that leaves it queued', async () => {
    expect(await run('receives')).toEqual({
      nothing: -1,
      same: true,
      sender: 0,
      header: [true, 16, 7],
      portid: true,
      after: -1,
    })
  })

  test('throws what the kernel refuses, by name', async () => {
    expect(await run('refuses')).toEqual({
      noProtocol: 'socket EPROTONOSUPPORT',
      codes: {
        option: 'ENOPROTOOPT',
        getOption: 'ENOPROTOOPT',
        group: 'EINVAL',
        empty: 'ENODATA',
        tooLong: 'EMSGSIZE',
        highGroup: 'none',
        leave: 'none',
      },
      extAck: 1,
      closed: ['EBADF', 'EBADF'],
      leaked: 0,
    })
  })

  test('sends on another thread, though it be closed meanwhile; Bun has no such calls', async () => {
    const refused = ['ENODATA', 'EMSGSIZE', 'EBADF']
    const seen = STARTED === 'bun' ? 'absent' : { answered: true, refused, strays: 0, leaked: 0 }
    expect(await run('sendsAsync')).toEqual(seen)
  })

  test('waits on the event loop; wake and close end the wait', async () => {
    const order = ['at once', 'wake', 'woken', 'send', 'datagram', 'close', 'closed', 'closed already']
    expect(await run('waits')).toEqual(order)
  })

  test('leaves nothing behind in 10,000 rounds', async () => {
    const leaked = (await run('leaks')) as { descriptors: number; threads: number; mebibytes: number }
    expect(leaked).toMatchObject({ descriptors: 0, threads: 0 })
    expect(leaked.mebibytes).toBeLessThan(32)
  })

  test('works in a worker, which may end or be ended with the socket open', async () => {
    expect(await run('workers')).toEqual(['idle', 'waits', 'sends', 'idle', 'waits', 'sends'])
  })

  test('that is open and not waited for does not keep the process', async () => {
    expect((await inside(namespace, 'adapter', 'idles')).ending).toBeLessThan(1000)
  })
})

describe('where there is no netlink', () => {
  test('because the system is not Linux, the error says so', async () => {
    expect(await run('unsupported')).toMatchObject({
      class: true,
      message: expect.stringMatching(/Linux.* on darwin. Run this on Linux/),
    })
  })
})
