import { useTranslation } from 'react-i18next'
import { OverdueText } from '../../../ui/due-text.tsx'
import { Figure } from '../../../ui/figure.tsx'
import { useNow } from '../../../ui/station-time.tsx'
import type { Today } from '../../api/today.ts'
import { shiftDay } from '../../fields/civil-moment.ts'
import { minutesUntil } from '../follow-ups/due-clock.tsx'
import styles from './figures.module.css'

type Props = { readonly followUps: Today['followUps']; readonly day: string }

/** What nobody has answered yet and how long is left for the first of it, what is overdue, whom we look in on tomorrow. */
export function FollowUpFigures({ followUps, day }: Props) {
  const { t } = useTranslation()
  const now = useNow()
  const { open, firstAnswerAt, overdue, revisitsTomorrow } = followUps
  if (open + overdue + revisitsTomorrow === 0) return <p className={styles.hint}>{t('today.promises.none')}</p>
  return (
    <ul className={styles.waiting}>
      {open > 0 && (
        <li>
          <Figure value={open} unit={t('today.promises.open')} to="/follow-ups" search={{ stage: 'open' }} />{' '}
          {firstAnswerAt !== null && <OverdueText minutesLeft={minutesUntil(firstAnswerAt, now)} />}
        </li>
      )}
      {overdue > 0 && (
        <li>
          <Figure
            tone="red"
            value={overdue}
            unit={t('today.promises.overdue')}
            to="/follow-ups"
            search={{ overdue: true }}
          />
        </li>
      )}
      {revisitsTomorrow > 0 && (
        <li>
          <Figure
            value={revisitsTomorrow}
            unit={t('today.promises.revisits')}
            to="/follow-ups"
            search={{ revisitOn: shiftDay(day, 1) }}
          />
        </li>
      )}
    </ul>
  )
}
