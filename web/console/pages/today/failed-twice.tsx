import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { failedTwiceQuery } from '../../api/today.ts'
import styles from './failed-twice.module.css'
import { FollowUpShortList } from './follow-up-short-list.tsx'

/** While nothing is chosen: what was promised by its date, and places where two attempts failed in one window. */
export function FailedTwice() {
  const { t } = useTranslation()
  const { data } = useQuery(failedTwiceQuery)
  const rows = data?.rows ?? []
  return (
    <div className={styles.idle}>
      <p className={styles.hint}>{t('today.choose')}</p>
      <FollowUpShortList />
      {rows.length > 0 && (
        <section>
          <h2 className={styles.title}>{t('today.failed.title')}</h2>
          <p className={styles.hint}>{t('today.failed.lead')}</p>
          <ul>
            {rows.map((row) => (
              <li key={row.placeId} className={styles.row}>
                <Link to="/places/$placeId" params={{ placeId: row.placeId }} className={styles.name}>
                  <TierMark tier={row.tier} />
                  {row.placeName}
                </Link>
                <span className={styles.hint}>
                  {row.villageName} · {t('today.failed.last')} <DateText day={row.lastAt} />{' '}
                  <TimeText at={row.lastAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
