import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GuestRecording } from '../vm/wire/recording.ts'

// What `npm run test:vm -- --record` heard in guests: in vectors/guest a folder for each kernel, a file for each section of test/vm/requests.

const folder = fileURLToPath(new URL('./vectors/guest/', import.meta.url))

/** The kernels that were recorded, the older first: '6.1'. */
export const kernels: readonly string[] = existsSync(folder)
  ? readdirSync(folder).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  : []

/** The recordings of one kernel by their names. */
export const recordingsOf = (kernel: string): Readonly<Record<string, GuestRecording>> =>
  Object.fromEntries(
    readdirSync(`${folder}${kernel}`)
      .sort()
      .map((file) => [
        file.replace(/\.json$/, ''),
        JSON.parse(readFileSync(`${folder}${kernel}/${file}`, 'utf8')) as GuestRecording,
      ]),
  )
