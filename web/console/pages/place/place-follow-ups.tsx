import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openHereQuery } from '../../api/follow-ups.ts'
import { useMay } from '../../api/me.ts'
import type { PlaceDetail } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { DueClock } from '../follow-ups/due-clock.tsx'
import { FollowUpName } from '../follow-ups/follow-up-words.tsx'
import styles from './place-owed.module.css'

/** More of them are in the inbox. */
const shown = 8

/** What is not settled at this place; of a village all that is not settled in it. */
export function PlaceFollowUps({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const may = useMay('follow-up.read') !== null
  const where = place.kind === 'village' ? { villageId: place.id } : { placeId: place.id }
  const { data, error, refetch } = useQuery({ ...openHereQuery(where, shown), enabled: may })
  if (!may || place.kind === 'community') return null
  const rows = data?.rows ?? []
  return (
    <section>
      <h2>{t('findings.open')}</h2>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <p className={styles.none}>{t('findings.openNone')}</p>}
      <ul className={styles.duties}>
        {rows.map((row) => (
          <li key={row.id} className={styles.duty}>
            <span className={styles.what}>
              <Link to="/follow-ups" search={{ selected: row.id, ...where }}>
                <FollowUpName of={row} />
              </Link>
              <span className={styles.when}>
                <DueClock of={row} />
              </span>
            </span>
            <span className={styles.who}>
              {[row.placeId === place.id ? null : row.placeName, t(`followUps.states.${row.state}`), row.owner?.name]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {data?.next && (
        <Link to="/follow-ups" search={where}>
          {t('followUps.stages.all')} {data.total}
        </Link>
      )}
    </section>
  )
}
