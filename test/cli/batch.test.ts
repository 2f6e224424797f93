import { main } from '@rtnl/cli'
import { type BulkFailure, type Client, NetlinkError } from '@rtnl/client'
import { describe, expect, it } from 'vitest'
import { readBatch } from '../../packages/cli/src/batch.ts'
import { fakeIo } from './support.ts'

const EEXIST = 17

async function* once<T>(piece: T) {
  yield piece
}

/** Pieces that end anywhere. */
async function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7)
}

async function commands(text: string) {
  const all: [number, ...string[]][] = []
  for await (const together of readBatch(pieces(text)))
    for (const { line, words } of together) all.push([line, ...words])
  return all
}

interface Item {
  dst?: string
}
type Told = { stop: boolean; onFailure(failure: BulkFailure<Item>): void }

/** Runs `rtnl` with these words over a file `b`; routes to 10.9.0.0 are refused. */
async function batch(text: string, ...words: string[]) {
  const added: string[] = []
  const calls: number[] = []
  const client = {
    route: {
      async add({ dst }: Item) {
        if (dst === '10.9.0.0') throw new NetlinkError('RTM_NEWROUTE', EEXIST)
        added.push(dst ?? '')
      },
      async addAll(items: Iterable<Item>, { stop, onFailure }: Told) {
        let index = 0
        for (const item of items) {
          const error = await this.add(item).then(
            () => undefined,
            (reason: Error) => reason,
          )
          if (error !== undefined) onFailure({ index, item, error })
          index++
          if (error !== undefined && stop) break
        }
        calls.push(index)
      },
    },
    close: async () => {},
  }
  const io = fakeIo({ b: text })
  io.openInput = async () => ({ chunks: once(new TextEncoder().encode(text)) })
  const code = await main([...words, '-batch', 'b'], io, async () => client as unknown as Client)
  return { code, added, calls, out: io.out, err: io.err }
}

describe('the commands of a batch', () => {
  it('are lines of words', async () => {
    expect(await commands('route add 10.0.0.0/8 \t via  192.0.2.1\r\n\n  \nlink')).toEqual([
      [1, 'route', 'add', '10.0.0.0/8', 'via', '192.0.2.1'],
      [4, 'link'],
    ])
  })

  it('may have comments, quotes and further lines', async () => {
    const text = '# all\nlink set v0 alias \'a b\' # c\nlink set v0 alias "" up\nroute \\\n  add \\\nx\n\\\n\nlast'
    expect(await commands(text)).toEqual([
      [2, 'link', 'set', 'v0', 'alias', 'a b'],
      [3, 'link', 'set', 'v0', 'alias', '', 'up'],
      [6, 'route', 'add', 'x'],
      [9, 'last'],
    ])
  })

  it('have their quotes closed, and their last line', async () => {
    await expect(commands("link\nlink set 'v0\n")).rejects.toThrow('line 2: a quote is not closed')
    await expect(commands('link \\\n')).rejects.toThrow('line 1 goes on in a next one')
  })
})

describe('rtnl -batch', () => {
  it('runs them in order', async () => {
    expect(await batch('route add 10.1.0.0/16\nroute add 10.2.0.0/16\n')).toMatchObject({
      code: 0,
      added: ['10.1.0.0', '10.2.0.0'],
      out: '',
      err: '',
    })
  })

  it('ends at the first that fails', async () => {
    expect(await batch('route add 10.1.0.0/16\n\nroute add 10.9.0.0/16\nroute add 10.2.0.0/16\n')).toMatchObject({
      code: 1,
      added: ['10.1.0.0'],
      out: '',
      err: 'RTNETLINK answers: File exists\nCommand failed b:3\n',
    })
  })

  it('goes on with -force', async () => {
    const { code, added, err } = await batch('route add 10.9.0.0/16\nroute bad\nroute add 10.2.0.0/16\n', '-force')
    expect([code, added]).toEqual([1, ['10.2.0.0']])
    expect(err).toContain('Command failed b:1\n')
    expect(err).toContain('Command failed b:2\n')
  })

  it('hands the client together what stands together', async () => {
    const five = ['10.1.0.0', '10.2.0.0', '10.3.0.0', '10.9.0.0', '10.4.0.0'].map((dst) => `route add ${dst}/16\n`)
    expect((await batch(['route help\n', ...five].join(''), '-force')).calls).toEqual([5])
    const other = await batch([...five.slice(0, 3), 'route bad\n', ...five.slice(3)].join(''), '-force')
    expect(other).toMatchObject({ calls: [3, 2], added: ['10.1.0.0', '10.2.0.0', '10.3.0.0', '10.4.0.0'] })
    expect(other.err.match(/b:\d/g)).toEqual(['b:4', 'b:5'])
    expect(await batch(five.join(''))).toMatchObject({ added: ['10.1.0.0', '10.2.0.0', '10.3.0.0'], code: 1 })
  })

  it('does what stands before a line that cannot be read, and nothing behind it', async () => {
    const text = "route add 10.1.0.0/16\nroute add 10.2.0.0/16\nroute add '10.3.0.0/16\nroute add 10.4.0.0/16\n"
    expect(await batch(text)).toMatchObject({ added: ['10.1.0.0', '10.2.0.0'], code: 1 })
    const wrong = 'route add 10.1.0.0/16\nroute add 10.2.0.0/16\nroute add wrong\nroute add 10.4.0.0/16\n'
    expect(await batch(wrong)).toMatchObject({ added: ['10.1.0.0', '10.2.0.0'], code: 1 })
  })

  it('says what cannot be read', async () => {
    const io = fakeIo()
    expect(await main(['-batch', 'none'], io, async () => ({}) as Client)).toBe(1)
    expect(io.err).toContain('none: no such file')
  })
})
