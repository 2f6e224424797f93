// node test/cli/record/record.js: records anew what ip(8) sends and prints, for the tests of `rtnl link`. Needs root, iproute2 and gcc; npm run format afterwards.
//
// - test/cli/link-requests.json and test/families/vectors/link/kinds-*.json: the bytes that `ip link LINE` sends. A new line is recorded once it stands there
//   with an empty text for the bytes. `before` of a vector names the command that made the link, where ip asks for it before it changes it.
// - test/families/vectors/link/guest-*.json: what `ip -d link` prints of the dumps of a guest's kernel (test/vm/record.js).
// - test/cli/link-crafted*.json: what `ip OPTIONS link` prints of the links in link-crafted*.ts.
//
// Everything happens in namespaces of its own, and the requests end in a library put before the C library's sendmsg: this kernel is asked for nothing.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'
import { sources } from '../../../scripts/sources.js'

const cli = fileURLToPath(new URL('..', import.meta.url))
const vectors = fileURLToPath(new URL('../../families/vectors/link', import.meta.url))

/** What the requests are about: tests know these links by their indices. */
const LINKS = 'ip link add v0 index 10 type veth peer name v1 index 11'

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
function run(program, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr || stdout}`)
  return stdout
}

if (process.env.RECORD_INSIDE !== '1') {
  const { status } = spawnSync('unshare', ['-n', '-m', process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, RECORD_INSIDE: '1' },
  })
  process.exit(status ?? 1)
}

const scratch = mkdtempSync(join(tmpdir(), 'rtnl-record-'))
const shim = join(scratch, 'shim.so')
try {
  run('cc', ['-shared', '-fPIC', '-O', '-o', shim, fileURLToPath(new URL('shim.c', import.meta.url)), '-ldl'])
  await crafted()
  dumped()
  requests()
} finally {
  rmSync(scratch, { recursive: true })
}

/**
 * The bytes that a command sends, without sequence number. `before`: what `ip link add` sent for the link that is changed, which ip asks for first.
 * @param {string} command
 * @param {string} [before]
 */
function sentBy(command, before) {
  const sent = join(scratch, 'sent')
  rmSync(sent, { force: true })
  const there = join(scratch, 'link')
  if (before !== undefined) writeFileSync(there, asV1(before))
  run('sh', ['-c', command], {
    LD_PRELOAD: shim,
    SHIM_SENT: sent,
    ...(before === undefined ? {} : { SHIM_LINK: there }),
  })
  if (!existsSync(sent)) throw new Error(`${command}: nothing was sent`)
  const bytes = readFileSync(sent)
  bytes.writeUInt32LE(0, 8)
  bytes.writeUInt32LE(0, 12)
  return bytes.toString('hex')
}

/**
 * A request as the kernel would tell of the link, as if v1 were it.
 * @param {string} request
 */
function asV1(request) {
  const bytes = Buffer.from(request, 'hex')
  bytes.writeInt32LE(11, 20)
  return bytes
}

function requests() {
  run('sh', ['-c', LINKS])
  const old = join(cli, 'link-requests.json')
  /** @type {{ line: string, sent: string }[]} */
  const lines = JSON.parse(readFileSync(old, 'utf8'))
  // A group of links and virtual functions are asked for first: these lines stay as they were.
  /** @param {string} line */
  const asks = (line) => /\b(vf|netns)\b/.test(line)
  write(
    old,
    lines.map(({ line, sent }) => ({ line, sent: asks(line) ? sent : sentBy(commandOf(line)) })),
  )
  for (const name of readdirSync(vectors).filter((file) => /^kinds-.*\.json$/.test(file))) {
    const file = join(vectors, name)
    /** @type {{ vectors: { command: string, before?: string }[] }} */
    const content = JSON.parse(readFileSync(file, 'utf8'))
    /** @type {Map<string, string>} */
    const recorded = new Map()
    const all = content.vectors.map(({ command, before }) => {
      const hex = sentBy(command, before === undefined ? undefined : recorded.get(before))
      recorded.set(command, hex)
      return { command, ...(before === undefined ? {} : { before }), hex }
    })
    write(file, { tool: run('ip', ['-V']).trim(), vectors: all })
  }
}

function dumped() {
  for (const name of readdirSync(vectors).filter((file) => /^guest-.*\.json$/.test(file))) {
    const file = join(vectors, name)
    /** @type {{ messages: string[] }} */
    const content = JSON.parse(readFileSync(file, 'utf8'))
    const dump = join(scratch, 'dump')
    writeFileSync(dump, Buffer.concat(content.messages.map((hex) => Buffer.from(hex, 'hex'))))
    const env = { LD_PRELOAD: shim, SHIM_DUMP: dump }
    const json = run('ip', ['-j', '-d', 'link'], env).trimEnd()
    write(file, { ...content, ip: { json, text: run('ip', ['-d', 'link'], env) } })
  }
}

/**
 * Options of ip itself stand in front in some lines.
 * @param {string} line
 */
function commandOf(line) {
  const [, options = '', rest = ''] = /^((?:-\S+ )*)(.*)$/.exec(line) ?? []
  return `ip ${options}link ${rest}`
}

async function crafted() {
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
    const { encode, frame } = await server.ssrLoadModule('@rtnl/codec')
    const { link, RTM } = await server.ssrLoadModule('@rtnl/families')
    for (const file of readdirSync(cli).filter((name) => /^link-crafted.*(?<!\.test)\.ts$/.test(name))) {
      const { crafted: dumps, OPTIONS } = await server.ssrLoadModule(join(cli, file))
      /** @type {Record<string, Record<string, { json: string, text: string }>>} */
      const recorded = {}
      for (const [name, options] of Object.entries(OPTIONS)) {
        const dump = join(scratch, 'dump')
        /** @param {unknown} input */
        const message = (input) => frame({ type: RTM.NEWLINK, flags: 0, seq: 0 }, encode(link, input))
        writeFileSync(dump, Buffer.concat(dumps[name].map(message)))
        /** @type {Record<string, { json: string, text: string }>} */
        const printed = {}
        for (const option of /** @type {string[]} */ (options)) {
          const words = option.split(' ').filter(Boolean)
          const env = { LD_PRELOAD: shim, SHIM_DUMP: dump }
          printed[option] = {
            json: run('ip', ['-j', ...words, 'link'], env).trimEnd(),
            text: run('ip', [...words, 'link'], env),
          }
        }
        recorded[name] = printed
      }
      write(join(cli, file.replace('.ts', '.json')), recorded)
    }
  } finally {
    await server.close()
  }
}

/**
 * @param {string} file
 * @param {unknown} content
 */
function write(file, content) {
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`)
}
