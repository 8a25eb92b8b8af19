import type { CivilDate } from '../calendar/index.ts'
import { policeRoles } from '../members/index.ts'
import type { Tier } from '../tiers/tier.ts'
import { type DefaultLineId, defaultLineName } from './line-names.ts'
import type { LineTarget, PolicyLine, RunningVersion } from './policy.ts'

/** A line of a new station, with the name that it gets. */
export type DefaultLine = PolicyLine<RunningVersion> & { readonly name: string }

type Ask = Pick<RunningVersion, 'period'> & Partial<RunningVersion>

/**
 * A new station's lines (DOMAIN.md §4 “Defaults”), in force from `effectiveFrom`. “With an officer or auxiliary present”
 * means police of any rank: a chief who comes in person is an officer as well.
 */
export function defaultPolicy(effectiveFrom: CivilDate): readonly DefaultLine[] {
  const line = (id: DefaultLineId, target: LineTarget, ask: Ask): DefaultLine => ({
    id,
    name: defaultLineName(id),
    target,
    versions: [{ effectiveFrom, ended: false, visits: 1, visitKinds: [], presentRoles: [], ...ask }],
  })
  const tier = (of: Tier): LineTarget => ({ kind: 'tier', tier: of })
  const kind = (placeKind: string): LineTarget => ({ kind: 'place-kind', placeKind })
  return [
    line('tier-red', tier('red'), { period: 'week', presentRoles: policeRoles }),
    line('tier-yellow', tier('yellow'), { period: 'half-month' }),
    line('tier-green', tier('green'), { period: 'month' }),
    line('kind-village', kind('village'), { period: 'month', visitKinds: ['canvass'] }),
    line('kind-community', kind('community'), { period: 'quarter', visitKinds: ['appointment'] }),
  ]
}
