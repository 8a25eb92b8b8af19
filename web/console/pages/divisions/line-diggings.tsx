import { kmRange } from '@sifang/domain/lines'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { announceDigging, type Digging, diggingsQuery, type Line, withdrawDigging } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './divisions.module.css'
import { KmFields, readKm } from './km-fields.tsx'

type Doing = { readonly kind: 'announce' } | { readonly kind: 'withdraw'; readonly digging: Digging }

/** What is dug on a line, or will be: planned digging is announced before it begins, and is no puncture. */
export function LineDiggings({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayAnnounce = useMay('digging.announce') !== null
  const diggings = useQuery(diggingsQuery(line.id))
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => {
    setDoing(null)
    void client.invalidateQueries({ queryKey: ['line', 'diggings', line.id] })
  }
  const rows = diggings.data?.rows ?? []
  return (
    <div>
      <span className={styles.quiet}>
        {t(rows.length === 0 ? 'divisions.digging.none' : 'divisions.digging.title')}
      </span>{' '}
      {mayAnnounce && (
        <Button size="small" onClick={() => setDoing({ kind: 'announce' })}>
          {t('divisions.digging.announce')}
        </Button>
      )}
      <ul className={styles.diggings}>
        {rows.map((digging) => (
          <li key={digging.id}>
            <span className={styles.km}>{kmRange(digging)}</span>
            <span>
              <TableDate day={digging.firstDay} />—<TableDate day={digging.lastDay} />
            </span>
            <span className={styles.quiet}>{digging.work}</span>
            {mayAnnounce && (
              <Button
                type="link"
                size="small"
                aria-label={t('divisions.digging.withdrawOf', { range: kmRange(digging) })}
                onClick={() => setDoing({ kind: 'withdraw', digging })}
              >
                {t('divisions.digging.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {doing?.kind === 'announce' && <AnnounceForm line={line} onClose={close} />}
      {doing?.kind === 'withdraw' && <WithdrawForm digging={doing.digging} onClose={close} />}
    </div>
  )
}

function AnnounceForm({ line, onClose }: { readonly line: Line; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [firstDay, setFirstDay] = useState<string | null>(today)
  const [lastDay, setLastDay] = useState<string | null>(today)
  const [work, setWork] = useState('')
  const [asked, setAsked] = useState(false)
  const [fromKm, toKm] = [readKm(from), readKm(to)]
  const hasDays = firstDay !== null && lastDay !== null && firstDay <= lastDay
  const hasWork = work.trim().length >= 2
  return (
    <EntryDialog
      title={t('divisions.digging.formTitle', { name: line.name })}
      saveLabel={t('divisions.digging.announce')}
      ready={fromKm !== null && toKm !== null && hasDays && hasWork}
      onAsked={() => setAsked(true)}
      send={(id) =>
        announceDigging(id, {
          lineId: line.id,
          fromKm: fromKm ?? 0,
          toKm: toKm ?? 0,
          firstDay: firstDay ?? today,
          lastDay: lastDay ?? today,
          work: work.trim(),
        })
      }
      onClose={onClose}
    >
      <KmFields from={from} to={to} onFrom={setFrom} onTo={setTo} lengthKm={line.lengthKm} />
      <div className={styles.pair}>
        <Field label={t('divisions.digging.firstDay')}>
          <DayField label={t('divisions.digging.firstDay')} value={firstDay} onChange={setFirstDay} min={today} />
        </Field>
        <Field
          label={t('divisions.digging.lastDay')}
          problem={asked && !hasDays ? t('divisions.digging.daysNeeded') : null}
        >
          <DayField
            label={t('divisions.digging.lastDay')}
            value={lastDay}
            onChange={setLastDay}
            min={firstDay ?? today}
          />
        </Field>
      </div>
      <Field
        label={t('divisions.digging.work')}
        hint={t('divisions.digging.workHint')}
        problem={asked && !hasWork ? t('divisions.digging.workNeeded') : null}
      >
        <Input
          aria-label={t('divisions.digging.work')}
          maxLength={120}
          autoComplete="off"
          value={work}
          onChange={(event) => setWork(event.target.value)}
        />
      </Field>
      <p className={styles.quiet}>{t('divisions.digging.means')}</p>
    </EntryDialog>
  )
}

function WithdrawForm({ digging, onClose }: { readonly digging: Digging; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const ready = reason.trim().length >= 2
  return (
    <EntryDialog
      title={t('divisions.digging.withdrawTitle', { range: kmRange(digging) })}
      stays={t('divisions.digging.stays')}
      saveLabel={t('divisions.digging.withdraw')}
      danger
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(id) => withdrawDigging(digging.id, { id, reason: reason.trim() })}
      onClose={onClose}
    >
      <Field
        label={t('divisions.digging.reason')}
        problem={asked && !ready ? t('divisions.digging.reasonNeeded') : null}
      >
        <Input
          autoFocus
          aria-label={t('divisions.digging.reason')}
          maxLength={200}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
