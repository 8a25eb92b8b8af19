import type { Instant, Zone } from '@sifang/domain/calendar'
import { redByDefault } from '@sifang/domain/incidents'
import { type FactsConfirmed, hasTier, type TierEntry, tierTimeline } from '@sifang/domain/tiers'
import type { StoredLife } from './life.ts'

/**
 * The changes of a place's tier that the rules know and the record does not: decisions that ended meanwhile, each at its
 * own midnight, and what the facts now say. A closed place keeps its tier. `redCategories` are the station's own.
 */
export function tierChangesDue(
  life: StoredLife,
  redCategories: readonly string[] | null,
  zone: Zone,
  now: Instant,
): readonly TierEntry[] {
  if (!hasTier(life.kind) || life.closedAt || life.since) return []
  const red = new Set(redCategories ?? redByDefault)
  const timeline = tierTimeline(
    {
      createdAt: life.createdAt.getTime(),
      incidentReviews: life.incidentReviews
        .filter(({ category }) => red.has(category))
        .map(({ id, incidentId, verdict, at }) => ({ id, incidentId, verdict, at: Date.parse(at) })),
      redReviews: life.redReviews.map(({ id, at }) => ({ id, at: Date.parse(at) })),
      decisions: life.decisions.map(({ id, tier, lastDay, decidedAt }) => ({
        id,
        tier,
        lastDay,
        at: Date.parse(decidedAt),
      })),
      facts: factsOver(life),
    },
    now,
    zone,
  )
  const last = life.tierChanges.at(-1)
  if (!last) return timeline.slice(-1)
  const since = Date.parse(last.at)
  const later = timeline.filter(({ at }) => at > since)
  const changes = later.filter(({ tier }, index) => tier !== (later[index - 1]?.tier ?? last.tier))
  // what was recorded at the very moment of the last change comes after it
  const present = timeline.at(-1)
  const stands = changes.at(-1)?.tier ?? last.tier
  return present && present.tier !== stands ? [...changes, { ...present, at: now }] : changes
}

/** What was confirmed of the place over time; a place of the kind 空闲院落 is vacant until somebody says otherwise. */
function factsOver(life: StoredLife): readonly FactsConfirmed[] {
  const first = life.events.find(({ kind }) => kind === 'kind-changed')?.details.kindBefore ?? life.kind
  let kind = first
  let vacant: boolean | null = null
  let largeVehicleAccess = false
  const confirmed = (id: string, at: Instant): FactsConfirmed => ({
    id,
    at,
    vacantCourtyard: vacant ?? kind === 'vacant-courtyard',
    largeVehicleAccess,
  })
  const moments = [
    ...life.factsConfirmed.map((fact) => ({ ...fact, kind: null })),
    ...life.events.flatMap(({ id, kind: event, details, at }) =>
      event === 'kind-changed' && details.kind ? [{ id, at, key: null, value: null, kind: details.kind }] : [],
    ),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
  const entries = [confirmed('', life.createdAt.getTime())]
  for (const moment of moments) {
    if (moment.kind !== null) kind = moment.kind
    if (moment.key === 'vacant') vacant = moment.value === true
    if (moment.key === 'largeVehicleAccess') largeVehicleAccess = moment.value === true
    entries.push(confirmed(moment.id, Date.parse(moment.at)))
  }
  return entries
}
