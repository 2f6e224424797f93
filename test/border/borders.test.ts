import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { add, program, scratch } from './scratch.ts'

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[] }
}

/** Each rule that must bite, and files that break it; the first of them is the one to be named. */
const violations: [rule: string, files: Record<string, string>][] = [
  ['no-higher-floor', { 'packages/codec/src/x-up.ts': "export * from '@rtnl/families'\n" }],
  ['no-higher-floor', { 'packages/families/src/x-up.ts': "export type * from '@rtnl/client'\n" }],
  ['no-higher-floor', { 'packages/client/src/x-up.ts': "export * from '@rtnl/node'\n" }],
  ['no-higher-floor', { 'packages/cli/src/x-beside.ts': "export * from '@rtnl/node'\n" }],
  ['no-higher-floor', { 'adapters/node/src/x-beside.ts': "export * from 'rtnl'\n" }],
  [
    'no-higher-floor',
    { 'packages/cli/src/x-script.ts': "export * from '../../../scripts/x.js'\n", 'scripts/x.js': '' },
  ],
  [
    'declared-package',
    {
      'adapters/node/src/x-undeclared.ts': "export * from '@rtnl/client'\n",
      'adapters/node/package.json': '{ "name": "@rtnl/node", "dependencies": {} }',
    },
  ],
  ['core-imports-nothing', { 'assembly/x-out.ts': "export * from '../packages/codec/src/index.ts'\n" }],
  [
    'no-value-cycle',
    {
      'packages/codec/src/x-cycle-a.ts': "import { b } from './x-cycle-b.ts'\nexport const a = () => b\n",
      'packages/codec/src/x-cycle-b.ts': "import { a } from './x-cycle-a.ts'\nexport const b = () => a\n",
    },
  ],
  ['no-runtime-below-floor-4', { 'packages/client/src/x-node.ts': "export { readFile } from 'node:fs'\n" }],
  ['no-runtime-below-floor-4', { 'packages/codec/src/x-bare.ts': "export { Buffer } from 'buffer'\n" }],
  ['no-runtime-below-floor-4', { 'packages/families/src/x-npm.ts': "export * from 'fast-check'\n" }],
  ['declared-dependency', { 'packages/cli/src/x-npm.ts': "export * from 'fast-check'\n" }],
  ['package-by-name', { 'packages/cli/src/x-path.ts': "export * from '../../client/src/index.ts'\n" }],
  ['resolvable', { 'packages/codec/src/x-lost.ts': "export * from './x-nowhere.ts'\n" }],
]

/** What must pass: two modules that know each other by type only. */
const harmless = {
  'packages/codec/src/y-types.ts': "import type { B } from './y-types-b.ts'\nexport interface A { b: B }\n",
  'packages/codec/src/y-types-b.ts': "import type { A } from './y-types.ts'\nexport interface B { a: A }\n",
}

describe('the border check', () => {
  let copy: string
  let found: string[]

  beforeAll(() => {
    copy = scratch()
    add(copy, harmless)
    for (const [, files] of violations) add(copy, files)
    const args = ['--config', '.dependency-cruiser.js', '--output-type', 'json', 'assembly', 'packages', 'adapters']
    const { stdout } = spawnSync(program('depcruise'), args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 })
    const report = JSON.parse(stdout) as Report
    found = report.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
  }, 120_000)
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test.each(violations.map(([rule, files]) => [rule, Object.keys(files)[0]]))('%s bites in %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`)
  })

  test('a cycle of types alone passes', () => {
    expect(found.filter((line) => line.includes('/y-'))).toEqual([])
  })
})

describe('the types of floors 1 to 3', () => {
  const folders = ['packages/codec', 'packages/families', 'packages/client']
  const globals = ['process', 'Buffer', 'document', 'window', 'Bun', 'Deno', 'fetch', 'setImmediate']
  let copy: string
  let output: string

  beforeAll(() => {
    copy = scratch()
    const use = globals.map((name) => `export const x${name}: unknown = ${name}`).join('\n')
    for (const folder of folders) add(copy, { [`${folder}/src/x-global.ts`]: `${use}\n` })
    const args = ['-b', ...folders]
    output = spawnSync(program('tsc'), args, { cwd: copy, encoding: 'utf8' }).stdout
  }, 120_000)
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test.each(folders)('%s knows the globals of no runtime', (folder) => {
    for (const name of globals) {
      const line = output.split('\n').find((l) => l.startsWith(`${folder}/src/x-global.ts`) && l.includes(`'${name}'`))
      expect(line, name).toContain('Cannot find name')
    }
  })
})
