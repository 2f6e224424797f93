import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type CapturedMessage, CaptureReader, PacketDecoder } from '@rtnl/capture'

/** A netlink message as nlmon saw it. */
export interface Seen extends CapturedMessage {
  /** The whole message. */
  readonly bytes: Uint8Array
}

const NETLINK_ROUTE = 0

/** Runs `ip` with the words of a line and throws if it fails. */
export function ip(line: string): string {
  const done = spawnSync('ip', line.split(' '), { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) throw new Error(`ip ${line}: ${done.stderr || done.error?.message}`)
  return done.stdout
}

/**
 * Has dumpcap write to `file` all that is said over netlink in a network namespace while `talk` runs, and returns the messages of rtnetlink. Throws if one
 * was lost.
 */
export async function sniff(netns: string, file: string, talk: () => Promise<void>): Promise<Seen[]> {
  ip(`-n ${netns} link add mon0 type nlmon`)
  ip(`-n ${netns} link set mon0 up`)
  const dumpcap = ['dumpcap', '-i', 'mon0', '-p', '-P', '-B', '64', '-w', file]
  const child = spawn('ip', ['netns', 'exec', netns, ...dumpcap], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'close')
  let said = ''
  const started = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text) => {
      said += text
      if (/^File: /m.test(said)) resolve()
    })
    child.once('close', () => reject(new Error(`dumpcap: ${said}`)))
  })
  try {
    await started
    await talk()
    // What the kernel has handed over by now dumpcap still has to write; it looks several times a second.
    await new Promise((resolve) => setTimeout(resolve, 2000))
  } finally {
    child.kill('SIGINT')
    await ended
    ip(`-n ${netns} link delete mon0`)
  }
  const [, received, dropped] = /received\/dropped on interface \S+: (\d+)\/(\d+)/.exec(said) ?? []
  if (received === undefined || Number(received) === 0 || dropped !== '0') throw new Error(`dumpcap: ${said}`)
  return messagesOf(file)
}

export function messagesOf(file: string): Seen[] {
  const reader = new CaptureReader()
  const packets = [...reader.push(readFileSync(file)), ...reader.end()]
  if (reader.damage !== undefined) throw reader.damage
  const decoder = new PacketDecoder({ fields: true })
  return packets
    .filter(({ protocol }) => protocol === NETLINK_ROUTE)
    .flatMap((packet) => {
      const { messages, damage } = decoder.decode(packet)
      // ip sends some dump requests with zeros behind them.
      if (damage !== undefined && packet.bytes.subarray(damage.offset).some((byte) => byte !== 0)) throw damage
      return messages.map((message) => {
        if (message.error !== undefined) throw message.error
        return { ...message, bytes: packet.bytes.slice(message.offset, message.offset + message.header.len) }
      })
    })
}
