import {
  amt,
  batadv,
  can,
  canCtrlmode,
  canTdc,
  dsa,
  gtp,
  hsr,
  IFLA_AMT,
  IFLA_BATADV,
  IFLA_CAN,
  IFLA_CAN_CTRLMODE,
  IFLA_CAN_TDC,
  IFLA_DSA,
  IFLA_GTP,
  IFLA_HSR,
  IFLA_IPOIB,
  IFLA_IPVLAN,
  IFLA_MACSEC,
  IFLA_NETKIT,
  IFLA_OVPN,
  IFLA_PPP,
  IFLA_RMNET,
  IFLA_WWAN,
  ipoib,
  ipvlan,
  macsec,
  netkit,
  ovpn,
  ppp,
  rmnet,
  VXCAN_INFO,
  vxcan,
  wwan,
} from '@rtnl/families'
import { expect, test } from 'vitest'

type Set = {
  readonly prefix: string
  readonly declared: Readonly<Record<string, readonly [type: number, ...unknown[]]>>
}

const camel = (constant: string) => constant.toLowerCase().replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())

/** Padding, and a second name of one attribute. */
const LEFT_OUT = ['IFLA_MACSEC PAD', 'IFLA_DSA MASTER']

test.each<[prefix: string, constants: Readonly<Record<string, number>>, set: Set]>([
  ['IFLA_AMT', IFLA_AMT, amt],
  ['IFLA_BATADV', IFLA_BATADV, batadv],
  ['IFLA_CAN', IFLA_CAN, can],
  ['IFLA_CAN_TDC', IFLA_CAN_TDC, canTdc],
  ['IFLA_CAN_CTRLMODE', IFLA_CAN_CTRLMODE, canCtrlmode],
  ['IFLA_DSA', IFLA_DSA, dsa],
  ['IFLA_GTP', IFLA_GTP, gtp],
  ['IFLA_HSR', IFLA_HSR, hsr],
  ['IFLA_IPOIB', IFLA_IPOIB, ipoib],
  ['IFLA_IPVLAN', IFLA_IPVLAN, ipvlan],
  ['IFLA_MACSEC', IFLA_MACSEC, macsec],
  ['IFLA_NETKIT', IFLA_NETKIT, netkit],
  ['IFLA_OVPN', IFLA_OVPN, ovpn],
  ['IFLA_PPP', IFLA_PPP, ppp],
  ['IFLA_RMNET', IFLA_RMNET, rmnet],
  ['IFLA_WWAN', IFLA_WWAN, wwan],
  ['VXCAN_INFO', VXCAN_INFO, vxcan],
])('every %s_* is declared, under its own name', (prefix, constants, set) => {
  const expected = Object.entries(constants)
    .filter(([name]) => name !== 'UNSPEC' && !LEFT_OUT.includes(`${prefix} ${name}`))
    .map(([name, type]) => [camel(name), type])
  expect(set.prefix).toBe(prefix)
  expect(Object.fromEntries(Object.entries(set.declared).map(([key, [type]]) => [key, type]))).toEqual(
    Object.fromEntries(expected),
  )
})
