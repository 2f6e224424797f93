import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NLM_F, NLM_F_KIND } from '@rtnl/families'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Headers, readHeaders } from './uapi.headers.ts'
import { leftOut, newer, prefixes, sources, spellings } from './uapi.lists.ts'

const folder = fileURLToPath(new URL('../../packages/families/src/uapi/', import.meta.url))
const linux612 = fileURLToPath(new URL('../../build/linux-6.12/include/uapi', import.meta.url))

/** One constant of ours under the kernel's name. */
interface Constant {
  value: number | bigint
  /** Where it stands, for messages: `rtnetlink.ts RTA.DST`. */
  place: string
  /** The headers that may define it. */
  headers: string[]
}
type Constants = Map<string, Constant>

const files = readdirSync(folder).filter((file) => file !== 'index.ts')
const headersOf = (file: string) => sources[file] ?? [file.replace(/\.ts$/, '.h')]
const headers = files.flatMap(headersOf)

/** Every constant of the files in `uapi/`, the objects' and the single ones. */
async function collect(): Promise<Constants> {
  const found: Constants = new Map()
  const put = (name: string, value: number | bigint, file: string, rest: string) => {
    const place = `${file} ${rest}`
    const other = found.get(name)
    if (other !== undefined) throw new Error(`${name} stands twice: ${other.place}, ${place}`)
    found.set(name, { value, place, headers: headersOf(file) })
  }
  for (const file of files) {
    const module: Record<string, number | bigint | Record<string, unknown>> = await import(`${folder}${file}`)
    for (const [object, members] of Object.entries(module)) {
      if (typeof members !== 'object') put(object, members, file, object)
      else
        for (const [key, value] of Object.entries(members)) {
          const name = spellings[`${object}.${key}`] ?? `${prefixes[object] ?? object}_${key}`
          if (typeof value === 'number' || typeof value === 'bigint') put(name, value, file, `${object}.${key}`)
        }
    }
  }
  return found
}

const versionNumber = (text: string) => {
  const [major = 0, minor = 0] = text.split('.').map(Number)
  return major * 1000 + minor
}

/** The kernel that brought each constant that `newer` lists. */
const since = new Map(
  Object.entries(newer).flatMap(([version, names]) => names.map((name) => [name, versionNumber(version)])),
)

/**
 * Our value of a constant that C sees otherwise: cut off where an `int` goes on, in the host's byte order what the
 * header has in the network's.
 */
function asOurs(name: string, value: number | bigint): number | bigint {
  if (typeof value === 'bigint') return value
  if (name === 'NLA_TYPE_MASK') return value & 0xffff
  if (/^(GRE|TUNNEL)_(?!MSG_|ENCAP_)/.test(name)) return new DataView(Uint16Array.of(value).buffer).getUint16(0)
  return value
}

/** All that is wrong with `ours` in the light of one set of headers. */
function audit(ours: Constants, theirs: Headers): string[] {
  const problems: string[] = []
  for (const [name, { value, place, headers }] of ours) {
    const header = theirs.names.get(name)
    if (header === undefined) {
      // The other way round proves nothing: stable kernels take constants from newer ones.
      const brought = since.get(name)
      if (brought === undefined) problems.push(`${place}: no header defines ${name}`)
      else if (brought <= theirs.version)
        problems.push(`${place}: ${name} is not in the headers, but is listed as old enough`)
      continue
    }
    const actual = asOurs(name, theirs.values.get(name) as number | bigint)
    if (actual !== value) problems.push(`${place}: ${name} is ${actual}, not ${value}`)
    if (!headers.includes(header)) problems.push(`${place}: ${name} is defined by ${header}`)
  }
  const maxima = new Set([...ours.values()].map(({ place }) => `${objectOf(place)}_MAX`))
  const isMaximum = (name: string) => maxima.has(name) || (name.endsWith('_MAX') && theirs.names.has(`__${name}`))
  for (const [name, header] of theirs.names)
    if (!ours.has(name) && !isMaximum(name) && !patternsOf(header).some((pattern) => covers(pattern, name)))
      problems.push(`${name} of ${header} is neither known nor listed as left out`)
  return problems
}

/** `rtnetlink.ts RTA.DST` -> `RTA` */
const objectOf = (place: string) => place.replace(/^.* |\..*$/g, '')
const patternsOf = (header: string) => ['*', header].flatMap((key) => leftOut[key] ?? []).map(([pattern]) => pattern)
const covers = (pattern: RegExp, name: string) => new RegExp(`^(${pattern.source})$`).test(name)

describe('the constants of uapi/', () => {
  let ours: Constants
  let installed: Headers
  let linux: Headers

  beforeAll(async () => {
    ours = await collect()
    installed = readHeaders(headers, ours.keys())
    linux = readHeaders(headers, ours.keys(), [linux612, 6012])
  })

  test('agree with the installed headers', () => {
    expect(audit(ours, installed)).toEqual([])
  })

  test('agree with the headers of Linux 6.12', () => {
    expect(audit(ours, linux)).toEqual([])
  })

  test('were compared', () => {
    expect(ours.size).toBeGreaterThan(1700)
    expect(linux.values.size).toBeGreaterThan(ours.size - 60)
    expect(linux.values.get('IFLA_VXLAN_ID')).toBe(1)
  })

  test('are reported if a value is wrong', () => {
    const { place, headers } = ours.get('RTA_GATEWAY') as Constant
    const changed = new Map(ours).set('RTA_GATEWAY', { value: 6, place, headers })
    const report = ['rtnetlink.ts RTA.GATEWAY: RTA_GATEWAY is 5, not 6']
    expect(audit(changed, installed)).toEqual(report)
    expect(audit(changed, linux)).toEqual(report)
  })

  test('are reported if one is unknown to the headers, or stands in the wrong file', () => {
    const changed = new Map(ours).set('RTA_BOGUS', {
      value: 99,
      place: 'rtnetlink.ts RTA.BOGUS',
      headers: ['rtnetlink.h'],
    })
    expect(audit(changed, installed)).toEqual(['rtnetlink.ts RTA.BOGUS: no header defines RTA_BOGUS'])
    const moved = new Map(ours).set('RTA_DST', { value: 1, place: 'if_link.ts RTA.DST', headers: ['if_link.h'] })
    expect(audit(moved, installed)).toEqual(['if_link.ts RTA.DST: RTA_DST is defined by rtnetlink.h'])
  })

  test('are reported if one of the headers is missing', () => {
    const changed = new Map(ours)
    for (const name of ['RTA_DST', 'IFF_UP', 'AF_INET6', 'NETLINK_CAP_ACK']) changed.delete(name)
    const report = [
      'IFF_UP of if.h is neither known nor listed as left out',
      'RTA_DST of rtnetlink.h is neither known nor listed as left out',
      'AF_INET6 of bits/socket.h is neither known nor listed as left out',
      'NETLINK_CAP_ACK of netlink.h is neither known nor listed as left out',
    ]
    expect(audit(changed, installed).sort()).toEqual(report.sort())
    expect(audit(changed, linux).sort()).toEqual(report.sort())
  })

  test('are reported if one that is not listed as newer is missing from the headers', () => {
    const names = new Map(installed.names)
    names.delete('IFLA_MTU')
    expect(audit(ours, { ...installed, names })).toEqual(['if_link.ts IFLA.MTU: no header defines IFLA_MTU'])
  })

  test('have no entry in the lists that nothing needs', () => {
    const unknown = [...installed.names, ...linux.names].filter(([name]) => !ours.has(name))
    const idle = Object.entries(leftOut).flatMap(([header, list]) =>
      list.filter(
        ([pattern]) => !unknown.some(([name, from]) => (header === '*' || header === from) && covers(pattern, name)),
      ),
    )
    expect(idle).toEqual([])
    expect([...since.keys()].filter((name) => !ours.has(name))).toEqual([])
    const places = [...ours.values()].map(({ place }) => place)
    expect(Object.keys(spellings).filter((end) => !places.some((place) => place.endsWith(` ${end}`)))).toEqual([])
    const objects = new Set(places.map(objectOf))
    expect(Object.keys(prefixes).filter((object) => !objects.has(object))).toEqual([])
  })
})

test('the flags of messages by kind are those of NLM_F, one bit each', () => {
  for (const [kind, flags] of Object.entries(NLM_F_KIND)) {
    expect(NLM_F, kind).toMatchObject(flags)
    const bits = Object.values(flags)
    expect(new Set(bits).size, kind).toBe(bits.length)
    for (const bit of bits) expect(bit & (bit - 1), kind).toBe(0)
  }
})
