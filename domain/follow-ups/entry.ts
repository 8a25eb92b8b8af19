import type { CivilDate, Instant } from '../calendar/index.ts'
import type { DisputeStep } from '../disputes/step.ts'
import { type FindingKind, type FindingSource, findingKinds, type Topic, type Urgency } from '../findings/index.ts'
import type { VisitKind } from '../visits/index.ts'
import type { ClockName } from './clocks.ts'
import type { Post } from './posts.ts'

/** What a follow-up is about: a finding, the chief's order 交办, or a promise made without a finding before it. */
export const followUpSubjects = [...findingKinds, 'order', 'promise'] as const
export type FollowUpSubject = (typeof followUpSubjects)[number]

/** A resident who asked, beside members, who are named by their ids. */
export const resident = 'resident'

/** Whom something is told to, or whose word it is: a member's id, or `resident`. */
export type Asker = string

type Times = {
  /** When it happened. */
  readonly at: Instant
  /** When the station knew of it. Never falls from one entry to the next; the clocks run by it. */
  readonly receivedAt: Instant
}
type ByMember = Times & { readonly by: string }
type ByClock = Times & { readonly by: null }

/** The first entry. `settleBy`: a date of its own, as an order or promise has; else the clock's. */
export type Opened = ByMember & {
  readonly kind: 'opened'
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
  /** What it is about, where somebody said so. */
  readonly topic: Topic | null
  readonly placeId: string
  readonly findingId: string | null
  readonly source: FindingSource['kind'] | null
  readonly reporterId: string | null
  readonly residentAsked: boolean
  readonly ownerId: string
  readonly settleBy: CivilDate | null
}

/** Its finding was corrected. */
export type Corrected = ByMember & {
  readonly kind: 'corrected'
  readonly findingId: string
  readonly subject: FindingKind
  readonly urgency: Urgency
  readonly topic: Topic | null
}

/** Whoever accepts owns it. */
export type Accepted = ByMember & { readonly kind: 'accepted' }

/**
 * Something was done about it. `visitKind`: on a visit of that kind. `dispute`: a dispute's step, which is such an entry
 * (../disputes); it may also be looked in at when the follow-up is settled or closed.
 */
export type Worked = ByMember & {
  readonly kind: 'worked'
  readonly step: 'cadre-contacted' | 'on-the-scene' | 'other'
  readonly visitKind: VisitKind | null
  readonly dispute: DisputeStep | null
}

export type Transferred = ByMember & { readonly kind: 'transferred'; readonly ownerId: string }

/** 提级, by a member or by a clock that ran out. `ownerId`: who holds the post at that moment. */
export type Escalated = (
  | (ByMember & { readonly clock: null })
  | (ByClock & { readonly clock: Exclude<ClockName, 'silence'> })
) & { readonly kind: 'escalated'; readonly post: Post; readonly ownerId: string }

/** Another follow-up was merged into this one: those who asked there are told here. */
export type Joined = ByMember & {
  readonly kind: 'joined'
  readonly followUpId: string
  readonly urgency: Urgency
  readonly reporterIds: readonly string[]
  readonly residentAsked: boolean
}

export type Merged = ByMember & { readonly kind: 'merged'; readonly intoId: string }

/** The chief promised it for a date. */
export type Promised = ByMember & { readonly kind: 'promised'; readonly settleBy: CivilDate }

/** The station's word. */
export type Settled = ByMember & { readonly kind: 'settled' }

/** One of those who asked or reported was told what became of it. */
export type Told = ByMember & { readonly kind: 'told'; readonly to: Asker }

/** The word of the one who asked. */
export type Confirmed = ByMember & { readonly kind: 'confirmed'; readonly from: Asker }

/** Not the word hoped for; it opens the follow-up again. `withReason`: a reason was given (it lies with the matter). */
export type Unhappy = ByMember & { readonly kind: 'unhappy'; readonly from: Asker; readonly withReason: boolean }

/** Police opened it again, as after a re-check that found it not done. */
export type Reopened = ByMember & { readonly kind: 'reopened'; readonly withReason: boolean }

/** 未回复: nobody answered in time after being told. */
export type ClosedUnanswered = ByClock & { readonly kind: 'closed-unanswered' }

/** What a member appends; `opened` stands first and only there. */
export type MemberEntry =
  | Corrected
  | Accepted
  | Worked
  | Transferred
  | (Escalated & { readonly by: string })
  | Joined
  | Merged
  | Promised
  | Settled
  | Told
  | Confirmed
  | Unhappy
  | Reopened

export type ClockEntry = (Escalated & { readonly by: null }) | ClosedUnanswered

/** A follow-up's entries are only appended (DOMAIN.md §6). */
export type FollowUpEntry = Opened | MemberEntry | ClockEntry

export const followUpEntryKinds = [
  'opened',
  'corrected',
  'accepted',
  'worked',
  'transferred',
  'escalated',
  'joined',
  'merged',
  'promised',
  'settled',
  'told',
  'confirmed',
  'unhappy',
  'reopened',
  'closed-unanswered',
] as const satisfies readonly FollowUpEntry['kind'][]
export type FollowUpEntryKind = (typeof followUpEntryKinds)[number]
