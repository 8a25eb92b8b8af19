import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { ledgerQuery, type Streak } from '../../api/streaks.ts'
import { shiftDay } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './streaks.module.css'

/** How many days the table goes back. */
const daysBack = 13

type Props = { readonly streak: Streak; readonly to: string; readonly today: string }

/** What was believed when a day ended, and what is true of it. */
export function Ledger({ streak, to, today }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const day = chosen ?? to
  const { data, error, isPending, refetch } = useQuery(ledgerQuery(streak.id, shiftDay(day, -daysBack), day))
  const told = ({ value, underReview }: { readonly value: number; readonly underReview: string | null }) => (
    <>
      {value}
      {underReview !== null && (
        <small className={styles.review}> {t('streaks.underReviewShort', { day: underReview })}</small>
      )}
    </>
  )
  return (
    <section>
      <div className={styles.ledgerHead}>
        <h3>{t('streaks.ledger')}</h3>
        <span className="screen-only">
          <DayField label={t('streaks.ledgerTo')} value={day} max={today} onChange={setChosen} />
        </span>
      </div>
      <p className={styles.hint}>{t('streaks.ledgerHint')}</p>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && <WaitingRows rows={5} />}
      {data && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('streaks.day')}</th>
              <th scope="col">{t('streaks.believed')}</th>
              <th scope="col">{t('streaks.actual')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.day} data-differs={row.believed.value !== row.actual.value}>
                <th scope="row">{row.day}</th>
                <td>{told(row.believed)}</td>
                <td>{told(row.actual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
