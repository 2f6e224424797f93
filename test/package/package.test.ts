import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/lib.js'
import { runtimes } from '../../scripts/runtimes.js'
import { consumerSource, manifestOf, manifests, must, pack } from './tarballs.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-package-'))
const names = manifests.map(({ name }) => name)
let tarballs: Map<string, string>

/** Who installs what: everybody the packages that `rtnl` needs, and in Bun and Deno the adapter, without what is optional for them. */
const consumers = {
  node: { without: ['@rtnl/bun', '@rtnl/deno'], flags: [] },
  bun: { without: ['@rtnl/deno'], flags: ['--omit=optional'] },
  deno: { without: ['@rtnl/bun'], flags: ['--omit=optional'] },
}
type Consumer = keyof typeof consumers
const home = (consumer: Consumer) => join(folder, consumer)

/** A package as somebody has it installed. */
const installed = (name: string) => {
  const by = name === '@rtnl/bun' ? 'bun' : name === '@rtnl/deno' ? 'deno' : 'node'
  return join(home(by), 'node_modules', name)
}

beforeAll(() => {
  mkdirSync(join(folder, 'tarballs'))
  tarballs = pack(join(folder, 'tarballs'))
  for (const [consumer, { without, flags }] of Object.entries(consumers)) {
    const at = home(consumer as Consumer)
    cpSync(consumerSource, at, { recursive: true })
    if (consumer === 'deno') rmSync(join(at, 'tsconfig.json'))
    const wanted = [...tarballs].filter(([name]) => !without.includes(name))
    const dependencies = Object.fromEntries(wanted.map(([name, path]) => [name, `file:${path}`]))
    writeFileSync(join(at, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
    const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--install-strategy=linked']
    must('npm', ['install', ...options, ...flags], at)
  }
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(names)('the package %s', (name) => {
  const files = () =>
    readdirSync(installed(name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.slice(installed(name).length).includes('/node_modules/'))

  test('ships its licence, code, types, sources and maps, and nothing else', () => {
    for (const file of [
      'LICENSE',
      'dist/index.js',
      'dist/index.js.map',
      'dist/index.d.ts',
      'dist/index.d.ts.map',
      'src/index.ts',
    ])
      expect(existsSync(join(installed(name), file)), file).toBe(true)
    const relative = files().map((file) => file.slice(installed(name).length + 1))
    expect(
      relative.filter((file) => !/^(LICENSE|README\.md|package\.json|(bin|dist|src)\/.*\.(js|ts|map))$/.test(file)),
    ).toEqual([])
  })

  test('its maps lead to sources that it ships', () => {
    const maps = files().filter((file) => file.endsWith('.map'))
    expect(maps.length).toBeGreaterThan(0)
    for (const map of maps) {
      const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] }
      for (const source of sources) expect(existsSync(join(dirname(map), source)), `${map}: ${source}`).toBe(true)
    }
  })

  test('its types name their neighbours as every tool understands', () => {
    for (const file of files().filter((path) => path.endsWith('.d.ts'))) {
      const imported = ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles
      for (const { fileName } of imported.filter((entry) => entry.fileName.startsWith('.'))) {
        expect(fileName).toMatch(/\.js$/)
        expect(existsSync(join(dirname(file), fileName.replace(/\.js$/, '.d.ts'))), `${file}: ${fileName}`).toBe(true)
      }
    }
  })

  test('imports only what it declares', () => {
    const { dependencies, optionalDependencies, peerDependencies, imports = {} } = manifestOf(installed(name))
    const declared = { ...dependencies, ...optionalDependencies, ...peerDependencies }
    const code = files().filter((file) => /\/(bin|dist)\/.*\.(js|d\.ts)$/.test(file))
    const imported = code.flatMap((file) => ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles)
    const bare = imported
      .flatMap(({ fileName }) => Object.values(imports[fileName] ?? { default: fileName }))
      .filter((id) => !/^(\.|node:|bun:)/.test(id))
    const used = new Set(bare.map((id) => id.split('/', id.startsWith('@') ? 2 : 1).join('/')))
    expect([...used].filter((id) => !(id in declared))).toEqual([])
    expect([...used].filter((id) => builtinModules.includes(id))).toEqual([])
  })
})

test('the codec and the families need nothing outside the workspace', () => {
  for (const name of ['@rtnl/codec', '@rtnl/families']) {
    const outside = Object.keys(manifestOf(installed(name)).dependencies).filter(
      (dependency) => !names.includes(dependency),
    )
    expect(outside, name).toEqual([])
  }
})

test('an editor shows what each key of an object is', () => {
  const file = join(home('node'), 'hover.ts')
  const text = `import type { Addr, Link, LinkInput, Neigh, Route, RouteInput, Rule } from 'rtnl'
export const read = (a: Addr, n: Neigh, r: Route, u: Rule) => [a.local, n.lladdr, r.dst, r.dstLen, u.priority]
export const deep = (r: Route, l: Link) =>
  [r.metrics?.mtu, r.multipath?.[0]?.hops, l.mtu, l.stats64?.rxBytes, l.xdp?.progId, l.vfinfoList?.[0]?.mac]
export const kind = ({ linkinfo }: Link) => (linkinfo?.kind === 'bridge' ? linkinfo.data?.ageingTime : undefined)
export const input: [LinkInput, RouteInput] = [
  { txqlen: 7, linkinfo: { kind: 'vxlan', data: { learning: 1 } } },
  { metrics: { advmss: 1400 } },
]
`
  const service = ts.createLanguageService({
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const content = path === file ? text : ts.sys.readFile(path)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ESNext,
      strict: true,
      types: [],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getCurrentDirectory: () => home('node'),
  })
  const documentation = (place: string) =>
    ts.displayPartsToString(service.getQuickInfoAtPosition(file, text.indexOf(place) + 2)?.documentation)
  expect(documentation('a.local')).toContain('`IFA_LOCAL`')
  expect(documentation('n.lladdr')).toContain('`NDA_LLADDR`')
  expect(documentation('r.dst')).toContain('`RTA_DST`')
  expect(documentation('r.dstLen')).toContain('`rtm_dst_len`')
  expect(documentation('u.priority')).toContain('`FRA_PRIORITY`')
  // Of sets that another file declares.
  expect(documentation('mtu, r.')).toContain('`RTAX_MTU`')
  expect(documentation('hops')).toContain('`rtnh_hops`')
  expect(documentation('mtu, l.')).toContain('`IFLA_MTU`')
  expect(documentation('rxBytes')).toContain('bytes received')
  expect(documentation('progId')).toContain('`IFLA_XDP_PROG_ID`')
  expect(documentation('mac]')).toContain('`IFLA_VF_MAC`')
  expect(documentation('ageingTime')).toContain('`IFLA_BR_AGEING_TIME`')
  expect(documentation('txqlen')).toContain('`IFLA_TXQLEN`')
  expect(documentation('learning')).toContain('`IFLA_VXLAN_LEARNING`')
  expect(documentation('advmss')).toContain('`RTAX_ADVMSS`')
}, 60_000)

describe.each(runtimes)('in $name', ({ name, program, args }) => {
  const consumer: Consumer = name.startsWith('node') ? 'node' : (name as Consumer)
  const at = home(consumer)
  const has = (path: string) =>
    readdirSync(join(at, 'node_modules'), { recursive: true }).some((entry) => `${entry}`.endsWith(path))

  test('a strict program type-checks against the packages and runs', { timeout: 120_000 }, () => {
    // Deno has a checker of its own.
    if (consumer === 'deno') must(program, ['check', 'index.ts'], at)
    else {
      const conditions = consumer === 'bun' ? ['--customConditions', 'bun'] : []
      const types = ['--typeRoots', join(root, 'node_modules/@types')]
      must(join(root, 'node_modules/.bin/tsc'), ['-p', '.', ...types, ...conditions], at)
    }
    const printed = must(program, [...args, consumer === 'deno' ? 'index.ts' : 'out/index.js'], at)
    expect(JSON.parse(printed)).toMatchObject({ list: true, decode: 'function', unicast: 1 })
  })

  test('the command knows its version and lists routes', () => {
    const bin = join('node_modules/rtnl/bin/rtnl.js')
    const version = manifests.find(({ name }) => name === 'rtnl')?.version
    expect(must(program, [...args, bin, '-V'], at)).toContain(version)
    expect(JSON.parse(must(program, [...args, bin, '-j', 'route', 'show', 'table', 'local'], at))).not.toEqual([])
  })

  test('nothing is installed for another runtime', () => {
    const parts = { node: 'koffi', bun: '@rtnl/bun', deno: '@rtnl/deno' }
    for (const [other, part] of Object.entries(parts))
      expect(has(`/${part}`) || has(part), part).toBe(other === consumer)
  })
})

describe.each(names)('the tarball of %s', (name) => {
  const tarball = () => tarballs.get(name) ?? ''
  const tool = (program: string) => join(root, 'node_modules/.bin', program)

  test('passes publint', () => {
    expect(must(tool('publint'), ['run', tarball(), '--strict'], root)).toContain('All good!')
  })

  test('passes arethetypeswrong', () => {
    // It fails for a problem.
    expect(must(tool('attw'), [tarball(), '--profile', 'esm-only', '--no-color'], root)).toContain('🟢 (ESM)')
  })
})
