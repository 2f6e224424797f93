import { readdirSync, readlinkSync } from 'node:fs'
import { Connection, type ConnectionOptions } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { NLM_F, RTM, route, rtnetlink } from '@rtnl/families'
import { openTransport } from '@rtnl/node'

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

export const connect = (options: Partial<ConnectionOptions> = {}) =>
  Connection.open(openTransport, { protocol: rtnetlink, ...options })

/** How many descriptors the process has open. */
export const descriptors = () => readdirSync('/proc/self/fd').length

export const ownNamespace = () => readlinkSync('/proc/thread-self/ns/net')

/** The payload for a route to the `i`th of 2^24 networks of 10.0.0.0/8 by way of the loopback. */
export const routeTo = (i: number) =>
  encode(route, {
    family: 'inet',
    dst: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
    dstLen: 32,
    table: 77,
    type: 'unicast',
    protocol: 'static',
    scope: 'link',
    oif: 1,
  })

export const addRoute = (connection: Connection, i: number) =>
  connection.request({ type: RTM.NEWROUTE, flags: NLM_F.CREATE | NLM_F.EXCL, payload: routeTo(i) })

export const deleteRoute = (connection: Connection, i: number) =>
  connection.request({ type: RTM.DELROUTE, payload: routeTo(i) })
