import type { CivilDate, PeriodKind } from '../calendar/index.ts'
import type { Topic, Urgency } from '../findings/index.ts'
import type { ClockName, FollowUpState, FollowUpSubject } from '../follow-ups/index.ts'
import type { Role } from '../members/index.ts'
import type { LineTarget } from '../policy/index.ts'
import type { Tier } from '../tiers/index.ts'
import type { VisitKind, VisitOutcome } from '../visits/index.ts'

/** An instant as it comes over the wire: ISO 8601. */
type InstantText = string

export type CarriedPlace = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly villageId: string | null
  readonly tier: Tier | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly ownerId: string | null
  /** 漏访 from the day after this one on, for as long as no visit counts. */
  readonly lapsesOn: CivilDate | null
}

/** A duty as the server judged it; one whose window has not begun is open too. */
export type CarriedDuty = {
  readonly placeId: string
  readonly lineId: string
  readonly period: PeriodKind
  readonly periodStart: CivilDate
  readonly from: InstantText
  readonly until: CivilDate
  readonly visits: number
  readonly visitsDone: number
  readonly failedAttempts: number
  readonly state: 'open' | 'fulfilled' | 'excused' | 'superseded'
  readonly ownerId: string | null
}

export type CarriedFollowUp = {
  readonly id: string
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
  readonly topic: Topic | null
  readonly placeId: string
  readonly villageId: string | null
  readonly state: FollowUpState
  readonly ownerId: string | null
  readonly clock: ClockName | null
  /** The first of its times that makes it 逾期, past or to come; null: nothing of it is due. */
  readonly overdueFrom: InstantText | null
}

export type CarriedDate = {
  readonly followUpId: string
  readonly kind: string
  readonly no: number
  readonly on: CivilDate
  readonly placeId: string
}

export type CarriedBooking = {
  readonly id: string
  readonly kind: string
  readonly startsAt: InstantText
  readonly endsAt: InstantText
  readonly placeId: string | null
}

export type CarriedPolicyLine = {
  readonly id: string
  readonly name: string
  readonly target: LineTarget
  readonly versions: readonly {
    readonly effectiveFrom: CivilDate
    readonly ended: boolean
    readonly period: PeriodKind | null
    readonly visits: number | null
    readonly visitKinds: readonly VisitKind[]
    readonly presentRoles: readonly Role[]
  }[]
}

/** What of the own part the rules ask for. */
export type CarriedOwn = {
  /** The civil day on which it was read. */
  readonly today: CivilDate
  readonly member: { readonly id: string; readonly role: Role; readonly standsInFor: readonly string[] }
  readonly members: readonly { readonly id: string; readonly role: Role }[]
  readonly policyLines: readonly CarriedPolicyLine[]
  readonly places: readonly CarriedPlace[]
  readonly duties: readonly CarriedDuty[]
  readonly followUps: readonly CarriedFollowUp[]
  readonly dates: readonly CarriedDate[]
  readonly bookings: readonly CarriedBooking[]
}

export type CarriedVillage = Pick<CarriedOwn, 'places' | 'duties' | 'followUps'>

/** A visit that the server has not judged yet, as it was entered. */
export type WaitingVisit = {
  readonly id: string
  readonly placeId: string
  readonly kind: VisitKind
  readonly at: InstantText
  readonly outcome: VisitOutcome
  readonly participants: readonly string[]
}
