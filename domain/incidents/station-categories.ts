import { incidentCategories, redByDefault } from './categories.ts'

/** A category that a station added to those of the rules. It is kept for good; what it breaks is said once. */
export type OwnCategory = {
  readonly id: string
  readonly zh: string
  /** Left out: the Chinese name stands on English pages too. */
  readonly en: string | null
  /** The streaks that an incident of it breaks, by their ids. */
  readonly breaks: readonly string[]
}

/** What a station has set about categories. */
export type CategorySettings = {
  readonly ownCategories: readonly OwnCategory[]
  /** Those that forms do not offer any more; incidents that have them keep them. */
  readonly unusedCategories: readonly string[]
  /** Those that turn a place red; null: as the rules have it. */
  readonly redCategories: readonly string[] | null
}

export type StationCategory = {
  readonly id: string
  /** null: a category of the rules, whose word the pages know. */
  readonly own: OwnCategory | null
  readonly inUse: boolean
  readonly turnsRed: boolean
}

/** A station's categories: those of the rules, then its own in the order added. */
export function stationCategories(settings: CategorySettings): readonly StationCategory[] {
  const red = new Set(settings.redCategories ?? redByDefault)
  const unused = new Set(settings.unusedCategories)
  const told = (id: string, own: OwnCategory | null) => ({ id, own, inUse: !unused.has(id), turnsRed: red.has(id) })
  return [
    ...incidentCategories.map(({ id }) => told(id, null)),
    ...settings.ownCategories.map((own) => told(own.id, own)),
  ]
}

/** Whether an incident may be reported under it now. */
export const mayReportAs = (settings: CategorySettings, id: string): boolean =>
  stationCategories(settings).some((category) => category.id === id && category.inUse)

/**
 * Why own categories may not be changed so, or null: past incidents have them, and what breaks a streak is one for the
 * whole of it. Names may change.
 */
export function mayChangeCategories(
  before: readonly OwnCategory[],
  after: readonly OwnCategory[],
): 'incident/category-kept' | 'incident/category-named-twice' | null {
  const kept = new Map(after.map((category) => [category.id, category]))
  const lost = before.some(({ id, breaks }) => `${kept.get(id)?.breaks.toSorted()}` !== `${breaks.toSorted()}`)
  if (lost) return 'incident/category-kept'
  const names = after.map(({ zh }) => zh)
  const twice = new Set(names).size < names.length || kept.size < after.length
  return twice ? 'incident/category-named-twice' : null
}
