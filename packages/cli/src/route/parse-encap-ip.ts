import { takeAddress } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import { parseUnsigned, takeUnsigned, takeUnsigned64 } from '../numbers.ts'
import { takeTos } from '../take.ts'
import { duplicate, type Words, wrong } from '../words.ts'
import type { EncapInput } from './encap-kinds.ts'

type Encap = Mutable<EncapInput['ip'] & EncapInput['ip6']>
type Options = NonNullable<EncapInput['ip']['opts']>

const COMMON = ['id', 'dst', 'src', 'key', 'csum', 'seq', 'geneve_opts', 'vxlan_opts', 'erspan_opts']

/** `encap ip` and `encap ip6`. */
export function parseIpEncap(words: Words, names: Names, family: 'inet' | 'inet6'): Encap {
  const encap: Encap = {}
  const flags: ('key' | 'csum' | 'seq')[] = []
  const seen = new Set<string>()
  const keywords = [...COMMON, ...(family === 'inet' ? ['tos', 'ttl'] : ['tc', 'hoplimit'])]
  for (let word = words.takeIf(...keywords); word; word = words.takeIf(...keywords)) {
    const about = word.endsWith('_opts') ? 'options' : word
    if (seen.has(about)) throw duplicate(about, words.peek() ?? '')
    seen.add(about)
    if (word === 'id') encap.id = takeUnsigned64(words, word)
    else if (word === 'dst') encap.dst = takeAddress(words, word, family).text
    else if (word === 'src') encap.src = takeAddress(words, word, family).text
    else if (word === 'tos') encap.tos = takeTos(words, word, names)
    else if (word === 'tc') encap.tc = takeTos(words, word, names)
    else if (word === 'ttl') encap.ttl = takeUnsigned(words, word, 255)
    else if (word === 'hoplimit') encap.hoplimit = takeUnsigned(words, word, 255)
    else if (word === 'key' || word === 'csum' || word === 'seq') flags.push(word)
    else encap.opts = takeOptions(words, word)
  }
  if (flags.length > 0) encap.flags = flags
  return encap
}

function takeOptions(words: Words, keyword: string): Options {
  const word = words.take()
  if (keyword === 'vxlan_opts') {
    const gbp = parseUnsigned(word)
    if (gbp === undefined) throw wrong(keyword, word, 'a number of 32 bits')
    return { vxlan: { gbp } }
  }
  return keyword === 'geneve_opts' ? geneve(word) : erspan(word)
}

/** `CLASS:TYPE:DATA[,...]`. */
function geneve(word: string): Options {
  return {
    geneve: word.split(',').map((option) => {
      const [first = '', second = '', data = '', more] = option.split(':')
      const [kind, type] = [parseUnsigned(first, 0xffff), parseUnsigned(second, 0xff)]
      if (kind === undefined || type === undefined || more !== undefined || !/^([0-9a-fA-F]{2})+$/.test(data)) {
        throw wrong('geneve_opts', option, 'CLASS:TYPE:DATA with DATA hexadecimal')
      }
      const bytes = Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      return [{ class: kind, type, data: bytes }]
    }),
  }
}

/** `VERSION:INDEX:DIRECTION:HWID`; version 1 has an index only, version 2 the others. */
function erspan(word: string): Options {
  const [version = '', index = '', direction = '', hardware = '', more] = word.split(':')
  const ver = parseUnsigned(version, 255)
  const values = [
    parseUnsigned(index || '0'),
    parseUnsigned(direction || '0', 255),
    parseUnsigned(hardware || '0', 255),
  ]
  const [idx, dir, hwid] = values
  if (ver === undefined || more !== undefined || idx === undefined || dir === undefined || hwid === undefined) {
    throw new UsageError(`erspan_opts: "${word}" is wrong, wanted VERSION:INDEX:DIRECTION:HWID`)
  }
  return {
    erspan: {
      ver,
      ...(index ? { index: idx } : {}),
      ...(direction ? { dir } : {}),
      ...(hardware ? { hwid } : {}),
    },
  }
}
