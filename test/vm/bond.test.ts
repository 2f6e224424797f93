/** Two bonds that speak LACP with each other: only then there is something to tell of the aggregation, and of the other end. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareJson, compareText, report } from '../kernel/compare.ts'
import { createNamespace, type Namespace, RTNL } from '../kernel/namespace.ts'

const PORTS = [1, 2]
const bond = (name: string, address: string) =>
  `link add ${name} address ${address} type bond mode 802.3ad miimon 100 lacp_rate fast`

const LINES = [
  bond('bond1', '02:00:00:00:00:01'),
  bond('bond2', '02:00:00:00:00:02'),
  ...PORTS.flatMap((i) => [
    `link add a${i} type veth peer name b${i}`,
    `link set a${i} master bond1`,
    `link set b${i} master bond2`,
  ]),
  'link set bond1 up',
  'link set bond2 up',
]

/** Seconds until both ends agreed. */
const PATIENCE = 120

let namespace: Namespace
beforeAll(async () => {
  namespace = await createNamespace()
  namespace.run(RTNL, ['-batch', '-'], { input: `${LINES.join('\n')}\n` })
})
afterAll(() => namespace.close())

const infoOf = (name: string) => JSON.parse(namespace.exec(`ip -j -d link show ${name}`))[0].linkinfo

test('they agree', async () => {
  const agreed = () => {
    const { ad_info: info = {} } = infoOf('bond1').info_data
    return info.partner_mac === '02:00:00:00:00:02' && info.num_ports === PORTS.length
  }
  for (const end = Date.now() + PATIENCE * 1000; !agreed(); await new Promise((resolve) => setTimeout(resolve, 1000)))
    if (Date.now() > end) throw new Error(JSON.stringify(infoOf('bond1')))
  expect(infoOf('a1').info_slave_data).toHaveProperty('ad_partner_oper_port_state')
})

test.each(['-d link', '-d link show type bond', '-d link show type bond_slave'])('%s', (line) => {
  const compared = [compareJson(namespace, line), compareText(namespace, line)]
  expect(report(compared)).toBe('')
  expect(compared[0]?.objects).toBeGreaterThan(1)
})
