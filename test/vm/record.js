// In a guest, `npm run test:vm -- --kernel 6.12 --run 'node test/vm/record.js others'`: makes the links of kinds/others.ts with ip(8) and writes the kernel's dump of
// them to build/vm/6.12/guest-6.12-others.json. In test/families/vectors/link it is a vector for any machine; test/cli/record/record.js adds what ip prints of it.
import { writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { createViteServer } from 'vitest/node'
import { sources } from '../../scripts/sources.js'

const { RTNL_VM: generation, RTNL_VM_SHARE: share } = process.env
if (generation === undefined || share === undefined) throw new Error('This runs in a guest: npm run test:vm')

const [major = 0, minor = 0] = release().split('.').map(Number)
const alias = Object.entries(sources('node')).map(([name, replacement]) => ({
  find: new RegExp(`^${name}$`),
  replacement,
}))
const server = await createViteServer({
  configFile: false,
  server: { middlewareMode: true, watch: null },
  resolve: { alias },
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
})
try {
  const { createNamespace } = await server.ssrLoadModule('/test/kernel/namespace.ts')
  const { openRaw } = await server.ssrLoadModule('rtnl')
  const { encode, frame } = await server.ssrLoadModule('@rtnl/codec')
  const { link, NLM_F, NLMSG, RTM } = await server.ssrLoadModule('@rtnl/families')
  for (const name of process.argv.slice(2)) {
    const module = await server.ssrLoadModule(`/test/vm/kinds/${name}.ts`)
    const { modules = [], before, links } = /** @type {import('./kinds/group.ts').Group} */ (module[name])
    const namespace = await createNamespace()
    for (const one of modules) namespace.exec(`modprobe ${one}`)
    const made = links.filter(({ since = 0 }) => since <= major * 1000 + minor)
    namespace.batch([...before, ...made.map(({ add }) => `link add ${add}`)])
    namespace.batch(made.flatMap(({ set = [] }) => set.map((line) => `link set ${line}`)))
    const raw = await openRaw({ protocol: 0, netns: namespace.pid })
    const messages = []
    const payload = encode(link, { family: 'packet', extMask: ['vf', 'skip_stats'] })
    raw.send(frame({ type: RTM.GETLINK, flags: NLM_F.REQUEST | NLM_F.DUMP, seq: 1 }, payload))
    for await (const { type, bytes } of raw.messages()) {
      if (type === NLMSG.DONE) break
      messages.push(Buffer.from(bytes).toString('hex'))
    }
    raw.close()
    const content = {
      kernel: release(),
      tool: namespace.exec('ip -V').trim(),
      command: `RTM_GETLINK, NLM_F_DUMP: the links of test/vm/kinds/${name}.ts`,
      messages,
    }
    writeFileSync(`${share}/guest-${generation}-${name}.json`, `${JSON.stringify(content, undefined, 2)}\n`)
    await namespace.close()
  }
} finally {
  await server.close()
}
