// `npm run runtimes`: tests and measures each runtime and writes the table of the README between its two marks. `npm run runtimes -- --measure` takes
// the tests' results from the last `npm test`.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run, writeBetween } from './lib.js'
import { builtArgs, reportOf, runtimes, suite, versionOf, vitest } from './runtimes.js'
import { setup } from './setup.js'
import { singleFile } from './single-file.js'

/** Columns of the table that certain tests stand for. */
const tested = /** @type {const} */ ([
  ['overrun', /report overruns|report the overrun/],
  ['leak', /leaves nothing behind/],
  ['idle', /idle use no processor time/],
  ['exit', /the end of the process/],
])

/** @typedef {{ fullName: string, status: string }} Test */

/** What ran in a runtime. @returns {Test[]} */
function results(/** @type {import('./runtimes.js').Runtime} */ runtime) {
  // The Node at hand runs more than the suite; its report is that of the whole.
  const path = join(root, runtime.name === 'node' ? 'build/vitest.json' : reportOf(runtime))
  if (!process.argv.includes('--measure')) {
    const args = [...vitest(runtime), '--reporter=default', '--reporter=json', `--outputFile.json=${path}`, ...suite]
    run(runtime.program, args)
  }
  if (!existsSync(path)) fail(`${path} is missing: npm run runtimes`)
  /** @type {{ testResults: { name: string, status: string, assertionResults: Test[] }[] }} */
  const report = JSON.parse(readFileSync(path, 'utf8'))
  const files = report.testResults.filter(({ name }) => suite.some((word) => name.includes(word)))
  // A file that could not be loaded has no tests to show for it.
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return [
    ...files.flatMap((file) => file.assertionResults),
    ...broken.map(({ name }) => ({ fullName: name, status: 'failed' })),
  ]
}

const inside = process.getuid?.() === 0 ? ['-n'] : ['-Urn']

/** The words that run a command in a network namespace with a route. */
const isolated = (/** @type {string[]} */ words) => [
  ...inside,
  'sh',
  '-c',
  'ip link set lo up; ip route add 10.0.0.0/8 dev lo; exec "$@"',
  'sh',
  ...words,
]

/** Milliseconds from the start of a program to its first output, the median of many. */
async function firstOutput(/** @type {string[]} */ words) {
  // The namespace is made before the clock starts.
  const script = 'read _; exec "$@"'
  /** @type {number[]} */
  const times = []
  for (let i = 0; i < 21; i++) {
    const child = spawn('unshare', isolated(['sh', '-c', script, 'sh', ...words]), {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    const start = performance.now()
    child.stdin.end('\n')
    await once(child.stdout, 'data')
    times.push(performance.now() - start)
    await once(child, 'exit')
  }
  return times.sort((a, b) => a - b)[10] ?? 0
}

function latency(/** @type {string[]} */ words) {
  const { stdout, stderr, status } = spawnSync('unshare', isolated([...words, 'scripts/latency.js']), {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`scripts/latency.js: ${stderr}`)
  /** @type {{ median: number, p99: number }} */
  const times = JSON.parse(stdout)
  return times
}

/** Whether the runtime's compiler makes one file that lists a route. Node has no part in it. */
function single(/** @type {string} */ name) {
  if (name !== 'bun' && name !== 'deno') return '–'
  const output = join(root, 'build/single-file', `rtnl-${name}`)
  try {
    singleFile(name, output)
  } catch (error) {
    if (/denort/.test(`${error}`)) return 'not made: denort could not be fetched'
    throw error
  }
  const { stdout } = spawnSync('unshare', isolated([output, 'route']), { encoding: 'utf8' })
  return stdout.includes('10.0.0.0/8') ? '✓' : '✗'
}

const mark = (/** @type {Test[]} */ tests) =>
  tests.length > 0 && tests.every(({ status }) => status === 'passed') ? '✓' : '✗'

await setup()
const rows = []
for (const runtime of runtimes) {
  const { name, program } = runtime
  const args = builtArgs(runtime)
  const version = versionOf(runtime)
  console.log(`== ${name} ${version}`)
  const tests = results(runtime)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const { median, p99 } = latency([program, ...args])
  const start = await firstOutput([program, ...args, join(root, 'packages/rtnl/bin/rtnl.js'), 'route'])
  rows.push([
    `${{ bun: 'Bun', deno: 'Deno' }[name] ?? 'Node.js'} ${version}`,
    `${mark(tests)} ${passed} of ${tests.length}`,
    ...tested.map(([, pattern]) => mark(tests.filter(({ fullName }) => pattern.test(fullName)))),
    single(name),
    `${median.toFixed(0)} / ${p99.toFixed(0)} µs`,
    `${start.toFixed(0)} ms`,
  ])
}
const ip = await firstOutput(['ip', 'route'])
rows.push(['`ip route`', '', ...tested.map(() => ''), '', '', `${ip.toFixed(1)} ms`])

const heading = [
  'runtime',
  'suite',
  ...tested.map(([name]) => name),
  'single file',
  'event to callback, median / p99',
  'start to first route',
]
const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`
const table = [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n')
console.log(table)
writeBetween('README.md', 'npm run runtimes', table)
if (rows.some((cells) => cells.some((cell) => cell.startsWith('✗')))) process.exitCode = 1
