import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { root } from '../../scripts/lib.js'

/** What a program imports. */
const PROGRAMS = {
  '@rtnl/codec and @rtnl/families, all of them': `export * from '@rtnl/codec'
export * from '@rtnl/families'
`,
  'one family: routes, decoded and encoded': `import { Decoder, encode, frame, protocol } from '@rtnl/codec'
import { NETLINK, RTM, route } from '@rtnl/families'
const messages = [[RTM.NEWROUTE, route], [RTM.DELROUTE, route], [RTM.GETROUTE, route]]
const routes = protocol({ name: 'route', number: NETLINK.ROUTE, types: RTM, prefix: 'RTM', messages })
export const decoder = new Decoder(routes)
export const request = (type, flags, value) => frame({ type, flags, seq: 1 }, encode(route, value))
`,
}

/** The bytes of a program in one file: minified, and gzipped. */
async function bundled(/** @type {string} */ file) {
  const bundle = await rolldown({ input: file, platform: 'browser' })
  const { output } = await bundle.generate({ format: 'es', minify: true, codeSplitting: false })
  await bundle.close()
  const { code } = output[0]
  return { minified: code.length / 1024, kib: gzipSync(code, { level: 9 }).length / 1024 }
}

const [all, one] = Object.keys(PROGRAMS)

/** @type {import('../support/row.js').Row} */
export default {
  name: 'size',
  number: 10,
  work: 'size: the core; what a bundler (rolldown) makes of the packages, minified and gzipped',
  rounds: 1,
  async contenders(bench) {
    const core = async () => ({ kib: readFileSync(join(root, 'build/core.wasm')).length / 1024 })
    return [
      { name: 'the core, as it is', ours: true, once: core },
      ...Object.entries(PROGRAMS).map(([name, text], i) => {
        const file = join(bench.folder, `size-${i}.mjs`)
        writeFileSync(file, text)
        return { name, ours: true, once: () => bundled(file) }
      }),
    ]
  },
  measures: [
    { what: 'core', value: (see) => see('the core, as it is', 'kib'), unit: 'KiB', better: 'less', target: 16 },
    { what: 'codec and families', value: (see) => see(all ?? '', 'kib'), unit: 'KiB', better: 'less', target: 60 },
    { what: 'one family', value: (see) => see(one ?? '', 'kib'), unit: 'KiB', better: 'less', stretch: 20 },
  ],
  note: 'All methods of a declaration come with it: one that is only decoded brings encoding and printing along. Tried: declarations that a bundler may leave out when nobody imports them.',
}
