import type { Instant } from '../calendar/index.ts'
import { isClosed } from '../follow-ups/index.ts'
import type { LadderFacts } from './facts.ts'
import { type LadderReason, type LadderRule, ladderRules, type Rung, type Turn } from './rules.ts'

/** Where a follow-up stands on the ladder: by which rule, since when, whose turn it is. */
export type LadderStep = {
  readonly rung: Rung
  readonly reason: LadderReason
  readonly turn: Turn
  /** Since when, or for the next step from when; null where no day is fixed for it. */
  readonly at: Instant | null
}

export type Ladder = {
  readonly stands: LadderStep
  /** What would happen next if nothing is done before; may be past when somebody is late. null at the top. */
  readonly next: LadderStep | null
}

/**
 * Which rule brought a follow-up where it is, and what would happen next and when (DOMAIN.md §5). null when it is closed,
 * and for the chief's orders, which come from the ladder's top. `facts` are those known at `now`.
 */
export function ladderOf(facts: LadderFacts, now: Instant): Ladder | null {
  if (isClosed(facts.followUp) || facts.followUp.subject === 'order') return null
  const index = ladderRules.findIndex((rule) => holdsAt(rule, facts, now))
  const rule = ladderRules[index]
  if (rule === undefined) return null
  return { stands: step(rule, facts, rule.since(facts)), next: nextStep(index, facts, now) }
}

function holdsAt(rule: LadderRule, facts: LadderFacts, now: Instant): boolean {
  const since = rule.since(facts)
  return since !== null && since <= now
}

/** Of the rules above, the one whose time comes first; of two at one time the lower one. */
function nextStep(index: number, facts: LadderFacts, now: Instant): LadderStep | null {
  let next: LadderStep | null = null
  for (const rule of ladderRules.slice(0, index).reverse()) {
    if (rule.rung === ladderRules[index]?.rung) continue
    const since = rule.since(facts)
    const coming = since === null ? rule.awaited?.(facts, now) : { at: since }
    if (coming && (next === null || comesBefore(coming.at, next.at))) next = step(rule, facts, coming.at)
  }
  return next
}

const comesBefore = (a: Instant | null, b: Instant | null): boolean => a !== null && (b === null || a < b)

/** Where no member reported it, nobody but the owner can look in again. */
const step = ({ rung, reason, turn }: LadderRule, { followUp }: LadderFacts, at: Instant | null): LadderStep => ({
  rung,
  reason,
  turn: turn === 'reporter' && followUp.reporterIds.length === 0 ? 'owner' : turn,
  at,
})
