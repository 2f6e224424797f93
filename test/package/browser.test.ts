import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib.js'
import { suite } from '../capture/suite/index.ts'
import { recorded } from '../families/vectors.ts'
import { must } from './tarballs.ts'

const CHROMIUM = '/usr/bin/chromium'
/** Nothing of it looks outside of the machine. */
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** The built packages, and the suite, whose tests take them by their names. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>@rtnl/capture</title>
<script type="importmap">{ "imports": {
  "@rtnl/codec": "/packages/codec/dist/index.js",
  "@rtnl/families": "/packages/families/dist/index.js",
  "@rtnl/capture": "/packages/capture/dist/index.js"
} }</script>
<script type="module">
const report = (result) => fetch('/result', { method: 'POST', body: JSON.stringify(result) })
addEventListener('error', (event) => report({ failed: [['page', String(event.message)]] }))
try {
  const { suite } = await import('/test/capture/suite/index.ts')
  const vectors = await (await fetch('/vectors.json')).json()
  const passed = []
  const failed = []
  for (const [name, run] of suite(vectors.map((bytes) => Uint8Array.from(bytes))))
    try {
      await run()
      passed.push(name)
    } catch (error) {
      failed.push([name, String(error?.stack ?? error)])
    }
  await report({ passed, failed, agent: navigator.userAgent })
} catch (error) {
  await report({ failed: [['page', String(error?.stack ?? error)]] })
}
</script>`

/** What the page asks for: only what was built, and the suite without its types. */
function contentOf(path: string): { type: string; body: string } | undefined {
  if (path === '/') return { type: 'text/html', body: PAGE }
  if (path === '/vectors.json')
    return { type: 'application/json', body: JSON.stringify(recorded.map(({ bytes }) => [...bytes])) }
  const isBuilt = /^\/packages\/(codec|families|capture)\/dist\/[\w.-]+\.js$/.test(path)
  const isSuite = /^\/test\/capture\/suite\/[\w-]+\.ts$/.test(path)
  if (!isBuilt && !isSuite) return undefined
  const source = readFileSync(join(root, path), 'utf8')
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true }
  return {
    type: 'text/javascript',
    body: isBuilt ? source : ts.transpileModule(source, { compilerOptions: options }).outputText,
  }
}

interface Result {
  passed?: string[]
  failed: [name: string, error: string][]
  agent?: string
}

test('the suite of @rtnl/capture holds in Chromium, for the built package', { timeout: 180_000 }, async () => {
  must('node', ['scripts/setup.js'], root)
  let tell: (result: Result) => void = () => {}
  const result = new Promise<Result>((resolve) => {
    tell = resolve
  })
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      const parts: Buffer[] = []
      request
        .on('data', (part) => parts.push(part))
        .on('end', () => {
          response.end()
          tell(JSON.parse(Buffer.concat(parts).toString()))
        })
      return
    }
    const content = contentOf(request.url ?? '')
    response.writeHead(content ? 200 : 404, { 'content-type': content?.type ?? 'text/plain' }).end(content?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const profile = mkdtempSync(join(tmpdir(), 'rtnl-chromium-'))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const chromium = spawn(
    CHROMIUM,
    [...FLAGS.split(' '), `--user-data-dir=${profile}`, '--remote-debugging-port=0', url],
    { stdio: 'ignore' },
  )
  const gone = new Promise<never>((_, reject) => {
    chromium.once('exit', (code) => reject(new Error(`chromium ended by itself: ${code}`)))
  })
  gone.catch(() => {})
  try {
    const { passed, failed, agent } = await Promise.race([result, gone])
    expect(failed).toEqual([])
    expect(agent).toContain('Chrome')
    expect(passed).toEqual(suite(recorded.map(({ bytes }) => bytes)).map(([name]) => name))
  } finally {
    chromium.kill()
    await gone.catch(() => {})
    server.close()
    server.closeAllConnections()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
