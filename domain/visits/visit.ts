import type { Instant } from '../calendar/index.ts'
import type { Role } from '../members/index.ts'

/** The four visits (DOMAIN.md §5). */
export const visitKinds = ['canvass', 'patrol', 'targeted', 'appointment'] as const
export type VisitKind = (typeof visitKinds)[number]

/** Somebody was met, the place was inspected, it was looked at from outside, or the attempt failed. */
export const visitOutcomes = ['met', 'inspected', 'outside-look', 'failed'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/** When a visit was made and became known: all that the duties' rules need besides whether it counts. */
export type VisitTimes = {
  readonly id: string
  readonly at: Instant
  readonly receivedAt: Instant
  /** When an officer let a visit count that was reported more than 7 days late, or whose time is uncertain; null when none has. */
  readonly admittedAt: Instant | null
  readonly voidedAt: Instant | null
  /** The phone's clock jumped, so nobody knows when it was (phone-time.ts); left out: its time is certain. */
  readonly timeUncertain?: boolean
}

export type Visit = VisitTimes & {
  readonly kind: VisitKind
  readonly outcome: VisitOutcome
  readonly rolesPresent: readonly Role[]
}

export type WhatCounts = { readonly visitKinds: readonly VisitKind[]; readonly presentRoles: readonly Role[] }

/** “For vacant courtyards, valve chambers and segments a look from outside counts.” */
const seenFromOutside: readonly string[] = ['vacant-courtyard', 'valve-chamber', 'segment']

/**
 * Whether a visit is one that the line accepts: “somebody was met or the place was inspected, by a kind and with people
 * that the line accepts” (DOMAIN.md §4 “What counts”). Its time is the duty's matter. `placeKind` is the kind on that
 * day. Empty `visitKinds`: any kind; empty `presentRoles`: anybody; otherwise one of them was there.
 */
export function counts(visit: Visit, placeKind: string, accepts: WhatCounts): boolean {
  if (visit.outcome === 'failed') return false
  if (visit.outcome === 'outside-look' && !seenFromOutside.includes(placeKind)) return false
  if (accepts.visitKinds.length > 0 && !accepts.visitKinds.includes(visit.kind)) return false
  return accepts.presentRoles.length === 0 || accepts.presentRoles.some((role) => visit.rolesPresent.includes(role))
}
