import { type Decider, mayDecide } from '@sifang/domain/members'
import type { ProblemCode } from '@sifang/domain/problems'

/** What of a visit bears on who may decide about it. */
export type Decidable = {
  readonly recordedBy: string
  readonly participants: readonly string[]
  /** Was reported so late, or of so uncertain a time, that an officer must let it count. */
  readonly waits: boolean
  readonly admittedAt: Date | null
  readonly voidedAt: Date | null
}

/** A visit is the own entry of who recorded it and of everyone who took part (DOMAIN.md §2). */
const entryOf = ({ recordedBy, participants }: Decidable) => ({ enteredBy: recordedBy, alsoOf: participants })

/** Why this member may not make the visit void, as a problem's code, or null when they may. */
export function refuseVoiding(actor: Decider, visit: Decidable): ProblemCode | null {
  const refusal = mayDecide('void-visit', actor, entryOf(visit))
  return refusal ?? (visit.voidedAt ? 'visit/voided-already' : null)
}

/** Why this member may not let the visit count, as a problem's code, or null when they may. */
export function refuseAdmission(actor: Decider, visit: Decidable): ProblemCode | null {
  if (!visit.waits || visit.admittedAt || visit.voidedAt) return 'visit/not-waiting'
  return mayDecide('admit-visit', actor, entryOf(visit))
}
