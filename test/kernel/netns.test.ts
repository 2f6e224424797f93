import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inside } from './inside.ts'
import { createNamespace, type Namespace } from './namespace.ts'

let namespace: Namespace
beforeAll(async () => {
  namespace = await createNamespace()
})
afterAll(() => namespace.close())

/** What the function of `bodies/netns.ts` returns. */
const run = async (name: string) => (await inside(namespace, 'netns', name)).result

describe('a client in another network namespace', () => {
  test('is opened by name, path and process, and the thread comes back', async () => {
    expect(await run('opens')).toEqual({
      found: { name: ['markblue'], path: ['markblue'], pid: ['markblue'], none: ['markhere'] },
      same: true,
      leaked: 0,
    })
  })

  test('stays there with all its sockets, wherever the name leads by then', async () => {
    expect(await run('stays')).toEqual(['markold'])
  })

  test('that cannot be entered is an error, and nothing is left behind', async () => {
    expect(await run('refuses')).toEqual({
      codes: [
        'open /run/netns/missing ENOENT',
        'open /no/such/file ENOENT',
        'open /proc/99999999/ns/net ENOENT',
        'setns EINVAL',
        'socket EPROTONOSUPPORT',
      ],
      message: expect.stringMatching(/^open \/run\/netns\/missing: ENOENT: .*ip netns/),
      same: true,
      leaked: 0,
    })
  })
})
