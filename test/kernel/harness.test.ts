import { describe, expect, test } from 'vitest'
import { JsonError, parseJson } from './json.ts'
import { createNamespace } from './namespace.ts'

describe('the JSON of ip', () => {
  test.each<[string, string, unknown]>([
    ['plain', '[{"a":1,"b":[true,null,"x"],"c":{}}]', [{ a: 1, b: [true, null, 'x'], c: {} }]],
    ['nothing at all', '', []],
    ['a key printed twice', '{"a":1,"a":2,"a":3}', { a: 1, 'a#2': 2, 'a#3': 3 }],
    ['more than 53 bits', '[18446744073709551615]', [18446744073709551615n]],
    ['a raw control character', '["\u001b[31m\u0001"]', ['\u001b[31m\u0001']],
    ['escapes', '["\\"\\\\\\n\\u00e9"]', ['"\\\n\u00e9']],
    ['fractions', '[0.25,-3]', [0.25, -3]],
    ['blanks', '[ {\n  "a": 1 } ]\n', [{ a: 1 }]],
  ])('%s', (_, text, expected) => expect(parseJson(text)).toEqual(expected))

  test.each(['[1', '{"a"}', '[1,]', '[x]', '[] []', '"a'])('not: %s', (text) => {
    expect(() => parseJson(text)).toThrow(JsonError)
  })
})

describe('a namespace', () => {
  test('is empty, its own, and gone after its close', async () => {
    const namespace = await createNamespace({ names: { 'rt_tables.d/test.conf': '77 blue\n' } })
    expect(JSON.parse(namespace.exec('ip -j link'))).toHaveLength(1)
    namespace.batch(['link set lo up', 'route add 192.0.2.0/24 dev lo table blue'])
    expect(namespace.exec('ip route show table 77')).toContain('192.0.2.0/24')
    await namespace.close()
    await namespace.close()
    expect(() => namespace.exec('ip link')).toThrow()
  })

  test('says which line of a batch was refused', async () => {
    await using namespace = await createNamespace()
    expect(() => namespace.batch(['link set lo up', 'link set nosuch up'])).toThrow(/link set nosuch up/)
    expect(namespace.batch(['? link set nosuch up', 'link set lo up'])).toEqual(['? link set nosuch up'])
    expect(() => namespace.batch(['link set lo mtu many'])).toThrow(/mtu/)
  })
})
