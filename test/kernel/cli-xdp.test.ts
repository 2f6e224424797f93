import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patience } from '../guest.ts'
import { bpfIn, loads, PINNED } from './bpf/programs.ts'
import { compareJson, compareText, report } from './compare.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'

const LISTINGS = ['link', '-d link', '-s link', '-o -d link', '-br link', 'addr', '-d addr', 'link show dev generic']

let namespace: Namespace
beforeAll(async () => {
  namespace = await createNamespace()
  const load = bpfIn((command, args) => namespace.try(command, args).status)
  namespace.batch(['generic', 'driver', 'free'].map((name) => `link add ${name} type veth peer name ${name}-peer`))
  expect(load('xdp', 'rtnl_first')).toBe(loads)
  expect(load('xdp', 'rtnl_second')).toBe(loads)
  expect(load('xdp', '', 'nameless')).toBe(loads)
})
afterAll(() => namespace.close())

/** Runs `link set dev WORDS pinned FILE` with the tool; an ordinary user has no program to attach. */
function attach(tool: string, words: string, program: string): void {
  const line = `link set dev ${words} pinned ${PINNED}/${program}`
  const { status, stderr } = namespace.try(tool, line.split(' '))
  if (loads === 0) expect([status, stderr]).toEqual([0, ''])
  else expect([status === 0, stderr]).toEqual([false, expect.stringContaining('No such file')])
}

const off = (words: string) => namespace.run(RTNL, `link set dev ${words} off`.split(' '))

interface Program {
  mode: number
  prog: Record<string, unknown>
}

/** What `rtnl -j -d` says of XDP on a link. */
function xdpOf(name: string): (Program & { attached: Program[] }) | undefined {
  return JSON.parse(namespace.run(RTNL, ['-j', '-d', 'link', 'show', 'dev', name]))[0].xdp
}

describe('programs of XDP, beside ip', () => {
  beforeAll(() => {
    attach('ip', 'generic xdpgeneric', 'rtnl_first')
    attach('ip', 'driver xdpdrv', 'rtnl_second')
    attach('ip', 'driver-peer xdpgeneric', 'nameless')
  })

  test.each(LISTINGS)('-j %s', (line) => {
    expect(report([compareJson(namespace, line), compareJson(namespace, `-p ${line}`)])).toBe('')
  })

  test.each(LISTINGS)('%s', (line) => {
    expect(report([compareText(namespace, line)])).toBe('')
  })

  test('the comparison has programs in it', () => {
    const prog = {
      id: expect.any(Number),
      name: 'rtnl_first',
      tag: expect.stringMatching(/^[0-9a-f]{16}$/),
      jited: expect.any(Number),
      load_time: expect.any(Number),
      created_by_uid: 0,
    }
    expect(xdpOf('generic')).toEqual(loads === 0 ? { mode: 2, prog, attached: [{ mode: 2, prog }] } : undefined)
    expect(xdpOf('driver')?.attached[0]?.prog.name).toBe(loads === 0 ? 'rtnl_second' : undefined)
    expect(xdpOf('driver-peer')?.attached[0]?.prog.name).toBe(loads === 0 ? '' : undefined)
  })

  // bpf(2) asks for the right in the system's own user namespace.
  test.each(['-j link', '-j -d link', '-d link'])('without the right to see them: %s', (line) => {
    const [ip, rtnl] = ['ip', RTNL].map((tool) => namespace.run('unshare', ['-r', tool, ...line.split(' ')]))
    expect(rtnl).toBe(ip)
    expect(rtnl).not.toContain('rtnl_first')
  })

  test('monitor tells of them as ip does', async () => {
    const [ip, rtnl] = ['ip', RTNL].map((tool) => {
      const child = namespace.start(tool, ['-d', 'monitor', 'link'])
      let text = ''
      child.stdout?.on('data', (chunk) => {
        text += chunk
      })
      return () => text
    })
    const until = async (mtu: number) => {
      const what = ` mtu ${mtu} `

      for (const end = Date.now() + 15_000 * patience; !(ip?.().includes(what) && rtnl?.().includes(what)); ) {
        if (Date.now() > end) throw new Error(`ip: ${ip?.()}\nrtnl: ${rtnl?.()}`)
        namespace.batch([`link set dev free mtu ${mtu - 1}`, `link set dev free mtu ${mtu}`])
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    await until(1300)
    attach('ip', 'free xdpgeneric', 'rtnl_first')
    await until(1400)
    const lines = (text = '') => new Set(text.split('\n').filter((line) => line.includes('prog/xdp')))
    expect(lines(rtnl?.())).toEqual(lines(ip?.()))
    expect(lines(rtnl?.()).size).toBe(loads === 0 ? 1 : 0)
    off('free xdpgeneric')
  })
})

describe('attaching', () => {
  const programs = () => {
    const { attached } = xdpOf('free') ?? { attached: [] }
    return attached.map(({ mode, prog }) => [mode, prog.name])
  }
  const expected = (...list: [number, string][]) => (loads === 0 ? list : [])

  test('a pinned program, where it is wanted, and off', () => {
    attach(RTNL, 'free xdp', 'rtnl_first')
    expect(programs()).toEqual(expected([1, 'rtnl_first']))
    off('free xdp')
    expect(programs()).toEqual([])
    attach(RTNL, 'free xdpgeneric', 'rtnl_second')
    expect(programs()).toEqual(expected([2, 'rtnl_second']))
  })

  test('another only with -force', () => {
    const words = ['link', 'set', 'free', 'xdpgeneric', 'pinned', `${PINNED}/rtnl_first`]
    const { status, stderr } = namespace.try(RTNL, words)
    if (loads === 0) expect([status, stderr]).toEqual([2, expect.stringContaining('already attached')])
    else expect(status).toBe(1)
    expect(namespace.try(RTNL, ['-force', ...words]).status === 0).toBe(loads === 0)
    expect(programs()).toEqual(expected([2, 'rtnl_first']))
    off('free xdpgeneric')
  })

  test('what is not pinned there is refused', () => {
    const { status, stderr } = namespace.try(RTNL, 'link set free xdp pinned /run/bpf/nosuch'.split(' '))
    expect([status, stderr]).toEqual([1, expect.stringContaining('/run/bpf/nosuch: ENOENT')])
  })
})
