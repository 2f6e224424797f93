import { CaptureWriter } from '@rtnl/capture'
import type { Capture } from '@rtnl/client'
import { open } from '@rtnl/node'
import { talk } from './talk.ts'

/** A session of a client, recorded: what it saw, and the file in base64. */
async function recorded(format: 'pcap' | 'pcapng') {
  const parts: Uint8Array[] = []
  const capture: Capture = new CaptureWriter((bytes) => parts.push(bytes), { format })
  await using net = await open({ capture })
  const seen = await talk(net)
  return { seen, file: Buffer.concat(parts).toString('base64') }
}

export const pcap = () => recorded('pcap')
export const pcapng = () => recorded('pcapng')
