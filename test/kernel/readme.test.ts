import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROGRAM, SOURCES, STARTED } from '../runtime.ts'
import { createNamespace, type Namespace } from './namespace.ts'

// The code of the READMEs as it stands there: it compiles, it runs, it ends.

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}build/readme`

const readmes = [
  '',
  'packages/rtnl/',
  'packages/codec/',
  'packages/families/',
  'packages/capture/',
  `adapters/${STARTED}/`,
].map((path) => `${path}README.md`)
const blocks = readmes.flatMap((path) =>
  [...readFileSync(`${root}${path}`, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => ({
    path,
    code,
  })),
)
const files = blocks.map((_, i) => `${folder}/block${i}.ts`)

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const [i, { code }] of blocks.entries()) writeFileSync(files[i] ?? '', code)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('each README has code', () => expect(new Set(blocks.map(({ path }) => path)).size).toBe(readmes.length))

test('its code compiles as strictly as ours', () => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, root)
  const program = ts.createProgram(files, { ...options, noEmit: true, noUnusedLocals: false })
  const complaints = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
  expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})

describe('its code runs', () => {
  let namespace: Namespace
  // What the code takes for granted: an interface eth0 with neighbours in 192.0.2.0/24, and a way out.
  beforeAll(async () => {
    namespace = await createNamespace()
    namespace.batch([
      'link set lo up',
      'link add eth0 type veth peer name peer0',
      'link set eth0 up',
      'link set peer0 up',
      'addr add 192.0.2.7/24 dev eth0',
      'route add default via 192.0.2.254',
    ])
  })
  afterAll(() => namespace.close())

  test.each(files.map((file, i) => [`${blocks[i]?.path} ${i + 1}`, file]))('%s', (_, file) => {
    const output = namespace.run(PROGRAM, [...SOURCES, file])
    expect(output !== '').toBe(blocks[Number(file.match(/(\d+)\.ts$/)?.[1])]?.code.includes('console.log'))
  })
})
