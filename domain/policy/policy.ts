import type { CalendarPeriodKind, CivilDate } from '../calendar/index.ts'
import type { Role } from '../members/index.ts'
import type { Tier } from '../tiers/tier.ts'
import type { VisitKind } from '../visits/index.ts'

/** What a line is for (DOMAIN.md §4). A kind's line replaces the tier's line for its kind of place; a campaign comes on top. */
export type LineTarget =
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'place-kind'; readonly placeKind: string }
  | {
      readonly kind: 'campaign'
      readonly placeKinds: readonly string[]
      readonly firstDay: CivilDate
      readonly lastDay: CivilDate
    }

/** “At least n visits in each period, by which kinds of visit and with whom present.” */
export type RunningVersion = {
  readonly effectiveFrom: CivilDate
  readonly ended: false
  /** Not read for a campaign: its period is its first to last day. */
  readonly period: CalendarPeriodKind | 'campaign'
  readonly visits: number
  /** Empty: any kind. */
  readonly visitKinds: readonly VisitKind[]
  /** Any one of these was there; empty: anybody. */
  readonly presentRoles: readonly Role[]
  readonly checklist?: string | null
}

/** From its date on the line asks for nothing. */
export type EndedVersion = { readonly effectiveFrom: CivilDate; readonly ended: true }

export type LineVersion = RunningVersion | EndedVersion

/** A line keeps its identity over its versions. */
export type PolicyLine<V extends LineVersion = LineVersion> = {
  readonly id: string
  readonly target: LineTarget
  /** In any order; of two with one date the one written later holds. */
  readonly versions: readonly V[]
}

export type Policy = readonly PolicyLine[]
