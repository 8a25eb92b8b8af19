import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { Place } from '../../api/places.ts'
import { usePlaceKind } from '../place/place-kind.ts'
import styles from './place-columns.module.css'

/** The list of places; what is late or closed stands beside the name. */
export function usePlaceColumns(): readonly Column<Place>[] {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  return [
    { key: 'tier', title: t('words.tier'), width: 92, card: 'lead', cell: ({ tier }) => <TierMark tier={tier} /> },
    {
      key: 'name',
      title: t('places.name'),
      card: 'title',
      cell: (place) => (
        <span className={styles.name}>
          <b title={place.name}>{place.name}</b>
          {place.missed && <span className={styles.late}>{t('places.missed')}</span>}
          {place.closedAt && <span className={styles.closed}>{t('places.closed')}</span>}
        </span>
      ),
    },
    { key: 'kind', title: t('places.kind'), width: 124, card: 'meta', cell: ({ kind }) => kindName(kind) },
    {
      key: 'village',
      title: t('places.village'),
      width: 104,
      card: 'meta',
      cell: ({ villageName, name }) => (villageName === name ? null : villageName),
    },
    {
      key: 'owner',
      title: t('places.owner'),
      width: 88,
      card: 'meta',
      cell: ({ ownerName }) => ownerName ?? t('words.none'),
    },
    {
      key: 'last',
      title: t('places.lastVisit'),
      width: 112,
      card: 'none',
      cell: ({ lastVisitAt }) =>
        lastVisitAt ? <TableDate day={lastVisitAt} /> : <span className={styles.quiet}>{t('places.never')}</span>,
    },
    {
      key: 'confirmed',
      title: t('places.confirmed'),
      width: 112,
      card: 'none',
      wideOnly: true,
      cell: ({ confirmedOn }) =>
        confirmedOn ? (
          <TableDate day={confirmedOn} />
        ) : (
          <span className={styles.quiet}>{t('places.notConfirmed')}</span>
        ),
    },
    {
      key: 'community',
      title: t('places.community'),
      width: 104,
      card: 'none',
      wideOnly: true,
      cell: ({ communityName }) => communityName,
    },
  ]
}
