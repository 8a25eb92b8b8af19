import { useTranslation } from 'react-i18next'
import { Figure } from '../../../ui/figure.tsx'
import type { Today } from '../../api/today.ts'
import styles from './figures.module.css'

/** What waits for a decision of somebody entitled. */
export function WaitingFigures({ waiting }: { readonly waiting: Today['waiting'] }) {
  const { t } = useTranslation()
  const none = Object.values(waiting).every((count) => count === 0)
  if (none) return <p className={styles.hint}>{t('today.waiting.none')}</p>
  return (
    <ul className={styles.waiting}>
      {waiting.incidents > 0 && (
        <li>
          <Figure
            value={waiting.incidents}
            unit={t('today.waiting.incidents')}
            to="/incidents"
            search={{ status: 'reported' }}
          />
        </li>
      )}
      {waiting.tierProposals > 0 && (
        <li>
          <Figure
            value={waiting.tierProposals}
            unit={t('today.waiting.tierProposals')}
            to="/tiers"
            search={{ show: 'proposals' }}
          />
        </li>
      )}
      {waiting.redReviews > 0 && (
        <li>
          <Figure
            value={waiting.redReviews}
            unit={t('today.waiting.redReviews')}
            to="/tiers"
            search={{ show: 'red-reviews' }}
          />
        </li>
      )}
      {waiting.excusals > 0 && (
        <li>
          <Figure
            value={waiting.excusals}
            unit={t('today.waiting.excusals')}
            to="/tiers"
            search={{ show: 'excusals' }}
          />
        </li>
      )}
      {waiting.lateVisits > 0 && (
        <li>
          <Figure
            value={waiting.lateVisits}
            unit={t('today.waiting.lateVisits')}
            to="/visits"
            search={{ waiting: true }}
          />
        </li>
      )}
      {waiting.failedTwice > 0 && (
        <li>
          <Figure
            value={waiting.failedTwice}
            unit={t('today.waiting.failedTwice')}
            to="/visits"
            search={{ failedTwice: true }}
          />
        </li>
      )}
    </ul>
  )
}
