import type { CivilDate } from '../calendar/index.ts'
import { policeRoles } from '../members/index.ts'
import type { Tier } from '../tiers/tier.ts'
import type { LineTarget, PolicyLine, RunningVersion } from './policy.ts'

/** A line of a new station, with the name that it gets. */
export type DefaultLine = PolicyLine<RunningVersion> & { readonly name: string }

type Ask = Pick<RunningVersion, 'period'> & Partial<RunningVersion>

/**
 * A new station's lines (DOMAIN.md §4 “Defaults”), in force from `effectiveFrom`. “With an officer or auxiliary present”
 * means police of any rank: a chief who comes in person is an officer as well.
 */
export function defaultPolicy(effectiveFrom: CivilDate): readonly DefaultLine[] {
  const line = (id: string, name: string, target: LineTarget, ask: Ask): DefaultLine => ({
    id,
    name,
    target,
    versions: [{ effectiveFrom, ended: false, visits: 1, visitKinds: [], presentRoles: [], ...ask }],
  })
  const tier = (of: Tier): LineTarget => ({ kind: 'tier', tier: of })
  const kind = (placeKind: string): LineTarget => ({ kind: 'place-kind', placeKind })
  return [
    line('tier-red', '红色：每周走访', tier('red'), { period: 'week', presentRoles: policeRoles }),
    line('tier-yellow', '黄色：每半月走访', tier('yellow'), { period: 'half-month' }),
    line('tier-green', '绿色：每月走访', tier('green'), { period: 'month' }),
    line('kind-village', '村：每月摸底走访', kind('village'), { period: 'month', visitKinds: ['canvass'] }),
    line('kind-community', '社区：每季度约访', kind('community'), { period: 'quarter', visitKinds: ['appointment'] }),
  ]
}
