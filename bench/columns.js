// Columns against C: routes in memory, and a live dump from send to last column. The peers are bench/peers/columns.c. Makes its own routes in a namespace
// of its own; `-- columns --quick` fewer of them. Interleaved rounds, medians, ratios; the sums of all columns must agree.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { columns, filter } from '@rtnl/codec'
import { RTM, rtnetlink } from '@rtnl/families'
import { open } from 'rtnl'
import { LINKS, routes } from './routes.js'

const FIELDS = /** @type {const} */ (['dst', 'dstLen', 'gateway', 'oif', 'priority', 'table'])
const quick = process.argv.includes('--quick')
const COUNT = quick ? 200_000 : 1_000_000
const ROUNDS = quick ? 5 : 9
const folder = new URL('../build/bench/', import.meta.url).pathname
const program = `${folder}columns`
const file = `${folder}routes.bin`

function run(/** @type {string} */ command, /** @type {string[]} */ args, input = '') {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`)
  return stdout
}

if (process.env.RTNL_BENCH_INSIDE === undefined) {
  mkdirSync(folder, { recursive: true })
  const peer = new URL('./peers/columns.c', import.meta.url).pathname
  const built = spawnSync('cc', ['-O3', '-o', program, peer, '-lmnl'], { encoding: 'utf8' })
  if (built.status !== 0) {
    console.log(`absent: the C peers, which need cc and libmnl-dev: ${built.error?.message ?? built.stderr}`)
    process.exit(0)
  }
  const user = process.getuid?.() === 0 ? [] : ['-Ur']
  const { status } = spawnSync('unshare', [...user, '-n', process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, RTNL_BENCH_INSIDE: '1' },
  })
  process.exit(status ?? 1)
}

/** @typedef {{ ms: number, rows: number, sums: number[] }} Result */

const peer = (/** @type {string[]} */ ...args) => /** @type {Result} */ (JSON.parse(run(program, args)))
const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

/** @param {{ readonly columns: Readonly<Record<string, import('@rtnl/codec').Column>> }} batch */
const sumsOf = (batch) =>
  FIELDS.map((field) => {
    let sum = 0
    for (const value of /** @type {Uint32Array} */ (batch.columns[field]?.values ?? [])) sum += value
    return sum
  })

run('ip', ['-batch', '-'], LINKS)
run('ip', ['-batch', '-'], routes(COUNT))
run(program, ['save', file])
const bytes = readFileSync(file)

/** Reads the file `times` times; what it costs to read a file into the buffer is nobody's. */
function memory(/** @type {import('@rtnl/codec').ColumnsOptions} */ options = {}) {
  const table = columns(rtnetlink, RTM.NEWROUTE, FIELDS, { addresses: 'ipv4', rows: COUNT + 1000, ...options })
  table.buffer(bytes.length).set(bytes)
  return (/** @type {number} */ times) => {
    /** @type {number[]} */
    const took = []
    /** @type {Result} */
    let result = { ms: 0, rows: 0, sums: [] }
    for (let i = -2; i < times; i++) {
      const begin = performance.now()
      table.reset()
      if (table.fill(bytes.length) !== 'end') throw new Error('the columns are full')
      const batch = table.take()
      if (i >= 0) took.push(performance.now() - begin)
      if (i === times - 1) result = { ms: 0, rows: batch.length, sums: sumsOf(batch) }
    }
    return { ...result, ms: median(took) }
  }
}

const net = await open()
async function live() {
  const begin = performance.now()
  const batches = []
  let rows = 0
  const sums = FIELDS.map(() => 0)
  let summing = 0
  for await (const batch of net.route.columns(FIELDS, { family: 'inet' })) {
    rows += batch.length
    const pause = performance.now()
    for (const [i, sum] of sumsOf(batch).entries()) sums[i] = (sums[i] ?? 0) + sum
    summing += performance.now() - pause
    batches.push(batch.length)
  }
  return { ms: performance.now() - begin - summing, rows, sums }
}

const ours = memory()
const plain = memory({ plain: true })
const chosen = memory({ filter: filter(rtnetlink, RTM.NEWROUTE, { protocol: 'bird', oif: 2, priority: 100 }) })
/** @type {{ group: string, name: string, once: () => Result | Promise<Result>, times: number[], result?: Result, alone?: boolean }[]} */
const work = [
  { group: 'in memory', name: 'C, RTA_OK and RTA_NEXT', once: () => peer('loop', file, '5'), times: [] },
  { group: 'in memory', name: 'C, libmnl', once: () => peer('mnl', file, '3'), times: [] },
  { group: 'in memory', name: 'rtnl columns', once: () => ours(5), times: [] },
  { group: 'in memory', name: 'rtnl columns, plain: no code made', once: () => plain(3), times: [] },
  { group: 'in memory', name: 'rtnl columns, three conditions', once: () => chosen(5), times: [], alone: true },
  { group: 'live dump', name: 'C, libmnl', once: () => peer('live', '1'), times: [] },
  {
    group: 'live dump',
    name: 'the kernel alone (C, nothing decoded)',
    once: () => peer('kernel', '1'),
    times: [],
    alone: true,
  },
  { group: 'live dump', name: 'rtnl columns', once: live, times: [] },
]
await live()
const before = loadavg()
for (let round = 0; round < ROUNDS; round++)
  for (const one of work) {
    one.result = await one.once()
    one.times.push(one.result.ms)
  }

let failed = false
for (const group of ['in memory', 'live dump']) {
  const [first, ...others] = work.filter((one) => one.group === group)
  if (first === undefined) continue
  console.log(
    `${group}: ${first.result?.rows} routes${group === 'in memory' ? `, ${bytes.length} bytes` : ''}; ms, median of ${ROUNDS} rounds`,
  )
  for (const one of [first, ...others]) {
    const ms = median(one.times)
    const spread = `${one.times[0]?.toFixed(1)} to ${one.times.at(-1)?.toFixed(1)}`
    console.log(`${ms.toFixed(2).padStart(10)}  (${spread})  ${(ms / median(first.times)).toFixed(2)} x  ${one.name}`)
    if (!one.alone && String(one.result?.sums) !== String(first.result?.sums)) {
      failed = true
      console.log(`            its sums differ: ${one.result?.sums} where there should be ${first.result?.sums}`)
    }
  }
}
console.log(`load before and after: ${before[0]?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}`)
writeFileSync(
  `${folder}columns.json`,
  JSON.stringify(
    {
      routes: COUNT,
      node: process.version,
      load: [before[0], loadavg()[0]],
      work: work.map(({ group, name, times }) => ({ group, name, times })),
    },
    null,
    1,
  ),
)
process.exit(failed ? 1 : 0)
