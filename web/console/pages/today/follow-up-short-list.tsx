import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openHereQuery } from '../../api/follow-ups.ts'
import { DueClock } from '../follow-ups/due-clock.tsx'
import { FollowUpName, whereOf } from '../follow-ups/follow-up-words.tsx'
import styles from './failed-twice.module.css'

/** How many the first page shows; the inbox has all. */
const shown = 12

/** What was promised or asked for, by its next date. */
export function FollowUpShortList() {
  const { t } = useTranslation()
  const { data } = useQuery(openHereQuery({}, shown))
  const rows = data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section>
      <h2 className={styles.title}>
        {t('today.promises.list')} <Link to="/follow-ups">{t('today.seeAll')}</Link>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <Link to="/follow-ups" search={{ selected: row.id }} className={styles.name}>
              <FollowUpName of={row} />
            </Link>
            <span className={styles.hint}>
              {whereOf(row).join(' · ')} · <DueClock of={row} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
