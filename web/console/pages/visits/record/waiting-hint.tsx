import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { waitingChangesQuery } from '../../../api/base-data.ts'
import { useMay } from '../../../api/me.ts'
import type { Draft } from './draft.ts'

/** Whoever is there can see for themselves: what volunteers said of the base data waits at the place, side by side. */
export function WaitingHint({ place }: { readonly place: NonNullable<Draft['place']> }) {
  const { t } = useTranslation()
  const may = useMay('follow-up.read') !== null
  const where = place.kind === 'village' ? { villageId: place.id } : { placeId: place.id }
  const { data } = useQuery({ ...waitingChangesQuery(where), enabled: may && place.kind !== 'community' })
  if (!data || data.rows.length === 0) return null
  return (
    <p>
      <Link to="/places/$placeId" params={{ placeId: place.id }} search={{}}>
        {t('due.changes.waiting', { count: data.rows.length })}
      </Link>
    </p>
  )
}
