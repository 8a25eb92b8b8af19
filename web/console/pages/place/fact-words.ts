import type { TFunction } from 'i18next'

/** The facts that the API knows (server/modules/places/schema.ts). */
export const yesNoFacts = [
  'vacant',
  'largeVehicleAccess',
  'let',
  'camera',
  'guarded',
  'storesFuel',
  'openAtNight',
  'residentsCommittee',
] as const
export const countFacts = ['employees', 'households', 'naturalVillages'] as const
export type FactKey = (typeof yesNoFacts)[number] | (typeof countFacts)[number]

const known: readonly FactKey[] = [...yesNoFacts, ...countFacts]

/** The facts that decide a tier (DOMAIN.md §3). */
export const tierFacts: readonly string[] = ['vacant', 'largeVehicleAccess']

export const isCountFact = (key: string): boolean => countFacts.some((one) => one === key)

export function factName(t: TFunction, key: string): string {
  const name = known.find((one) => one === key)
  return name ? t(`place.fact.${name}`) : key
}

export function factValue(t: TFunction, value: unknown): string {
  if (value === true) return t('place.value.yes')
  if (value === false) return t('place.value.no')
  return String(value)
}
