import { type Observation, observations } from '../../../api/visits.ts'

const byKind: Readonly<Record<string, readonly [Observation, Observation]>> = {
  'vacant-courtyard': ['new-lock', 'wheel-tracks'],
  warehouse: ['tanks', 'smell-of-oil'],
  workshop: ['tanks', 'smell-of-oil'],
  'oilfield-unit': ['leak', 'damage'],
  'valve-chamber': ['leak', 'damage'],
  segment: ['fresh-digging', 'wheel-tracks'],
  'construction-site': ['fresh-digging', 'wheel-tracks'],
  'gas-station': ['leak', 'tanks'],
  'farm-facility': ['tenants', 'wheel-tracks'],
}

/** Two things to look for by kind of place (DOMAIN.md §4), and what else may have been seen. */
export function lookFor(placeKind: string | undefined): {
  readonly first: readonly Observation[]
  readonly also: readonly Observation[]
} {
  const first = byKind[placeKind ?? ''] ?? ['tenants', 'damage']
  return { first, also: observations.filter((one) => !first.includes(one)) }
}

/** “For vacant courtyards, valve chambers and segments a look from outside counts” (DOMAIN.md §4). */
export function outsideCounts(placeKind: string): boolean {
  return placeKind === 'vacant-courtyard' || placeKind === 'valve-chamber' || placeKind === 'segment'
}
