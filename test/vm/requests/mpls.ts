import { labelled } from '../objects/lines.ts'
import { cases, type Section } from './section.ts'

/** Routes whose destination is a label. */
export const mpls: Section = {
  name: 'mpls',
  modules: ['mpls_iptunnel', 'mpls_router'],
  listings: ['-d -M route show', '-M route show'],
  before: [
    'link set lo up',
    'link add v0 type dummy',
    'link set v0 up',
    'address add 10.50.0.1/24 dev v0',
    'address add 2001:db8::1/64 dev v0 nodad',
  ],
  settings: { 'mpls/platform_labels': '1000', 'mpls/conf/v0/input': '1' },
  cases: [
    ...cases(labelled, '-M '),
    ...cases(`
      -M route add 106 as 300 via inet 10.50.0.2
      -M route replace 106 as 301/302 via inet 10.50.0.3 dev v0
      -M route append 106 via inet 10.50.0.4 dev v0
      -M route add 107 dev lo
      -M route add 1000 dev v0
      -M route show
      -d -M route show
      -M route show 100
      -M route show dev v0
      -M route get 104
      -M route del 102
      -M route del 103 proto static
      -M route del 107 dev lo
    `),
  ],
}
