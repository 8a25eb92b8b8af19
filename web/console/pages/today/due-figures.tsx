import { useTranslation } from 'react-i18next'
import { Figure } from '../../../ui/figure.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { type Today, tiers } from '../../api/today.ts'
import styles from './figures.module.css'

/** What is due, of it what ends today, and what was missed, by tier; every number opens its list. */
export function DueFigures({ today }: { readonly today: Today }) {
  const { t } = useTranslation()
  const { due, day } = today
  return (
    <>
      <table className={styles.due}>
        <tbody>
          {[...tiers, 'none' as const].map((tier) => {
            const { due: open, missed, today: last } = due[tier === 'none' ? 'others' : tier]
            return (
              <tr key={tier}>
                <th scope="row">
                  <TierMark tier={tier === 'none' ? null : tier} />
                </th>
                <td>
                  <Figure value={open} to="/duties" search={{ tier }} />
                </td>
                <td>
                  {missed > 0 && (
                    <Figure
                      tone="red"
                      lead={t('today.due.missed')}
                      value={missed}
                      to="/duties"
                      search={{ tier, missed: true }}
                    />
                  )}
                </td>
                <td>
                  {last > 0 && (
                    <Figure lead={t('today.due.today')} value={last} to="/duties" search={{ tier, until: day }} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {due.monthDonePercent !== null && (
        <p className={styles.month}>
          <Figure lead={t('today.due.month')} value={`${due.monthDonePercent}%`} to="/visits" search={{}} />
          <span className={styles.track} aria-hidden="true">
            <i style={{ width: `${due.monthDonePercent}%` }} />
          </span>
        </p>
      )}
      {today.judging && <p className={styles.hint}>{t('today.due.judging')}</p>}
    </>
  )
}
