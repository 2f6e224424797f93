import { UnsupportedError } from '@rtnl/client'
import { openTransport } from 'rtnl'

/** What is said where koffi is not installed, or not for this machine. */
export async function withoutKoffi() {
  const { register } = await import('node:module')
  const hooks =
    'export const resolve = (s, c, n) => { if (s === "koffi") throw new Error("not found"); return n(s, c) }'
  register(`data:text/javascript,${encodeURIComponent(hooks)}`)
  const error = await openTransport({ protocol: 0 }).then(
    () => new Error('it did not reject'),
    (reason: Error) => reason,
  )
  return { class: error instanceof UnsupportedError, message: error.message, cause: (error.cause as Error).message }
}
