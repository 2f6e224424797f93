// The border rules of ARCHITECTURE.md, for `npm run floors`. test/border proves that each of them bites.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Floors 1 to 4; assembly/ is floor 0. An import points to a lower one only. */
const floors = [
  ['packages/codec'],
  ['packages/families'],
  ['packages/client', 'packages/capture'],
  ['adapters/node', 'packages/cli', 'packages/rtnl'],
]
const folders = floors.flat()

/** Within floor 4: what people install puts the rest together. */
const exceptions = ['packages/rtnl -> packages/cli', 'packages/rtnl -> adapters/node']

const below = (/** @type {string[]} */ list) => `^(${list.join('|')})/`
const manifest = (/** @type {string} */ folder) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
const folderOf = new Map(folders.map((folder) => [manifest(folder).name, folder]))

const upward = floors.flatMap((floor, index) =>
  floor.map((folder) => {
    const out = floors.slice(index).flat()
    const barred = out.filter((other) => other !== folder && !exceptions.includes(`${folder} -> ${other}`))
    return {
      name: 'no-higher-floor',
      comment: 'An import only ever points to a lower floor.',
      severity: 'error',
      from: { path: below([folder]) },
      to: { path: below([...barred, 'test', 'bench', 'scripts']) },
    }
  }),
)

const declared = folders.map((folder) => {
  const names = Object.keys(manifest(folder).dependencies ?? {})
  const own = [folder, ...names.flatMap((name) => folderOf.get(name) ?? [])]
  return {
    name: 'declared-package',
    comment: 'A package of the workspace that is imported stands in the dependencies of package.json.',
    severity: 'error',
    from: { path: below([folder]) },
    to: { path: below(folders), pathNot: below(own) },
  }
})

const strangers = ['packages', 'adapters']
  .flatMap((top) =>
    existsSync(top)
      ? readdirSync(top, { withFileTypes: true })
          .filter((e) => e.isDirectory())
          .map((e) => `${top}/${e.name}`)
      : [],
  )
  .filter((folder) => !folders.includes(folder))
if (strangers.length > 0) throw new Error(`Give ${strangers.join(', ')} a floor in .dependency-cruiser.js.`)

export default {
  forbidden: [
    ...upward,
    ...declared,
    {
      name: 'core-imports-nothing',
      comment: 'The core imports nothing but its own files.',
      severity: 'error',
      from: { path: '^assembly/' },
      to: { pathNot: '^assembly/' },
    },
    {
      name: 'no-value-cycle',
      comment: 'Modules may know each other by type; the values of one module must not wait for themselves.',
      severity: 'error',
      from: { path: below(['assembly', ...folders]) },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-runtime-below-floor-4',
      comment: 'Floors 1 to 3 know no runtime and depend on nothing outside the workspace.',
      severity: 'error',
      from: { path: below(floors.slice(0, 3).flat()) },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'declared-dependency',
      comment: 'A package from the registry that is imported stands in the dependencies of package.json.',
      severity: 'error',
      from: { path: below(folders) },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'package-by-name',
      comment: 'Another package is imported by its name, never by the path of one of its files.',
      severity: 'error',
      from: { path: '^((?:packages|adapters)/[^/]+)/' },
      to: { pathNot: '^$1/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'resolvable',
      comment: 'What is imported exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
