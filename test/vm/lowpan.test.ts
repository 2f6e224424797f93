/** A link of 6LoWPAN: it takes a radio, which a module makes, and both stay in the namespace of the machine. */

import { spawnSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { compareJson, compareText, report } from '../kernel/compare.ts'
import { RTNL } from '../kernel/namespace.ts'

const here = {
  try(command: string, args: readonly string[]) {
    const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
    if (error) throw error
    return { status: status ?? 128, stdout, stderr }
  },
}

const run = (command: string, line: string) => {
  const { status, stderr } = here.try(command, line.split(' '))
  expect([status, stderr]).toEqual([0, ''])
}

/** What ip says of a link, without what is its own. */
const told = (name: string) => {
  const [link] = JSON.parse(here.try('ip', ['-j', '-d', 'link', 'show', name]).stdout)
  const { ifindex, ifname, link: lower, link_index, address, ...rest } = link
  return rest
}

beforeAll(() => {
  for (const module of ['mac802154_hwsim', 'ieee802154_6lowpan']) run('modprobe', module)
})

test('made and changed by rtnl as by ip', () => {
  for (const [tool, radio, name] of [
    ['ip', 'wpan0', 'low0'],
    [RTNL, 'wpan1', 'low1'],
  ] as const) {
    run(tool, `link add link ${radio} name ${name} type lowpan`)
    run(tool, `link set ${name} txqueuelen 7 alias small`)
  }
  expect(told('low1')).toEqual(told('low0'))
  expect(told('low1')).toMatchObject({ linkinfo: { info_kind: 'lowpan' }, txqlen: 7, ifalias: 'small' })
})

test.each(['-d link show type lowpan', '-d link show low1', '-d link'])('%s', (line) => {
  const compared = [compareJson(here, line), compareText(here, line)]
  expect(report(compared)).toBe('')
  expect(compared[0]?.objects).toBeGreaterThan(0)
})

test('deleted', () => {
  for (const name of ['low0', 'low1']) run(RTNL, `link delete ${name}`)
  expect(here.try('ip', ['-j', 'link', 'show', 'type', 'lowpan']).stdout.trim()).toBe('[]')
})
