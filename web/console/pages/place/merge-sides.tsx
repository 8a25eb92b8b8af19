import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { PlaceDetail } from '../../api/places.ts'
import { degrees, metresBetween } from '../places/datum.ts'
import { factName, factValue } from './fact-words.ts'
import styles from './merge-dialog.module.css'
import { usePlaceKind } from './place-kind.ts'

type Props = { readonly loser: PlaceDetail; readonly winner: PlaceDetail }
type Row = { readonly label: string; readonly of: (place: PlaceDetail) => ReactNode }

/** Both records line by line. */
export function MergeSides({ loser, winner }: Props) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const rows: readonly Row[] = [
    { label: t('place.dialog.merge.rows.tier'), of: ({ tier }) => <TierMark tier={tier} /> },
    { label: t('place.dialog.merge.rows.kind'), of: ({ kind }) => kindName(kind) },
    { label: t('place.dialog.merge.rows.village'), of: ({ villageName }) => villageName },
    { label: t('place.dialog.merge.rows.hint'), of: ({ addressHint }) => addressHint },
    { label: t('place.dialog.merge.rows.owner'), of: ({ ownerName }) => ownerName },
    {
      label: t('place.dialog.merge.rows.position'),
      of: ({ latitude, longitude }) =>
        latitude !== null && longitude !== null ? `${degrees(latitude)}, ${degrees(longitude)}` : null,
    },
    {
      label: t('place.dialog.merge.rows.lastVisit'),
      of: ({ lastVisitAt }) => lastVisitAt && <TableDate day={lastVisitAt} />,
    },
    {
      label: t('place.dialog.merge.rows.contact'),
      of: ({ contact }) => (contact ? t('place.dialog.merge.has') : null),
    },
    {
      label: t('place.dialog.merge.rows.facts'),
      of: ({ facts }) => facts.map(({ key, value }) => `${factName(t, key)} ${factValue(t, value)}`).join('，') || null,
    },
    { label: t('place.dialog.merge.rows.created'), of: ({ createdAt }) => <TableDate day={createdAt} /> },
  ]
  const apart = metresApart(loser, winner)

  return (
    <div className={styles.scroll}>
      <table className={styles.sides}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span>{t('place.dialog.merge.loser')}</span>
              {loser.name}
            </th>
            <th scope="col" className={styles.winner}>
              <span>{t('place.dialog.merge.winner')}</span>
              {winner.name}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, of }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{of(loser) ?? t('words.none')}</td>
              <td className={styles.winner}>{of(winner) ?? t('words.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {apart !== null && <p className={styles.apart}>{t('place.dialog.merge.apart', { metres: Math.round(apart) })}</p>}
    </div>
  )
}

function metresApart(a: PlaceDetail, b: PlaceDetail): number | null {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null
  return metresBetween(
    { latitude: a.latitude, longitude: a.longitude },
    { latitude: b.latitude, longitude: b.longitude },
  )
}
