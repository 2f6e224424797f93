import { describe, expect, it } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import { parseOptions } from '../../packages/cli/src/options.ts'

const parse = (text: string) => parseOptions(text === '' ? [] : text.split(' '))

describe('options', () => {
  it('come before the object', () => {
    const { options, rest } = parse('-6 -j -d -d -s --pretty route -4')
    expect(options).toMatchObject({ family: 'inet6', json: true, details: 2, statistics: 1, pretty: true })
    expect(rest).toEqual(['route', '-4'])
  })

  it.each([
    ['-s', { statistics: 1 }],
    ['-stat', { statistics: 1 }],
    ['-h', { human: true }],
    ['-he', { help: true }],
    ['-br', { brief: true }],
    ['-o', { oneline: true }],
    ['-t', { timestamp: 'long' }],
    ['-ts', { timestamp: 'short' }],
    ['-t -ts', { timestamp: 'short' }],
    ['-ts -t', { timestamp: 'short' }],
    ['-N', { numeric: true }],
    ['-n blue', { netns: 'blue' }],
    ['-V', { version: true }],
    ['-f inet6', { family: 'inet6' }],
    ['-family link', { family: 'packet' }],
    ['-0', { family: 'packet' }],
    ['-M', { family: 'mpls' }],
    ['-B', { family: 'bridge' }],
    ['-rc 0x1000', { receiveBuffer: 4096 }],
    ['-i', { iec: true }],
    ['-a', {}],
  ])('%s', (text, wanted) => expect(parse(text).options).toMatchObject(wanted))

  it('take colours and give none', () => {
    expect(parse('-c -color=always -c=never -co=auto link').rest).toEqual(['link'])
  })

  it('end at --', () => {
    expect(parse('-j -- -6').rest).toEqual(['-6'])
  })

  it.each(['-x', '-j=1', '-c=blue', '-family', '-f inet7', '-n', '-rcvbuf many', '-b', '-r', '-echo'])(
    '%s is wrong',
    (text) => expect(() => parse(text)).toThrow(UsageError),
  )
})
