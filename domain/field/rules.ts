import type { DatedLine } from '../policy/in-force.ts'
import { datedPolicy } from '../policy/in-force.ts'
import type { LineVersion, Policy } from '../policy/index.ts'
import type { CarriedPolicyLine } from './carried.ts'

/** A station's lines made ready for the phone; worked out once for each list that was carried. */
export type PhoneRules = {
  readonly lineOf: (lineId: string) => DatedLine | null
  readonly nameOf: (lineId: string) => string
  /** Without campaigns: what of these is still to come stands among the duties that were carried. */
  readonly rolling: Policy
}

const made = new WeakMap<readonly CarriedPolicyLine[], PhoneRules>()

export function rulesOf(lines: readonly CarriedPolicyLine[]): PhoneRules {
  const known = made.get(lines)
  if (known !== undefined) return known
  const policy: Policy = lines.map(({ id, target, versions }) => ({ id, target, versions: versions.map(asVersion) }))
  const { tierLines, kindLines, campaigns } = datedPolicy(policy)
  const entries = [...Object.values(tierLines).flat(), ...[...kindLines.values()].flat(), ...campaigns]
  const byId = new Map(entries.map((entry) => [entry.line.id, entry]))
  const names = new Map(lines.map(({ id, name }) => [id, name]))
  const rules = {
    lineOf: (lineId: string) => byId.get(lineId) ?? null,
    nameOf: (lineId: string) => names.get(lineId) ?? '',
    rolling: policy.filter(({ target }) => target.kind !== 'campaign'),
  }
  made.set(lines, rules)
  return rules
}

function asVersion(version: CarriedPolicyLine['versions'][number]): LineVersion {
  const { effectiveFrom, ended, period, visits, visitKinds, presentRoles } = version
  if (ended || period === null || visits === null) return { effectiveFrom, ended: true }
  return { effectiveFrom, ended: false, period, visits, visitKinds, presentRoles }
}
