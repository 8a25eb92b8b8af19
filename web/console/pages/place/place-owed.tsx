import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { type DuePeriod, DueText } from '../../../ui/due-text.tsx'
import type { PlaceDetail, PlaceDuty } from '../../api/places.ts'
import { useLineName } from '../duties/line-name.ts'
import styles from './place-owed.module.css'

const periods: readonly DuePeriod[] = ['week', 'half-month', 'month', 'quarter', 'campaign']

/** What is owed to a place now, until when, by whom. */
export function PlaceOwed({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const lineName = useLineName()
  if (place.duties.length === 0) {
    return <p className={styles.none}>{t(place.closedAt ? 'place.owed.noneClosed' : 'place.owed.none')}</p>
  }
  return (
    <ul className={styles.duties}>
      {place.duties.map((duty) => (
        <li key={`${duty.lineId} ${duty.periodStart}`} className={styles.duty}>
          <span className={styles.what}>
            <b>{lineName(duty)}</b>
            <span className={styles.when}>
              {duty.state === 'open' ? (
                <DueText
                  daysLeft={duty.daysLeft}
                  period={periods.find((period) => period === duty.period) ?? 'campaign'}
                  missed={place.missed?.period ?? null}
                />
              ) : (
                <span className={styles.done}>{t(`place.owed.state.${duty.state}`)}</span>
              )}
            </span>
          </span>
          <span className={styles.who}>
            <Window duty={duty} /> · {t('place.owed.done', { done: duty.visitsDone, all: duty.visits })} ·{' '}
            {duty.ownerName ? t('place.owed.by', { name: duty.ownerName }) : t('place.owed.byNobody')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Window({ duty }: { readonly duty: PlaceDuty }) {
  return (
    <>
      <DateText day={duty.from} /> – <DateText day={duty.until} />
    </>
  )
}
