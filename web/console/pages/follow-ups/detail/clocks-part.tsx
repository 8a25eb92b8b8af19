import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../../ui/civil-time.ts'
import { DateText, TimeText } from '../../../../ui/date-text.tsx'
import { OverdueText } from '../../../../ui/due-text.tsx'
import { useNow, useStationTime } from '../../../../ui/station-time.tsx'
import type { FollowUpDetail } from '../../../api/follow-ups.ts'
import { minutesUntil } from '../due-clock.tsx'
import styles from './detail.module.css'

type Clock = FollowUpDetail['clocks'][number]

/** Each clock that runs: until when, and what happens then and to whom. Beside them the dates that were agreed. */
export function ClocksPart({ followUp }: { readonly followUp: FollowUpDetail }) {
  const { t } = useTranslation()
  const { clocks, dates } = followUp
  if (clocks.length === 0 && dates.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>{t('followUps.clocks.title')}</h3>
      <ul className={styles.lines}>
        {clocks.map((clock) => (
          <Line key={clock.clock} clock={clock} />
        ))}
        {dates.map(({ kind, no, on, owner }) => (
          <li key={`${kind} ${no}`}>
            <span>{t(`followUps.detail.dateKinds.${kind}`)}</span>
            <span>
              <DateText day={on} /> <span className={styles.quiet}>{owner.name}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Line({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <li>
      <span>{t(`followUps.clocks.${clock.clock}`)}</span>
      <span>
        <OverdueText minutesLeft={minutesUntil(clock.dueAt, now)} />{' '}
        <span className={styles.quiet}>
          <Moment at={clock.dueAt} />
        </span>
      </span>
      <span className={styles.quiet}>
        <Outcome clock={clock} />
      </span>
    </li>
  )
}

function Outcome({ clock: { outcome, dueAt, runsOutAt } }: { readonly clock: Clock }) {
  const { t } = useTranslation()
  if (outcome.kind !== 'escalates') return <>{t(`followUps.clocks.${outcome.kind}`)}</>
  const to = { post: t(`followUps.posts.${outcome.post}`), name: outcome.to?.name ?? '' }
  if (runsOutAt === dueAt) return <>{t('followUps.clocks.escalates', to)}</>
  return (
    <>
      <Moment at={runsOutAt} /> {t('followUps.clocks.escalatesAgain', to)}
    </>
  )
}

/** A clock of days ends with its day: not with the first minute of the next one. */
function Moment({ at }: { readonly at: string }) {
  const { timeZone } = useStationTime()
  const end = new Date(at)
  if (clockTime(end, timeZone) === '00:00') return <DateText day={new Date(end.getTime() - 60_000).toISOString()} />
  return (
    <>
      <DateText day={at} /> <TimeText at={at} />
    </>
  )
}
