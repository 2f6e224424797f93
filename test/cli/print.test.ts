import { describe, expect, it } from 'vitest'
import { JsonPrinter, type Printer, TextPrinter } from '../../packages/cli/src/print.ts'
import { jsonString, printable } from '../../packages/cli/src/printable.ts'

const EVIL = 'a\x1b[2J\n\x07\x7f\u009b31m\u202eb'

describe('text', () => {
  it('has nothing that drives a terminal', () => {
    expect(printable(EVIL)).toBe('a\\x1b[2J\\x0a\\x07\\x7f\\x9b31m\\u202eb')
  })

  it('keeps everything else', () => {
    expect(printable('eth0 \\ " é 網')).toBe('eth0 \\ " é 網')
  })

  it('puts values between their words, escaped', () => {
    const print = new TextPrinter()
    print.object()
    print.any('dev', 'e\x1b0', 'dev ')
    print.array('flags')
    print.any(undefined, 'up')
    print.endArray()
    print.any('n', 8, '(', ')', 'eight')
    print.only('hidden', 1)
    print.name('\r')
    print.nl()
    print.endObject()
    expect(print.take()).toBe('dev e\\x1b0 up (eight)\\x0d\n')
    expect(print.take()).toBe('')
  })

  it('is one line for an object with -oneline', () => {
    const print = new TextPrinter(true)
    print.nl()
    expect(print.take()).toBe('\\')
  })
})

function sample(print: Printer): void {
  print.array()
  print.object()
  print.any('dst', 'default', '', ' ')
  print.text('dropped')
  print.array('flags')
  print.endArray()
  print.array('metrics')
  print.object()
  print.any('mtu', 1400)
  print.any('ecn', null)
  print.endObject()
  print.endArray()
  print.array('names')
  print.any(undefined, 'a')
  print.any(undefined, 18446744073709551615n)
  print.endArray()
  print.object('empty')
  print.endObject()
  print.endObject()
  print.object()
  print.any('ok', true)
  print.endObject()
  print.endArray()
}

describe('JSON', () => {
  it('is one line', () => {
    const print = new JsonPrinter()
    sample(print)
    expect(print.take()).toBe(
      '[{"dst":"default","flags":[],"metrics":[{"mtu":1400,"ecn":null}],"names":["a",18446744073709551615],"empty":{}},{"ok":true}]',
    )
  })

  it('begins anew beside what was printed whole, and after what was abandoned', () => {
    const print = new JsonPrinter()
    const list = () => {
      print.array()
      print.only(undefined, 1)
    }
    list()
    print.endArray()
    expect(print.abandon()).toBe(false)
    list()
    expect(print.abandon()).toBe(true)
    list()
    print.endArray()
    expect(print.take()).toBe('[1][1[1]')
  })

  it('is laid out as ip -p lays it out', () => {
    const print = new JsonPrinter(true)
    sample(print)
    expect(print.take()).toBe(`[ {
        "dst": "default",
        "flags": [ ],
        "metrics": [ {
                "mtu": 1400,
                "ecn": null
            } ],
        "names": [ "a",18446744073709551615 ],
        "empty": {}
    },{
        "ok": true
    } ]`)
  })

  it('is JSON whatever a name contains, and harmless', () => {
    expect(JSON.parse(jsonString(EVIL))).toBe(EVIL)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that must not be there
    expect(jsonString(EVIL)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
  })
})
