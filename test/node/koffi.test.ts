import { UnsupportedError } from '@rtnl/client'
import { expect, test, vi } from 'vitest'

vi.mock('koffi', () => {
  throw new Error('not found')
})

test('where koffi is not installed, the error says what to do', async () => {
  const { openTransport } = await import('@rtnl/node')
  const error = await openTransport({ protocol: 0 }).catch((reason) => reason)
  expect(error).toBeInstanceOf(UnsupportedError)
  expect(error.message).toMatch(/koffi.*install again/)
  expect(error.cause).toBeInstanceOf(Error)
})
