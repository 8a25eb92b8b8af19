import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../../ui/date-text.tsx'
import { type DuePeriod, DueText } from '../../../../ui/due-text.tsx'
import { TierMark } from '../../../../ui/tier-mark.tsx'
import { placeInShort } from '../../../api/place-search.ts'
import { useLineName } from '../../duties/line-name.ts'
import { usePlaceKind } from '../../place/place-kind.ts'
import styles from './record.module.css'

/** What the chosen place is owed and when somebody last came: beside the form. */
export function PlaceAside({ placeId }: { readonly placeId: string | undefined }) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const lineName = useLineName()
  const { data: place } = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  if (placeId === undefined) return <p className={styles.asideHint}>{t('visits.aside.choose')}</p>
  if (!place) return null
  return (
    <div className={styles.place}>
      <header className={styles.placeHead}>
        <TierMark tier={place.tier} long />
        <h2>{place.name}</h2>
        <p className={styles.asideHint}>
          {[place.villageName === place.name ? null : place.villageName, kindName(place.kind)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {place.addressHint && <p className={styles.asideHint}>{place.addressHint}</p>}
        {place.closedAt && <p className={styles.warning}>{t('visits.aside.closed')}</p>}
      </header>
      <section>
        <h3>{t('visits.aside.owed')}</h3>
        {place.duties.length === 0 && <p className={styles.asideHint}>{t('visits.aside.owedNone')}</p>}
        <ul className={styles.owed}>
          {place.duties.map((duty) => (
            <li key={`${duty.lineId} ${duty.periodStart}`}>
              <span>{lineName(duty)}</span>
              <span className={styles.owedState}>
                {duty.state === 'open' ? (
                  <>
                    <DueText
                      daysLeft={duty.daysLeft}
                      period={duty.period as DuePeriod}
                      missed={place.missed?.period ?? null}
                    />
                    {duty.visits > 1 && ` · ${duty.visitsDone}/${duty.visits}`}
                  </>
                ) : (
                  t(duty.state === 'fulfilled' ? 'visits.aside.done' : 'visits.aside.excused')
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <dl className={styles.known}>
        <dt>{t('visits.aside.last')}</dt>
        <dd>
          {place.lastVisitAt ? (
            <>
              <DateText day={place.lastVisitAt} /> <TimeText at={place.lastVisitAt} />
            </>
          ) : (
            t('visits.aside.never')
          )}
        </dd>
        <dt>{t('visits.aside.owner')}</dt>
        <dd>{place.ownerName ?? t('words.none')}</dd>
      </dl>
    </div>
  )
}
