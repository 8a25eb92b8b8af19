import { useTranslation } from 'react-i18next'
import type { StreakDetail } from '../../api/streaks.ts'
import styles from './streaks.module.css'

type Window = StreakDetail['windows'][number]

/** The festivals claimed, the latest first. */
export function Windows({ windows }: { readonly windows: readonly Window[] }) {
  const { t } = useTranslation()
  return (
    <section>
      <h3>{t('streaks.windows')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('streaks.year')}</th>
            <th scope="col">{t('streaks.windowFrom')}</th>
            <th scope="col">{t('streaks.windowTo')}</th>
            <th scope="col">{t('streaks.windowState')}</th>
          </tr>
        </thead>
        <tbody>
          {windows.map((window) => (
            <tr key={window.year}>
              <th scope="row">{window.year}</th>
              <td>{window.firstDay}</td>
              <td>{window.lastDay}</td>
              <td>
                <State window={window} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function State({ window: { over, brokenOn, underReview } }: { readonly window: Window }) {
  const { t } = useTranslation()
  if (brokenOn !== null) return <strong>{t('streaks.brokenOn', { day: brokenOn })}</strong>
  if (underReview !== null)
    return <strong className={styles.review}>{t('streaks.underReview', { day: underReview })}</strong>
  return <>{t(over ? 'streaks.clean' : 'streaks.cleanSoFar')}</>
}
