import { type IncidentCategory, incidentCategories } from '@sifang/domain/incidents'
import { useTranslation } from 'react-i18next'

/** How a form groups the categories. */
export const categoryGroups = [
  { group: 'crimes', categories: ['theft', 'fraud', 'violence', 'property-damage', 'gambling', 'homicide'] },
  { group: 'pipeline', categories: ['pipeline-puncture', 'pipeline-offence', 'pipeline-accident'] },
  { group: 'others', categories: ['fire', 'traffic', 'call-for-help', 'other'] },
] as const satisfies readonly { readonly group: string; readonly categories: readonly IncidentCategory[] }[]

export function categoryOf(id: string) {
  return incidentCategories.find((category) => category.id === id)
}

/** The word for a category; one that the words do not know is 其他. */
export function useCategoryWord(): (id: string) => string {
  const { t } = useTranslation()
  return (id) => t(`incidents.categories.${categoryOf(id)?.id ?? 'other'}`)
}
