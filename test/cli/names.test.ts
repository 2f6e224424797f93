import { describe, expect, it } from 'vitest'
import { namesOf } from './support.ts'

describe('names', () => {
  it('are iproute2 s own where there is no file', () => {
    const names = namesOf()
    expect([names.table(254), names.table(255), names.table(253), names.table(7)]).toEqual([
      'main',
      'local',
      'default',
      '7',
    ])
    expect([names.protocol(2), names.protocol(3), names.protocol(99)]).toEqual(['kernel', 'boot', '99'])
    expect([names.scope(0), names.scope(253), names.scope(7)]).toEqual(['global', 'link', '7'])
    expect([names.realm(0), names.realm(5)]).toEqual(['unknown', '5'])
    expect([names.dsfield(0x28), names.dsfield(4)]).toEqual(['0x28', '0x04'])
    expect([names.group(0), names.group(9)]).toEqual(['default', '9'])
    expect(names.ipProtocol(6)).toBe('ipproto-6')
    expect(names.tableId('main')).toBe(254)
    expect(names.tableId('none')).toBeUndefined()
  })

  it('are read from the tables and their directories', () => {
    const names = namesOf({
      '/etc/iproute2/rt_tables': '# comment\n\n 7\tblue # more\n0x100 big\n',
      '/etc/iproute2/rt_tables.d/b.conf': '8 green\n',
      '/etc/iproute2/rt_tables.d/README': '9 no\n',
      '/etc/iproute2/rt_tables.d/.conf': '9 no\n',
      '/etc/iproute2/rt_tables.d/.hidden.conf': '9 no\n',
      '/etc/protocols': '# protocols\nip 0 IP\ntcp\t6\tTCP\t# transmission control\n',
    })
    expect([7, 8, 9, 256, 254].map((id) => names.table(id))).toEqual(['blue', 'green', '9', 'big', 'main'])
    expect(['blue', 'green', 'big', '9', '0x10'].map((word) => names.tableId(word))).toEqual([7, 8, 256, 9, 16])
    expect(names.ipProtocol(6)).toBe('tcp')
    expect([names.ipProtocolId('TCP'), names.ipProtocolId('17'), names.ipProtocolId('256')]).toEqual([6, 17, undefined])
  })

  it('come from where newer versions keep them, and /etc comes first', () => {
    const names = namesOf({
      '/usr/share/iproute2/rt_tables': '7 blue\n',
      '/usr/share/iproute2/rt_tables.d/x.conf': '8 old\n',
      '/etc/iproute2/rt_tables.d/x.conf': '8 new\n',
      '/usr/share/iproute2/rt_scopes': '7 shared\n',
      '/etc/iproute2/rt_scopes': '7 local\n',
    })
    expect([names.table(7), names.table(8), names.scope(7)]).toEqual(['blue', 'new', 'local'])
  })

  it('end at a line that is no entry', () => {
    const names = namesOf({ '/etc/iproute2/rt_tables': '7 blue\nnonsense\n8 green\n' })
    expect([names.table(7), names.table(8)]).toEqual(['blue', '8'])
  })

  it('are left out where numbers are wanted, but still understood', () => {
    const names = namesOf({ '/etc/iproute2/rt_dsfield': '0x28 AF11\n', '/etc/protocols': 'tcp 6\n' }, true)
    expect(names.table(254)).toBe('254')
    expect(names.dsfield(0x28)).toBe('0x28')
    expect(names.ipProtocol(6)).toBe('ipproto-6')
    expect(names.tableId('main')).toBe(254)
    expect(names.dsfieldId('AF11')).toBe(0x28)
  })

  it('bound the numbers', () => {
    const names = namesOf()
    expect([names.protocolId('255'), names.protocolId('256')]).toEqual([255, undefined])
    expect([names.dsfieldId('ff'), names.dsfieldId('100')]).toEqual([255, undefined])
    expect([names.tableId('4294967295'), names.tableId('4294967296')]).toEqual([4294967295, undefined])
  })
})
