import {
  type CategorySettings,
  type IncidentCategory,
  incidentCategories,
  type StationCategory,
  stationCategories,
} from '@sifang/domain/incidents'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stationQuery } from '../../api/station-settings.ts'

/** How a form groups the categories of the rules; a station's own come last. */
export const categoryGroups = [
  { group: 'crimes', categories: ['theft', 'fraud', 'violence', 'property-damage', 'gambling', 'homicide'] },
  { group: 'pipeline', categories: ['pipeline-puncture', 'pipeline-offence', 'pipeline-accident'] },
  { group: 'others', categories: ['fire', 'traffic', 'call-for-help', 'other'] },
] as const satisfies readonly { readonly group: string; readonly categories: readonly IncidentCategory[] }[]

export type CategoryChoice = StationCategory & { readonly label: string }

const unset: CategorySettings = { ownCategories: [], unusedCategories: [], redCategories: null }

/** The station's categories with their words; those of the rules until its settings have come. */
export function useCategories(): readonly CategoryChoice[] {
  const { data } = useQuery(stationQuery)
  const name = useCategoryName()
  return stationCategories(data?.settings ?? unset).map((category) => ({ ...category, label: name(category) }))
}

/** What a category is called: one of the rules by our words, one of the station's as it was named. */
export function useCategoryName(): (category: Pick<StationCategory, 'id' | 'own'>) => string {
  const { t, i18n } = useTranslation()
  return ({ id, own }) => {
    if (own !== null) return i18n.language === 'en' ? (own.en ?? own.zh) : own.zh
    const known = incidentCategories.find((category) => category.id === id)
    return t(`incidents.categories.${known?.id ?? 'other'}`)
  }
}

/** The word for a category by its id; one that nobody knows is 其他. */
export function useCategoryWord(): (id: string) => string {
  const { t } = useTranslation()
  const categories = useCategories()
  return (id) => categories.find((category) => category.id === id)?.label ?? t('incidents.categories.other')
}
