import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import { type Fact, Facts } from '../../../ui/facts.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { type Streak, type StreakDetail, streakQuery } from '../../api/streaks.ts'
import { Problem } from '../../shell/problem.tsx'
import { useCategoryWord } from '../incidents/category-words.ts'
import { EndDialog } from './end-dialog.tsx'
import { Ledger } from './ledger.tsx'
import { StartDialog } from './start-dialog.tsx'
import { Certainty } from './streak-card.tsx'
import { useStreakWords } from './streak-words.ts'
import styles from './streaks.module.css'
import { Windows } from './windows.tsx'

type Props = { readonly id: string; readonly asOf: string | undefined; readonly today: string }

/** One streak in full: what it counts, what shows its start, what broke it last, day by day what was believed. */
export function StreakPart({ id, asOf, today }: Props) {
  const { data, error, isPending, refetch } = useQuery(streakQuery(id, asOf))
  if (error) {
    return (
      <div className={styles.part}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (isPending) return <WaitingRows rows={8} />
  return <Known detail={data} today={today} />
}

function Known({ detail, today }: { readonly detail: StreakDetail; readonly today: string }) {
  const { t } = useTranslation()
  const words = useStreakWords()
  const { streak, starts, windows } = detail
  return (
    <article className={styles.part}>
      <header>
        <h2>{words.name(streak)}</h2>
        {streak.value !== null && (
          <p className={styles.value}>
            <b>{streak.value}</b> {words.unit(streak.kind, streak.value)}
          </p>
        )}
        <Certainty streak={streak} />
      </header>
      {streak.start === null && <p className={styles.ask}>{t('streaks.askStart')}</p>}
      <Actions streak={streak} />
      <Facts facts={useFacts(streak)} />
      {windows.length > 0 && <Windows windows={windows} />}
      {streak.start !== null && <Ledger streak={streak} to={detail.asOf} today={today} />}
      {starts.length > 1 && (
        <section>
          <h3>{t('streaks.starts')}</h3>
          <ul className={styles.lines}>
            {starts.map((start) => (
              <li key={start.recordedAt}>
                <b>{start.day ?? t('streaks.fromYear', { year: start.firstYear ?? '' })}</b> · {start.evidence}
                {start.paper !== null && `（${start.paper}）`} · {start.recordedByName}{' '}
                <TableDate day={start.recordedAt} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

function useFacts(streak: Streak): readonly Fact[] {
  const { t } = useTranslation()
  const words = useStreakWords()
  const category = useCategoryWord()
  const mayOpen = useMay('incident.read') !== null
  const { start, lastBroken, differences } = streak
  const broke = lastBroken && `${lastBroken.on} ${category(lastBroken.category)}`
  return [
    { label: t('streaks.what'), value: `${words.where(streak)} · ${t(`streaks.kind.${streak.kind}`)}` },
    { label: t('streaks.breakers'), value: streak.breakers.map(category).join(t('words.listComma')) },
    ...(streak.lastLunarDay === null
      ? []
      : [{ label: t('streaks.window'), value: t('streaks.windowDays', { day: streak.lastLunarDay }) }]),
    ...(start === null
      ? []
      : [
          { label: t('streaks.start'), value: start.day ?? t('streaks.fromYear', { year: start.firstYear ?? '' }) },
          {
            label: t('streaks.evidence'),
            value: start.paper === null ? start.evidence : `${start.evidence} · ${start.paper}`,
          },
        ]),
    ...(streak.since === null ? [] : [{ label: t('streaks.since'), value: <TableDate day={streak.since} /> }]),
    ...(streak.value === null
      ? []
      : [
          {
            label: t('streaks.lastBroken'),
            value:
              lastBroken === null ? (
                t('streaks.neverBroken')
              ) : mayOpen ? (
                <Link to="/incidents" search={{ selected: lastBroken.incidentId }}>
                  {broke}
                </Link>
              ) : (
                broke
              ),
          },
        ]),
    ...differences.map((one) => ({
      label: t('streaks.difference', { month: one.month.slice(0, 7) }),
      value: (
        <Link to="/streaks" search={{ show: 'register', year: Number(one.month.slice(0, 4)) }}>
          {t('streaks.differenceOf', { ...one, category: category(one.category) })}
        </Link>
      ),
    })),
  ]
}

function Actions({ streak }: { readonly streak: Streak }) {
  const { t } = useTranslation()
  const may = useMay('streak.define') !== null
  const [open, setOpen] = useState<'start' | 'end' | null>(null)
  if (!may || streak.endedOn !== null) return null
  return (
    <div className={`${styles.actions} screen-only`}>
      <Button type={streak.start === null ? 'primary' : 'default'} onClick={() => setOpen('start')}>
        {t(streak.start === null ? 'streaks.startForm.set' : 'streaks.startForm.move')}
      </Button>
      <Button onClick={() => setOpen('end')}>{t('streaks.end.open')}</Button>
      {open === 'start' && <StartDialog streak={streak} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndDialog streak={streak} onClose={() => setOpen(null)} />}
    </div>
  )
}
