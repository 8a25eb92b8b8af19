import { newId } from '@sifang/client'
import type { Outgoing } from '@sifang/client/phone'
import type { Role } from '@sifang/domain/members'
import { mayRecordKind, type VisitKind, visitKinds } from '@sifang/domain/visits'

export const failures = ['nobody-in', 'road-blocked', 'refused', 'not-found', 'other'] as const
export type Failure = (typeof failures)[number]

export const observations = [
  'new-lock',
  'wheel-tracks',
  'smell-of-oil',
  'tanks',
  'tenants',
  'fresh-digging',
  'leak',
  'damage',
] as const
export type Observation = (typeof observations)[number]

/** What came of it, in one tap: also why it failed. */
export type Result = 'met' | 'inspected' | 'outside-look' | Failure

export type VisitDraft = {
  readonly id: string
  readonly kind: VisitKind
  readonly result: Result | null
  readonly participants: readonly string[]
  readonly othersPresent: string
  readonly observed: readonly Observation[]
  readonly note: string
  /** As `datetime-local` writes it; empty: none. */
  readonly nextAttempt: string
}

export const kindsFor = (role: Role): readonly VisitKind[] => visitKinds.filter((kind) => mayRecordKind(role, kind))

/** What a member of this role usually does at a place. */
export function usualKind(role: Role): VisitKind {
  const kinds = kindsFor(role)
  return kinds.find((kind) => kind === 'patrol') ?? kinds[0] ?? 'canvass'
}

export const emptyVisit = (role: Role, memberId: string, last: Partial<VisitDraft> | null): VisitDraft => ({
  id: newId(),
  kind: last?.kind && mayRecordKind(role, last.kind) ? last.kind : usualKind(role),
  result: null,
  participants: last?.participants?.includes(memberId) ? last.participants : [memberId],
  othersPresent: '',
  observed: [],
  note: '',
  nextAttempt: '',
})

export const isFailure = (result: Result): result is Failure => failures.some((one) => one === result)

type Where = {
  readonly placeId: string
  readonly placeName: string
  readonly at: Date
  readonly nextAttemptAt: string | null
}

/** The visit as it goes into the outbox. */
export function outgoingVisit(draft: VisitDraft, result: Result, where: Where): Outgoing {
  const failed = isFailure(result)
  return {
    id: draft.id,
    method: 'PUT',
    path: `/visits/${draft.id}`,
    body: {
      placeId: where.placeId,
      kind: draft.kind,
      at: where.at.toISOString(),
      participants: draft.participants,
      observed: draft.observed,
      ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
      ...(draft.othersPresent.trim() === '' ? {} : { othersPresent: draft.othersPresent.trim() }),
      ...(failed
        ? {
            outcome: 'failed',
            failure: result,
            ...(where.nextAttemptAt === null ? {} : { nextAttemptAt: where.nextAttemptAt }),
          }
        : { outcome: result }),
    },
    label: { kind: failed ? 'visit-failed' : 'visit', placeName: where.placeName },
  }
}
