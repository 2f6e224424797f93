// `npm run bench [-- NAME...] [--quick]`: sets up, installs what rtnl is measured against, then measures what was built: bench/main.js.
import { run } from './lib.js'
import { setup } from './setup.js'
import { benchTools } from './tools.js'

await setup()
benchTools()
// Namespaces take root, if only of a user namespace; there, the network namespace that one comes back to has to be its own, too.
const words = [process.execPath, 'bench/main.js', ...process.argv.slice(2)]
const [program = '', ...args] = process.getuid?.() === 0 ? words : ['unshare', '-Urn', ...words]
process.exit(run(program, args))
