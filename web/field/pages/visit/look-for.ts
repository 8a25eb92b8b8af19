import type { Observation } from './visit-draft.ts'

const byKind: Readonly<Record<string, readonly Observation[]>> = {
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

/** What to look for at a kind of place first (DOMAIN.md §4), then what else may be seen. */
export function lookFor(placeKind: string, all: readonly Observation[]): readonly Observation[] {
  const first = byKind[placeKind] ?? ['tenants', 'damage']
  return [...first, ...all.filter((one) => !first.includes(one))]
}

/** “For vacant courtyards, valve chambers and segments a look from outside counts” (DOMAIN.md §4). */
export const outsideCounts = (placeKind: string): boolean =>
  placeKind === 'vacant-courtyard' || placeKind === 'valve-chamber' || placeKind === 'segment'
