import { main } from '@rtnl/cli'
import { encode } from '@rtnl/codec'
import { link, neigh, RTM, route as routeOf } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { fileOf, framed, routeMessage, rtmonFile, session } from '../capture/suite/samples.ts'
import { type FakeIo, fakeIo, textOf } from './support.ts'

const never = () => Promise.reject(new Error('decode opens no socket'))

/** Runs `rtnl decode` over files that are not there. */
async function decode(files: Record<string, Uint8Array>, ...argv: string[]) {
  const io: FakeIo = {
    ...fakeIo(),
    stdout: { isTTY: argv.includes('terminal'), write: () => {} },
    out: '',
    err: '',
    async openInput(path) {
      const bytes = files[path]
      if (bytes === undefined) throw new Error(`ENOENT: ${path}`)
      return {
        size: bytes.length,
        // As of a file: two buffers by turns.
        chunks: (async function* () {
          const buffers = [new Uint8Array(100), new Uint8Array(100)]
          for (let at = 0; at < bytes.length; at += 100) {
            const part = bytes.subarray(at, at + 100)
            const buffer = buffers[(at / 100) % 2] as Uint8Array
            buffer.set(part)
            yield buffer.subarray(0, part.length)
          }
        })(),
      }
    },
  }
  io.stdout.write = (text) => {
    io.out += textOf(text)
  }
  io.stderr.write = (text) => {
    io.err += textOf(text)
  }
  const code = await main(argv, io, never)
  return { code, out: io.out, err: io.err, lines: io.out.split('\n').slice(0, -1) }
}

const file = fileOf(session(), { format: 'pcapng' })
const json = async (...argv: string[]) =>
  (await decode({ f: file }, 'decode', '-j', ...argv, 'f')).lines.map((line) => JSON.parse(line))

describe('a line for each message', () => {
  test('with time, direction, header, body and what went wrong', async () => {
    const { code, lines, err } = await decode({ f: file }, 'decode', 'f')
    expect([code, err]).toEqual([0, ''])
    expect(lines).toHaveLength(12)
    expect(lines[0]).toMatch(
      /^2023-11-14T22:13:20\.123456789Z > RTM_GETROUTE len 28 seq 7 portid 0 request,root,match family unspec /,
    )
    expect(lines[1]).toMatch(
      /^2023-11-14T22:13:21\.123456796Z < RTM_NEWROUTE len 52 seq 7 portid 4711 multi .* dst 10\.0\.1\.0 oif 3$/,
    )
    expect(lines[4]).toMatch(/ > RTM_NEWLINK .* linkinfo { kind vxlan data { id 33554431 } }$/)
    expect(lines[5]).toMatch(
      / NLMSG_ERROR .* ERANGE: Attribute failed policy validation, at linkinfo\.data\.id \(IFLA_VXLAN_ID\), offset \d+$/,
    )
    expect(lines[9]).toMatch(/Z generic GENL_ID_CTRL len 20 seq 1 portid 0 request cmd 3 version 1$/)
    expect(lines[10]).toMatch(/Z 77 40 len 21 seq 1 portid 0 0102030405$/)
    expect(lines[11]).toMatch(/ ENOBUFS: sendto: No buffer space available$/)
  })

  test('what could drive a terminal is made visible', async () => {
    const bytes = file.slice()
    const at = Buffer.from(bytes).indexOf('vx0')
    bytes.set([0x1b, 0x0a], at)
    const { lines } = await decode({ f: bytes }, 'decode', '--type', 'newlink', 'f')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('ifname \\x1b\\x0a0')
  })
})

describe('JSON', () => {
  test('has the keys that it should', async () => {
    const decoded = await json()
    expect(decoded).toHaveLength(12)
    expect(decoded[1]).toEqual({
      time: Number(1_700_000_001_123_456_796n),
      protocol: 0,
      direction: 'received',
      offset: expect.any(Number),
      nlmsg: { len: 52, type: 'RTM_NEWROUTE', flags: 2, seq: 7, portid: 4711 },
      body: expect.objectContaining({ family: 'inet', dst: '10.0.1.0', dstLen: 24, oif: 3 }),
    })
    expect(new DataView(file.buffer).getUint32(decoded[2].offset, true)).toBe(52)
    expect(decoded[5].error).toEqual({
      code: 'ERANGE',
      errno: 34,
      message: 'Attribute failed policy validation',
      path: 'linkinfo.data.id',
      constant: 'IFLA_VXLAN_ID',
      offset: 60,
    })
    expect(decoded[10]).toMatchObject({ protocol: 77, nlmsg: { type: 40 }, payload: '0102030405' })
  })

  test('also by the option before the command', async () => {
    const { lines } = await decode({ f: file }, '-j', 'decode', 'f')
    expect(lines.map((line) => JSON.parse(line))).toEqual(await json())
  })

  test('damage has its place in the file, and spoils nothing else', async () => {
    const bytes = file.slice()
    const [, first] = await json()
    // The length of the first attribute behind struct rtmsg.
    bytes[first.offset + 28] = 3
    const decoded = (await decode({ f: bytes }, 'decode', '-j', 'f')).lines.map((line) => JSON.parse(line))
    expect(decoded).toHaveLength(12)
    expect(decoded[1].error).toMatchObject({ code: 'EDECODE', offset: first.offset + 28 })
    expect(decoded[1].payload).toMatch(/^02180000/)
    expect(decoded[2].body.dst).toBe('10.0.2.0')
  })
})

test('of a packet that is not netlink the protocol is left out', async () => {
  const ethernet = file.slice()
  const type = Buffer.from(ethernet).indexOf(Buffer.from([253, 0, 0, 0]))
  ethernet[type] = 1
  const decoded = (await decode({ f: ethernet }, 'decode', '-j', 'f')).lines.map((line) => JSON.parse(line))
  expect(decoded.length).toBeGreaterThan(5)
  expect(decoded[0]).toEqual({
    time: Number(1_700_000_000_123_456_789n),
    direction: 'sent',
    offset: expect.any(Number),
    payload: expect.stringMatching(/^([0-9a-f]{2})+$/),
    error: { code: 'EDECODE', message: 'link type 1 is not LINKTYPE_NETLINK (253)' },
  })
})

test('-v: the whole tree with offsets', async () => {
  const { lines } = await decode({ f: file }, 'decode', '-v', '--type', 'RTM_NEWLINK', 'f')
  const [{ offset }] = await json('--type', 'RTM_NEWLINK')
  expect(lines[0]).toMatch(/ > RTM_NEWLINK len 68 seq 8 portid 0 request,ack$/)
  expect(
    lines.slice(1).map((line) =>
      line
        .replace(/^ +(\d+)/, (_, at) => String(Number(at) - offset))
        .replace(/ +/g, ' ')
        .trimEnd(),
    ),
  ).toEqual([
    '0+16 nlmsghdr',
    '0+4 len 68',
    '4+2 type 16',
    '6+2 flags 5',
    '8+4 seq 8',
    '12+4 portid 0',
    '16+16 ifinfomsg',
    '16+1 family unspec',
    '18+2 type netrom',
    '20+4 index 0',
    '24+4 flags',
    '28+4 change',
    '32+8 IFLA_IFNAME ifname vx0',
    '40+28 IFLA_LINKINFO linkinfo',
    '44+10 IFLA_INFO_KIND kind vxlan',
    '56+12 IFLA_INFO_DATA data',
    '60+8 IFLA_VXLAN_ID id 33554431',
  ])
})

describe('filters', () => {
  const dsts = (decoded: { body: { dst?: string } }[]) => decoded.map(({ body }) => body.dst)

  test.each([
    [
      ['--type', 'newroute'],
      ['10.0.1.0', '10.0.2.0', '10.0.9.0', '10.0.9.0', '10.0.9.0'],
    ],
    [['--type', '24', '--where', 'dst=10.0.2.0/23'], ['10.0.2.0']],
    [
      ['--type', 'RTM_NEWROUTE', '--where', 'dst=10.0.0.0/8', '--where', 'oif=3'],
      ['10.0.1.0', '10.0.2.0', '10.0.9.0', '10.0.9.0', '10.0.9.0'],
    ],
    [['--where', 'dst=10.0.1.0/25'], []],
    [['--where', 'dst=10.0.1.0'], ['10.0.1.0']],
    [['--where', 'oif=4'], []],
    [
      ['--family', 'inet', '--where', 'dst=10.0.9.0/24'],
      ['10.0.9.0', '10.0.9.0', '10.0.9.0'],
    ],
    [['--type', 'newroute', '--family', 'inet6'], []],
  ])('%s', async (argv, wanted) => {
    expect(dsts(await json(...argv))).toEqual(wanted)
  })

  test('an error is resolved though its request is filtered out', async () => {
    const decoded = await json('--type', 'NLMSG_ERROR')
    expect(decoded.map(({ error }) => error?.path)).toEqual(['linkinfo.data.id', undefined])
  })

  test('within nests', async () => {
    expect((await json('--where', 'linkinfo.kind=vxlan')).map(({ nlmsg }) => nlmsg.type)).toEqual(['RTM_NEWLINK'])
  })
})

describe('--columns: comma-separated values', () => {
  const csv = async (...argv: string[]) => (await decode({ f: file }, 'decode', ...argv, 'f')).lines

  test('a header, and a line for each message of the only type that has the fields; absent is empty', async () => {
    const lines = await csv('--columns', 'dst,gateway,oif,type,metrics.mtu')
    expect(lines).toEqual([
      'dst,gateway,oif,type,metrics.mtu',
      ...['10.0.1.0', '10.0.2.0', '10.0.9.0', '10.0.9.0'].map((dst) => `${dst},,3,unicast,`),
    ])
  })

  test('the type may be said, and rows may be filtered', async () => {
    expect(await csv('--type', 'newlink', '--columns', 'ifname,linkinfo.kind,flags')).toEqual([
      'ifname,linkinfo.kind,flags',
      'vx0,vxlan,',
    ])
    expect(await csv('--columns', 'dst,dstLen,oif', '--where', 'dst=10.0.2.0/23', '--family', 'inet')).toEqual([
      'dst,dstLen,oif',
      '10.0.2.0,24,3',
    ])
    expect(await csv('--columns', 'dst,oif', '--family', 'inet6')).toEqual(['dst,oif'])
    expect(await csv('--type', 'NLMSG_ERROR', '--columns', 'error,msg,offs')).toEqual([
      'error,msg,offs',
      '-34,Attribute failed policy validation,60',
      '0,,',
    ])
  })

  test('both byte orders in one file keep its order; flags by their names, link-layer addresses as text', async () => {
    const neighbour = (last: number, bigEndian: boolean) => {
      const body = { family: 'inet', ifindex: last, state: ['reachable', 'noarp'], dst: '10.0.0.1' } as const
      const lladdr = `02:00:00:00:00:0${last}`
      return framed({ type: RTM.NEWNEIGH }, encode(neigh, { ...body, lladdr }, { bigEndian }), bigEndian)
    }
    const mixed = [1, 2, 3, 4].map((n) => ({ protocol: 0, time: 1n, bytes: neighbour(n, n % 2 === 0) }))
    const { lines } = await decode(
      { f: fileOf(mixed, { format: 'pcapng', bigEndian: false }) },
      ...['decode', '--columns', 'ifindex,lladdr,state', 'f'],
    )
    expect(lines.slice(1)).toEqual([1, 2, 3, 4].map((n) => `${n},02:00:00:00:00:0${n},reachable noarp`))
  })

  test('what has a comma, a quote or a line feed stands in quotes; on a terminal nothing drives it', async () => {
    const named = ['a,b', 'a"b', 'a\nb', 'a\x1bb'].map((ifname) => ({
      protocol: 0,
      time: 1n,
      bytes: framed({ type: RTM.NEWLINK }, encode(link, { ifname })),
    }))
    const f = fileOf(named, { format: 'pcap' })
    const { out } = await decode({ f }, 'decode', '--columns', 'ifname,mtu', 'f')
    expect(out).toBe('ifname,mtu\n"a,b",\n"a""b",\n"a\nb",\na\x1bb,\n')
    const shown = await decode({ f, terminal: f }, 'decode', '--columns', 'ifname,mtu', 'terminal')
    expect(shown.out).toBe('ifname,mtu\n"a,b",\n"a""b",\na\\x0ab,\na\\x1bb,\n')
  })

  test('damage is told at the end, with its place: exit code 1', async () => {
    const bytes = file.slice()
    const [, first] = await json()
    bytes[first.offset + 28] = 3
    const { code, lines, err } = await decode({ f: bytes }, 'decode', '--columns', 'dst,oif', 'f')
    expect([code, lines]).toEqual([1, ['dst,oif', '10.0.2.0,3', '10.0.9.0,3', '10.0.9.0,3']])
    expect(err).toMatch(`Error: a damaged message made no row: nla_len is less than 4`)
    expect(err).toContain(`offset ${first.offset + 28}`)
  })
})

describe('other files', () => {
  test('rtmon from standard input; raw of another protocol and order', async () => {
    const { lines } = await decode({ '-': rtmonFile() }, 'decode', '-')
    expect(lines).toHaveLength(4)
    expect(lines[2]).toMatch(/^2023-11-14T22:13:20\.000005000Z < RTM_NEWROUTE/)
    const big = rtmonFile(true)
    const raw = await decode(
      { f: big },
      'decode',
      '-j',
      '--format',
      'raw',
      '--protocol',
      'generic',
      '--big-endian',
      'f',
    )
    expect(raw.lines.map((line) => JSON.parse(line).protocol)).toEqual([16, 16, 16, 16, 16, 16])
    expect(JSON.parse(raw.lines[2] ?? '').nlmsg.type).toBe(15)
  })

  test('--format overrides what a file looks like; --protocol takes a number too', async () => {
    const message = routeMessage({}, 1)
    const types = async (bytes: Uint8Array, ...argv: string[]) => {
      const { lines, err } = await decode({ f: bytes }, 'decode', '-j', ...argv, 'f')
      return [lines.map((line) => JSON.parse(line)).map(({ protocol, nlmsg }) => [protocol, nlmsg.type]), err]
    }
    const route = [[[0, 'RTM_NEWROUTE']], '']
    const hexed = new TextEncoder().encode(Buffer.from(message).toString('hex'))
    const one = [{ protocol: 0, time: 1n, bytes: message }]
    for (const [format, bytes] of Object.entries({
      raw: message,
      rtmon: message,
      hex: hexed,
      pcap: fileOf(one, { format: 'pcap' }),
      pcapng: fileOf(one, { format: 'pcapng' }),
    })) {
      expect(await types(bytes)).toEqual(route)
      expect(await types(bytes, '--format', format)).toEqual(route)
    }
    expect(await types(hexed, '--format', 'pcap')).toEqual([[], 'Error: this is not a pcap file, offset 0.\n'])
    expect(await types(message, '--format', 'pcapng')).toEqual([[], 'Error: this is not a pcapng file, offset 0.\n'])
    expect(await types(message, '--format', 'hex')).toEqual([[], expect.stringContaining('this is not hexadecimal')])
    const [stamps] = await types(rtmonFile(), '--format', 'raw')
    expect(stamps).toContainEqual([0, 15])
    expect(await types(message, '--protocol', '77')).toEqual([[[77, 24]], ''])
    expect(await types(message, '--protocol', 'NETLINK_XFRM')).toEqual([[[6, 24]], ''])
  })

  test('--big-endian, where the first length is possible in both orders', async () => {
    // 256 bytes are 65,536 to a little-endian host.
    const bytes = framed({ type: RTM.NEWROUTE }, new Uint8Array(240), true)
    expect((await decode({ f: bytes }, 'decode', '-j', 'f')).err).toContain('the file ends within a message')
    const { lines, err } = await decode({ f: bytes }, 'decode', '-j', '--big-endian', 'f')
    expect([lines.map((line) => JSON.parse(line).nlmsg), err]).toEqual([
      [{ len: 256, type: 'RTM_NEWROUTE', flags: 0, seq: 1, portid: 0 }],
      '',
    ])
  })

  test('a uevent is shown as its text', async () => {
    const uevent = { protocol: 15, time: 1n, bytes: new TextEncoder().encode('add@/devices/x\0ACTION=add\0') }
    const { lines } = await decode({ f: fileOf([uevent], { format: 'pcap' }) }, 'decode', 'f')
    expect(lines).toEqual(['1970-01-01T00:00:00.000000001Z kobject_uevent len 26 add@/devices/x ACTION=add'])
  })

  test('a file that broke is printed up to there: exit code 1, and where', async () => {
    const { code, lines, err } = await decode({ f: file.slice(0, -10) }, 'decode', 'f')
    expect([code, lines.length]).toEqual([1, 11])
    expect(err).toMatch(/^Error: the file ends within a block, offset \d+\.\n$/)
    expect((await decode({ f: Uint8Array.of(1, 2, 3) }, 'decode', 'f')).err).toMatch(/^Error: this is no capture/)
  })
})

test.each([
  [['decode'], 'a file is missing'],
  [['decode', 'a', 'b'], 'decode takes one file'],
  [['decode', '--format', 'gif', 'f'], '--format: "gif" is wrong'],
  [['decode', '--where', 'dst', 'f'], '--where: "dst" is wrong'],
  [['decode', '--protocol', 'nonsense', 'f'], '--protocol: "nonsense" is wrong'],
  [['decode', '--columns', 'dst', 'f'], 'dst may be of RTM_NEWROUTE, RTM_NEWNEIGH, RTM_NEWRULE: say which by --type'],
  [['decode', '--columns', 'dst,gw', 'f'], 'RTM_NEWROUTE has no single value "gw"; it has family, dstLen,'],
  [['decode', '--columns', 'nonsense', 'f'], 'no message has nonsense'],
  [['decode', '--columns', 'dst,,oif', 'f'], '--columns: "dst,,oif" is wrong'],
  [['decode', '--columns', 'dst', '--type', 'newroute,delroute', 'f'], 'one type of message'],
  [['decode', '--columns', 'multipath', '--type', 'newroute', 'f'], 'no single value "multipath"'],
  [
    ['decode', '--columns', 'dst', '--type', 'nonsense', 'f'],
    '--type: "nonsense" is wrong, wanted a message type such as RTM_NEWROUTE, newroute or 24',
  ],
  [['decode', '-j', '--columns', 'dst', 'f'], 'it takes neither -j nor -v'],
  [['decode', 'nowhere'], 'ENOENT'],
  [['--capture', 'x', 'route'], 'there are no files here'],
])('%s is refused', async (argv, message) => {
  const { code, err } = await decode({ f: file }, ...argv)
  expect([code, err]).toEqual([1, expect.stringContaining(message)])
})

describe('filters by name and number', () => {
  const route = (...argv: string[]) => decode({ f: fileOf(hops, { format: 'pcapng' }) }, 'decode', ...argv, 'f')
  const hops = [
    { family: 'inet', table: 254, protocol: 'bgp', multipath: [{ ifindex: 3, gateway: '192.0.2.1' }, { ifindex: 4 }] },
    { family: 'inet6', table: 100, protocol: 99, dst: '2001:db8::', dstLen: 48, oif: 4, metrics: { mtu: 1400 } },
  ].map((body) => ({ protocol: 0, time: 1n, bytes: framed({ type: RTM.NEWROUTE }, encode(routeOf, body as never)) }))

  test.each([
    [['--family', '2'], 1],
    [['--family', 'INET6'], 1],
    [['--family', '10'], 1],
    [['--type', 'NEWRoute'], 2],
    [['--type', '24,25'], 2],
    [['--type', 'error'], 0],
    [['--where', 'table=254'], 1],
    [['--where', 'table=main'], 1],
    [['--where', 'table=0x64'], 1],
    [['--where', 'protocol=186'], 1],
    [['--where', 'protocol=99'], 1],
    [['--where', 'multipath.ifindex=4'], 1],
    [['--where', 'multipath[0].ifindex=4'], 0],
    [['--where', 'multipath[1].ifindex=4'], 1],
    [['--where', 'metrics.mtu=0x578'], 1],
    [['--where', 'dst=2001:DB8::/32'], 1],
    [['--where', 'dst=2001:db8::/49'], 0],
    [['--where', 'multipath.gateway=192.0.2.0/24', '--family', 'inet'], 1],
  ])('%s', async (argv, count) => {
    const { code, lines } = await route(...argv)
    expect([code, lines.length]).toEqual([0, count])
    const table = await route('--columns', 'dst,oif,table', ...(argv[0] === '--type' ? ['--type', '24'] : argv))
    expect(table.lines.length).toBe(1 + (argv[0] === '--type' ? 2 : count))
  })

  test.each([
    ['--type', 'nosuch'],
    ['--type', ''],
    ['--type', '65536'],
    ['--family', 'nosuch'],
    ['--where', 'dst=10.0.0.0/33'],
    ['--where', 'dst=2001:db8::/x'],
    ['--where', 'nosuch=1'],
    ['--where', 'toString=1'],
  ])('%s %s is refused', async (option, value) => {
    const { code, err, out } = await route(option, value)
    expect([code === 0, out]).toEqual([false, ''])
    expect(err).toContain(`${option}: "${value}" is wrong, wanted a`)
  })
})

test('help', async () => {
  expect((await decode({}, 'decode', 'help')).out).toContain('--big-endian')
})
