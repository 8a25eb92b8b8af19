import { useTranslation } from 'react-i18next'
import type { Asker } from '../../../api/follow-ups.ts'

/** A member by name; a resident, or the one who reported, by what they are. */
export function useAskerName(): (asker: Asker) => string {
  const { t } = useTranslation()
  return (asker) => (typeof asker === 'string' ? t(`followUps.toTell.${asker}`) : asker.name)
}

/** What a step says of an asker: an id, `resident`, or `reporter` for one who is not named to this reader. */
export const idOf = (asker: Asker): string => (typeof asker === 'string' ? asker : asker.id)
