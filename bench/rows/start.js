import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enter } from '../support/namespace.js'
import { LINKS } from '../support/tables.js'

const FIRST = `import { open } from 'rtnl'
const net = await open()
for await (const route of net.route.dump()) if (route.dst !== '') break
await net.close()
`

/** @type {import('../support/row.js').Row} */
export default {
  name: 'start',
  number: 9,
  work: "from the start of a program that says import 'rtnl' to its first route, and its end",
  rounds: 25,
  async contenders(bench) {
    const netns = await bench.inside(LINKS)
    const programs = { 'an empty program': '', "import 'rtnl', first route": FIRST }
    return Object.entries(programs).flatMap(([name, text]) => {
      // Within the workspace, so that `rtnl` is found.
      const file = join(bench.folder, `${text === '' ? 'empty' : 'first'}.mjs`)
      writeFileSync(file, text)
      return bench.runtimes.map(({ name: runtime, program, args, absent }) => ({
        name,
        runtime,
        ours: true,
        ...(absent !== undefined && { absent }),
        once: async () => {
          const begin = performance.now()
          const [command = '', ...words] = enter(netns, [program, ...args, file])
          const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'inherit'] })
          const [code] = await once(child, 'exit')
          if (code !== 0) throw new Error(`it ended with ${code}`)
          return { ms: performance.now() - begin }
        },
      }))
    })
  },
  measures: [
    {
      what: 'over an empty program',
      value: (see) => see("import 'rtnl', first route") - see('an empty program'),
      unit: 'ms',
      better: 'less',
      target: 15,
      stretch: 8,
    },
  ],
  note:
    'A third is V8 reading the text of six packages, some 200 KB, a third Node finding them, and the rest koffi, the core, and what runs of ours for the first time. Tried: each package in one ' +
    'file, minified, with its declarations in functions that V8 passes over until they are used, as it is now; all packages in one file took 10 ms less, but whoever imports @rtnl/codec ' +
    'beside rtnl would have each class twice.',
}
