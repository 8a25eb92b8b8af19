import { type CivilDate, dayNumber, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import { decideTier, type TierDecided, type TierFacts } from './rules.ts'
import type { Tier } from './tier.ts'

/** A review of an incident at this place, of a category that turns a place red. */
export type IncidentReviewed = {
  readonly id: string
  readonly at: Instant
  readonly incidentId: string
  readonly verdict: 'verified' | 'rejected'
}

/** Closes every incident verified here until then. */
export type RedReview = { readonly id: string; readonly at: Instant }

export type TierDecision = {
  readonly id: string
  /** When it was approved. */
  readonly at: Instant
  readonly tier: Tier
  /** It holds until 24:00 of this day. */
  readonly lastDay: CivilDate
}

/** From this instant on the place is (not) a vacant courtyard that large vehicles can enter. */
export type FactsConfirmed = {
  readonly id: string
  readonly at: Instant
  readonly vacantCourtyard: boolean
  readonly largeVehicleAccess: boolean
}

/**
 * All that a place's tier follows from. Incident reviews come in the order recorded, the other lists in any; what stands
 * at one instant was recorded in the order of its ids.
 */
export type TierHistory = {
  readonly createdAt: Instant
  readonly incidentReviews: readonly IncidentReviewed[]
  readonly redReviews: readonly RedReview[]
  readonly decisions: readonly TierDecision[]
  readonly facts: readonly FactsConfirmed[]
}

export type TierEntry = TierDecided & { readonly at: Instant }

type Known = {
  readonly verified: Map<string, Instant>
  readonly decisions: Map<string, TierDecision>
  vacantCourtyard: boolean
  largeVehicleAccess: boolean
}

type Step = {
  readonly at: Instant
  readonly id: string
  readonly expiry: boolean
  readonly apply: (known: Known) => void
}

/**
 * A place's tiers from its creation to `asOf`, each with its reason: one entry for each change of tier, reason or basis
 * (DOMAIN.md §3). “A verification that is later rejected is a fall at that moment.” At one instant “expiries first, then
 * decisions, reviews and facts in the order recorded” (§4).
 */
export function tierTimeline(history: TierHistory, asOf: Instant, zone: Zone = shanghai): readonly TierEntry[] {
  const known: Known = { verified: new Map(), decisions: new Map(), vacantCourtyard: false, largeVehicleAccess: false }
  const steps = stepsOf(history, zone).filter(({ at }) => at <= asOf)
  const entries: TierEntry[] = []
  const note = (at: Instant) => {
    const decided = decideTier(factsOf(known))
    const last = entries.at(-1)
    if (last?.tier === decided.tier && last.reason === decided.reason && last.basisId === decided.basisId) return
    entries.push({ at, ...decided })
  }
  if (asOf < history.createdAt) return []
  for (const step of steps) if (step.at <= history.createdAt) step.apply(known)
  note(history.createdAt)
  for (const step of steps) {
    if (step.at <= history.createdAt) continue
    step.apply(known)
    note(step.at)
  }
  return entries
}

function stepsOf(history: TierHistory, zone: Zone): readonly Step[] {
  const steps: Step[] = []
  for (const { id, at, incidentId, verdict } of withRisingIds(history.incidentReviews)) {
    const apply = ({ verified }: Known): void => {
      if (verdict === 'rejected') verified.delete(incidentId)
      else if (!verified.has(incidentId)) verified.set(incidentId, at)
    }
    steps.push({ at, id, expiry: false, apply })
  }
  for (const { id, at } of history.redReviews) {
    steps.push({ at, id, expiry: false, apply: ({ verified }) => verified.clear() })
  }
  for (const decision of history.decisions) {
    const { id, at, lastDay } = decision
    const over = zone.startOfDay(dayNumber(lastDay) + 1)
    if (over <= at) continue
    steps.push({ at, id, expiry: false, apply: ({ decisions }) => decisions.set(id, decision) })
    steps.push({ at: over, id, expiry: true, apply: ({ decisions }) => decisions.delete(id) })
  }
  for (const { id, at, vacantCourtyard, largeVehicleAccess } of history.facts) {
    const apply = (known: Known): void => {
      known.vacantCourtyard = vacantCourtyard
      known.largeVehicleAccess = largeVehicleAccess
    }
    steps.push({ at, id, expiry: false, apply })
  }
  return steps.sort((a, b) => a.at - b.at || Number(b.expiry) - Number(a.expiry) || (a.id < b.id ? -1 : 1))
}

/**
 * Reviews in the order recorded, those of one instant with their ids dealt out anew in rising order: the ids were made on
 * several machines and need not rise.
 */
function withRisingIds(reviews: readonly IncidentReviewed[]): readonly IncidentReviewed[] {
  const rising = [...reviews].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const recorded = [...reviews].sort((a, b) => a.at - b.at)
  return recorded.map((review, index) => ({ ...review, id: rising[index]?.id ?? review.id }))
}

/** Of several running decisions the one approved last holds; a place red by several incidents names the last verified. */
function factsOf(known: Known): TierFacts {
  const decision = [...known.decisions.values()].at(-1) ?? null
  return {
    openIncidentId: [...known.verified.keys()].at(-1) ?? null,
    decision,
    vacantCourtyard: known.vacantCourtyard,
    largeVehicleAccess: known.largeVehicleAccess,
  }
}

/**
 * Civil days after which a red place is put on the chief's list (DOMAIN.md §3: “after 90 days without another”), counted
 * from the day on which the last of the incidents that keep it red was verified: the tier began with that, not before.
 */
export const redReviewAfterDays = 90
