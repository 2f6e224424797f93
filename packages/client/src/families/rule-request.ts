import { EncodeError } from '@rtnl/codec'
import type { RuleInput } from '@rtnl/families'
import { inferFamily, readPrefix } from './prefix.ts'
import { splitTable } from './tables.ts'
import { objectOf } from './values.ts'

type Flag = Extract<RuleInput['flags'], readonly unknown[]>[number]

/** Flags that the kernel sets. */
const KERNEL_FLAGS: ReadonlySet<Flag> = new Set<Flag>(['unresolved', 'iif_detached', 'dev_detached', 'oif_detached'])

/** A rule with its family, and its prefixes in two parts each. */
export function withPrefixes(rule: RuleInput): RuleInput {
  const { dst, dstLen, src, srcLen, ...rest } = objectOf(rule, 'a rule')
  const family = inferFamily(rule.family, src, dst)
  const to = readPrefix(dst, dstLen, family, { path: 'dst', constant: 'FRA_DST' })
  const from = readPrefix(src, srcLen, family, { path: 'src', constant: 'FRA_SRC' })
  return {
    ...(family === undefined ? {} : { family }),
    ...(to.length === undefined ? {} : { dstLen: to.length }),
    ...(from.length === undefined ? {} : { srcLen: from.length }),
    ...(to.address === undefined ? {} : { dst: to.address }),
    ...(from.address === undefined ? {} : { src: from.address }),
    ...rest,
  }
}

/** A rule as a request to make or to delete it has it: with the defaults of ip-rule(8). `deletes`: what is not said matches anything. */
export function describeRule(input: RuleInput, deletes = false): RuleInput {
  const { family = 'inet', flags, ...rest } = withPrefixes(input)
  if (deletes && !Object.values({ ...rest, flags }).some((value) => value !== undefined))
    throw new EncodeError('nothing says which rule: a priority would do', {
      path: 'priority',
      constant: 'FRA_PRIORITY',
    })
  const settable = Array.isArray(flags) ? (flags as readonly Flag[]).filter((flag) => !KERNEL_FLAGS.has(flag)) : flags
  return {
    ...(deletes ? {} : { action: rest.goto === undefined ? 'to_tbl' : 'goto' }),
    ...rest,
    ...tableMembers(rest, deletes),
    ...(settable === undefined ? {} : { flags: settable }),
    family,
  }
}

function tableMembers({ table, hdrTable, action, goto, l3mdev }: RuleInput, deletes: boolean): RuleInput {
  if (table !== undefined) {
    const { header, attribute } = splitTable(table, 'FRA_TABLE')
    return { hdrTable: header, table: attribute }
  }
  if (hdrTable !== undefined || deletes || goto !== undefined || l3mdev) return {}
  return action === undefined || action === 'to_tbl' || action === 1 ? { hdrTable: 'main' } : {}
}
