import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { endRhythm, type Rhythm, rhythmsQuery } from '../../api/appointments.ts'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './appointments.module.css'
import { Proposals } from './proposals.tsx'
import { RhythmForm } from './rhythm-form.tsx'
import { nths, timeOf, weekdays } from './rhythm-words.ts'

/** “First Monday of the month, 9:00–11:30”: what proposes the next appointments by itself. */
export function RhythmPart() {
  const { t } = useTranslation()
  const [making, setMaking] = useState(false)
  const { data, error, isPending, refetch } = useQuery(rhythmsQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={4} />
  const make = (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('appointments.rhythm.new')}
    </Button>
  )
  return (
    <div className={styles.part}>
      <Proposals />
      {data.rows.length === 0 && !making && (
        <EmptyState
          title={t('appointments.empty.rhythms.title')}
          hint={t('appointments.empty.rhythms.hint')}
          action={make}
        />
      )}
      <ul className={styles.cards}>
        {data.rows.map((rhythm) => (
          <RhythmCard key={rhythm.id} rhythm={rhythm} />
        ))}
      </ul>
      {making ? <RhythmForm onClose={() => setMaking(false)} /> : data.rows.length > 0 && <div>{make}</div>}
    </div>
  )
}

function RhythmCard({ rhythm }: { readonly rhythm: Rhythm }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const [ending, setEnding] = useState(false)
  const nth = nths.find((each) => Number(each) === rhythm.nth) ?? '1'
  const day = weekdays.find((each) => Number(each) === rhythm.weekday) ?? '1'
  return (
    <li className={styles.card}>
      <b>
        {t('appointments.rhythm.line', {
          nth: t(`appointments.rhythm.nths.${nth}`),
          day: t(`appointments.rhythm.days.${day}`),
          from: timeOf(rhythm.startsMinute),
          until: timeOf(rhythm.endsMinute),
        })}
      </b>
      <span className={styles.hint}>
        {t('appointments.rhythm.detail', {
          kind: t(`appointments.kinds.${rhythm.kind}`),
          where: rhythm.place?.name ?? t('appointments.atStation'),
          host: rhythm.host.name,
          minutes: rhythm.slotMinutes,
        })}
      </span>
      {rhythm.lastDay === null ? (
        <Button size="small" onClick={() => setEnding(true)}>
          {t('appointments.rhythm.end')}
        </Button>
      ) : (
        <span className={styles.hint}>{t('appointments.rhythm.until', { day: rhythm.lastDay })}</span>
      )}
      {ending && (
        <EntryDialog
          title={t('appointments.rhythm.endTitle')}
          stays={t('appointments.rhythm.endStays')}
          saveLabel={t('appointments.rhythm.end')}
          ready
          send={(id) => endRhythm(rhythm.id, { id, lastDay: isoDay(now(), timeZone) })}
          onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
          doneMessage={t('appointments.rhythm.ended')}
          onClose={() => setEnding(false)}
        />
      )}
    </li>
  )
}
