import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import type { DisputeDetail } from '../../api/disputes.ts'
import { knownKey } from '../place/read-details.ts'
import styles from './disputes.module.css'

const kinds = ['mediation-ends', 'second-sitting', 'performance', 'confirmation', 'revisit'] as const

/** Each day that the dispute stands under, and how long is left to it. */
export function DisputeDates({ dispute }: { readonly dispute: DisputeDetail }) {
  const { t } = useTranslation()
  if (dispute.dates.length === 0) return null
  return (
    <dl className={styles.lines} aria-label={t('disputes.dates.title')}>
      {dispute.dates.map(({ kind, no, on, yearNotEntered, daysLeft, warns }) => (
        <div key={`${kind} ${no}`}>
          <dt>{t(`disputes.dates.${knownKey(kinds, kind) ?? 'revisit'}`, { no })}</dt>
          <dd>
            {on === null ? (
              <b className={styles.late}>{t('disputes.dates.unknown', { year: yearNotEntered ?? 0 })}</b>
            ) : (
              <>
                <DateText day={on} /> <Left days={daysLeft ?? 0} warns={warns} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Left({ days, warns }: { readonly days: number; readonly warns: boolean }) {
  const { t } = useTranslation()
  if (days < 0) return <b className={styles.late}>{t('disputes.dates.late', { count: -days })}</b>
  const words = days === 0 ? t('disputes.dates.today') : t('disputes.dates.left', { count: days })
  return <span className={warns ? styles.warns : styles.quiet}>{words}</span>
}
