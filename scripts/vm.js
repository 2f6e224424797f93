// `npm run test:vm`: the kernel's tests in guests with Debian's kernels. Words name test files; `--part` chooses some,
// `--run LINE` runs a command line instead, and `--record` takes what is said over netlink in all kernels for the vectors of test/families.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, root } from './lib.js'
import { setup } from './setup.js'
import { accel } from './vm/accel.js'
import { GuestError, guest } from './vm/guest.js'
import { generations, kernel } from './vm/kernels.js'
import { recorder, take } from './vm/record.js'
import { compile, part, reportOf, tests } from './vm/suite.js'
import { guestTools } from './vm/tools.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // A generation, or all.
    kernel: { type: 'string', default: `${generations[0]}` },
    run: { type: 'string' },
    record: { type: 'boolean', default: false },
    // What CI has time for.
    part: { type: 'boolean', default: false },
    // Seconds for one guest, and without a word from it: on a busy machine that emulates it, a single test may take minutes, and all of them hours.
    timeout: { type: 'string', default: '21600' },
    silence: { type: 'string', default: '600' },
  },
})
const wanted = values.record || values.kernel === 'all' ? generations : [values.kernel]
const unknown = wanted.find((name) => !generations.includes(name))
if (unknown) fail(`--kernel: ${unknown} is none of ${generations.join(', ')}, all`)
if (process.arch !== 'x64') fail('The guests are x86-64 machines with the files of this one, which has to be one too.')
// With --run, standard output is the command's.
if (values.run !== undefined) console.log = console.error
await setup()
guestTools()
if (values.run === undefined) await compile()

for (const generation of wanted) {
  const chosen = kernel(generation)
  const how = await accel(chosen)
  if (values.run === undefined) process.stderr.write(`== Linux ${chosen.release} (${how})\n`)
  const share = join(root, 'build/vm', generation)
  rmSync(join(root, reportOf(generation)), { force: true })
  try {
    const { code, upAfter } = await guest({
      kernel: chosen,
      accel: how,
      command: values.run ?? tests(generation, values.record ? [recorder] : values.part ? part : positionals),
      // The long tests take their time where all kernels are asked for.
      env: values.kernel === 'all' ? { RTNL_VM_FULL: '1' } : {},
      share,
      timeout: Number(values.timeout),
      silence: Number(values.silence),
      stdout: (bytes) => process.stdout.write(bytes),
      stderr: (bytes) => process.stderr.write(bytes),
    })
    const times = `up after ${upAfter.toFixed(1)} s, exit code ${code}`
    process.stderr.write(`rtnl: Linux ${chosen.release} (${how}), ${times}\n`)
    if (code !== 0) process.exitCode = code
  } catch (error) {
    if (!(error instanceof GuestError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
// Vectors of one kernel without the other's would not belong together.
if (values.record && !process.exitCode) take(generations)
