import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SOURCES } from '../runtime.ts'
import { createNamespace, type Namespace } from './namespace.ts'

// The README's code as it stands there: it compiles, it runs, it ends.

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}build/readme`

const blocks = [...readFileSync(`${root}README.md`, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
  ([, code = '']) => code,
)
const files = blocks.map((_, i) => `${folder}/block${i}.ts`)

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const [i, code] of blocks.entries()) writeFileSync(files[i] ?? '', code)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the README has code', () => expect(blocks).not.toEqual([]))

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

  test.each(files.map((file, i) => [`block ${i + 1}`, file]))('%s', (_, file) => {
    const output = namespace.run(process.execPath, [...SOURCES, file])
    expect(output).not.toBe('')
  })
})
