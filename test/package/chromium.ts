import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../../scripts/lib.js'
import { must } from './tarballs.ts'

const CHROMIUM = '/usr/bin/chromium'
/** Nothing of it looks outside of the machine. */
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** What a page says in the end. */
export interface Verdict {
  /** What it was to find out. */
  result?: unknown
  /** What went wrong instead. */
  error?: string
  agent?: string
}

/** A page that loads the built packages by their names and tells what `script`, the body of an async function, returns. */
const page = (script: string) => `<!doctype html><meta charset="utf-8"><title>@rtnl/capture</title>
<script type="importmap">{ "imports": {
  "@rtnl/codec": "/packages/codec/dist/index.js",
  "@rtnl/families": "/packages/families/dist/index.js",
  "@rtnl/capture": "/packages/capture/dist/index.js"
} }</script>
<script type="module">
const report = (verdict) => fetch('/verdict', { method: 'POST', body: JSON.stringify(verdict) })
addEventListener('error', (event) => report({ error: String(event.message) }))
try {
  const result = await (async () => { ${script} })()
  await report({ result, agent: navigator.userAgent })
} catch (error) {
  await report({ error: String(error?.stack ?? error) })
}
</script>`

/** What the page asks for: what was built, and the suite without its types. */
function sourceOf(path: string): string | undefined {
  const isBuilt = /^\/packages\/(codec|families|capture)\/dist\/[\w.-]+\.js$/.test(path)
  const isSuite = /^\/test\/capture\/suite\/[\w-]+\.ts$/.test(path)
  if (!isBuilt && !isSuite) return undefined
  const source = readFileSync(join(root, path), 'utf8')
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true }
  return isBuilt ? source : ts.transpileModule(source, { compilerOptions: options }).outputText
}

/** Runs `script` on a page of headless Chromium, which can fetch `files` by their paths. */
export async function inChromium(
  script: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Verdict> {
  must('node', ['scripts/setup.js'], root)
  let tell: (verdict: Verdict) => void = () => {}
  const verdict = new Promise<Verdict>((resolve) => {
    tell = resolve
  })
  const server = createServer((request, response) => {
    const { method, url = '' } = request
    if (method === 'POST') {
      const parts: Buffer[] = []
      request
        .on('data', (part) => parts.push(part))
        .on('end', () => {
          response.end()
          tell(JSON.parse(Buffer.concat(parts).toString()))
        })
      return
    }
    const [type, body] =
      url === '/'
        ? ['text/html', page(script)]
        : url in files
          ? ['text/plain', files[url]]
          : ['text/javascript', sourceOf(url)]
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const profile = mkdtempSync(join(tmpdir(), 'rtnl-chromium-'))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const chromium = spawn(
    CHROMIUM,
    [...FLAGS.split(' '), `--user-data-dir=${profile}`, '--remote-debugging-port=0', address],
    // In a group of their own, with all that it starts.
    { stdio: 'ignore', detached: true },
  )
  const gone = new Promise<never>((_, reject) => {
    chromium.once('exit', (code) => reject(new Error(`chromium ended by itself: ${code}`)))
  })
  gone.catch(() => {})
  try {
    return await Promise.race([verdict, gone])
  } finally {
    if (chromium.pid !== undefined) killGroup(chromium.pid)
    await gone.catch(() => {})
    server.close()
    server.closeAllConnections()
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 300 })
  }
}

/** At once: children that outlive it write on into its folder. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
