import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/lib.js'
import { consumerSource, manifestOf, manifests, must, pack } from './tarballs.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-package-'))
const consumer = join(folder, 'consumer')
const installed = (name: string) => join(consumer, 'node_modules', name)
const names = manifests.map(({ name }) => name)

beforeAll(() => {
  mkdirSync(join(folder, 'tarballs'))
  const tarballs = pack(join(folder, 'tarballs'))
  cpSync(consumerSource, consumer, { recursive: true })
  const dependencies = Object.fromEntries([...tarballs].map(([name, path]) => [name, `file:${path}`]))
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  must('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--install-strategy=linked'], consumer)
}, 180_000)
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
    const { dependencies } = manifestOf(installed(name))
    const code = files().filter((file) => /\/(bin|dist)\/.*\.(js|d\.ts)$/.test(file))
    const imported = code.flatMap((file) => ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles)
    const bare = imported.map(({ fileName }) => fileName).filter((id) => !id.startsWith('.') && !id.startsWith('node:'))
    const used = new Set(bare.map((id) => id.split('/', id.startsWith('@') ? 2 : 1).join('/')))
    expect([...used].filter((id) => !(id in dependencies))).toEqual([])
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
  const file = join(consumer, 'hover.ts')
  const text =
    "import type { Addr, Neigh, Route, Rule } from 'rtnl'\nexport const read = (a: Addr, n: Neigh, r: Route, u: Rule) => [a.local, n.lladdr, r.dst, r.dstLen, u.priority]\n"
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
    getCurrentDirectory: () => consumer,
  })
  const documentation = (place: string) =>
    ts.displayPartsToString(service.getQuickInfoAtPosition(file, text.indexOf(place) + 2)?.documentation)
  expect(documentation('a.local')).toContain('`IFA_LOCAL`')
  expect(documentation('n.lladdr')).toContain('`NDA_LLADDR`')
  expect(documentation('r.dst')).toContain('`RTA_DST`')
  expect(documentation('r.dstLen')).toContain('`rtm_dst_len`')
  expect(documentation('u.priority')).toContain('`FRA_PRIORITY`')
}, 60_000)

test('a strict program type-checks against the packages and runs', () => {
  must(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--typeRoots', join(root, 'node_modules/@types')], consumer)
  const printed = JSON.parse(must('node', ['out/index.js'], consumer)) as unknown
  expect(printed).toMatchObject({ list: true, decode: 'function', unicast: 1 })
})

test('the command is installed and knows its version', () => {
  const version = manifests.find(({ name }) => name === 'rtnl')?.version
  expect(must(join(consumer, 'node_modules/.bin/rtnl'), ['-V'], consumer)).toContain(version)
})
