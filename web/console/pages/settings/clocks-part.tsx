import { newId } from '@sifang/client'
import type { ClockSettings } from '@sifang/domain/follow-ups'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import {
  changeSettings,
  type StationAndSettings,
  type StationSettings,
  stationQuery,
} from '../../api/station-settings.ts'
import { Problem } from '../../shell/problem.tsx'
import { clockRows, type Dated, datedClocks, datedLadder, inForceOn, useLength } from './clock-lengths.ts'
import styles from './clocks.module.css'
import { ClocksForm } from './clocks-form.tsx'
import { LadderForm } from './ladder-form.tsx'
import settings from './settings.module.css'

/** By which clocks and thresholds follow-ups run, and from which day on they will run by others. */
export function ClocksPart() {
  const { data, error, isPending, refetch } = useQuery(stationQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={8} />
  return <Known station={data} />
}

function Known({ station }: { readonly station: StationAndSettings }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const mayChange = useMay('station.configure') !== null
  const [open, setOpen] = useState<'clocks' | 'ladder' | null>(null)
  const today = isoDay(now(), timeZone)
  const clocks = datedClocks(station.settings)
  const ladder = datedLadder(station.settings)
  return (
    <>
      <p className={settings.hint}>{t('settings.clocks.lead')}</p>
      <section className={settings.section}>
        <div className={settings.sectionHead}>
          <h2>{t('settings.tabs.clocks')}</h2>
          {mayChange && <Button onClick={() => setOpen('clocks')}>{t('settings.clocks.change')}</Button>}
        </div>
        <Entries
          entries={clocks}
          today={today}
          station={station}
          of="clocks"
          show={(value) => <Clocks clocks={value} />}
        />
        <p className={settings.hint}>{t('settings.clocks.daysHint')}</p>
      </section>
      <section className={settings.section}>
        <div className={settings.sectionHead}>
          <h2>{t('settings.clocks.ladder')}</h2>
          {mayChange && <Button onClick={() => setOpen('ladder')}>{t('settings.clocks.changeLadder')}</Button>}
        </div>
        <Entries
          entries={ladder}
          today={today}
          station={station}
          of="ladder"
          show={({ timesAtPlace, withinDays, afterCheckDays }) => (
            <dl className={styles.ladder}>
              <dt>{t('settings.clocks.timesAtPlace')}</dt>
              <dd>{t('settings.clocks.times', { n: timesAtPlace })}</dd>
              <dt>{t('settings.clocks.withinDays')}</dt>
              <dd>{t('settings.clocks.days', { n: withinDays })}</dd>
              <dt>{t('settings.clocks.afterCheckDays')}</dt>
              <dd>{t('settings.clocks.days', { n: afterCheckDays })}</dd>
            </dl>
          )}
        />
      </section>
      {open === 'clocks' && <ClocksForm station={station} today={today} onClose={() => setOpen(null)} />}
      {open === 'ladder' && <LadderForm station={station} today={today} onClose={() => setOpen(null)} />}
    </>
  )
}

type EntriesProps<T> = {
  readonly entries: readonly Dated<T>[]
  readonly today: string
  readonly station: StationAndSettings
  readonly of: 'clocks' | 'ladder'
  readonly show: (value: T) => React.ReactNode
}

/** What comes, what is in force, what was; a change that has not begun can be taken back. */
function Entries<T>({ entries, today, station, of, show }: EntriesProps<T>) {
  const { t } = useTranslation()
  const force = inForceOn(entries, today)
  const shown = entries.filter((entry) => entry === force || (entry.effectiveFrom ?? '') > today)
  return shown.map((entry) => (
    <div key={entry.effectiveFrom ?? 'own'} className={styles.entry}>
      <h3>
        {entry === force ? t('settings.clocks.now') : t('settings.clocks.from', { day: entry.effectiveFrom ?? '' })}{' '}
        <span className={settings.hint}>
          {entry === force &&
            (entry.effectiveFrom === null
              ? t('settings.clocks.usual')
              : t('settings.clocks.since', { day: entry.effectiveFrom }))}
        </span>
        {entry !== force && entry.effectiveFrom !== null && (
          <TakeBack station={station} of={of} day={entry.effectiveFrom} />
        )}
      </h3>
      {show(entry.value)}
    </div>
  ))
}

type TakeBackProps = { readonly station: StationAndSettings; readonly of: 'clocks' | 'ladder'; readonly day: string }

function TakeBack({ station, of, day }: TakeBackProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const may = useMay('station.configure') !== null
  const taking = useMutation({
    mutationFn: () =>
      changeSettings({ id: newId(), basedOn: station.version, settings: without(station.settings, of, day) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['station'] }),
  })
  if (!may) return null
  return (
    <>
      <Button size="small" type="text" loading={taking.isPending} onClick={() => taking.mutate()}>
        {t('settings.clocks.remove')}
      </Button>
      {taking.error && <Problem of={taking.error} />}
    </>
  )
}

const without = (settings: StationSettings, of: 'clocks' | 'ladder', day: string): StationSettings =>
  of === 'clocks'
    ? { ...settings, clocks: settings.clocks.filter(({ effectiveFrom }) => effectiveFrom !== day) }
    : { ...settings, ladder: settings.ladder.filter(({ effectiveFrom }) => effectiveFrom !== day) }

function Clocks({ clocks }: { readonly clocks: ClockSettings }) {
  const { t } = useTranslation()
  const lengthOf = useLength()
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('settings.clocks.subject')}</th>
            {(['answer', 'scene', 'settle'] as const).map((clock) => (
              <th key={clock} scope="col">
                {t(`settings.clocks.${clock}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clockRows.map(({ subject, urgency }) => {
            const { answer, scene, settle } = clocks.lengths[subject][urgency]
            return (
              <tr key={`${subject} ${urgency}`}>
                <th scope="row">
                  {t(`findings.kinds.${subject}`)} {t(`findings.urgencies.${urgency}`)}
                </th>
                <td>{lengthOf(answer)}</td>
                <td>{scene === null ? t('settings.clocks.noScene') : lengthOf(scene)}</td>
                <td>{lengthOf(settle)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <dl className={styles.ladder}>
        <dt>{t('settings.clocks.tell')}</dt>
        <dd>{lengthOf(clocks.tell)}</dd>
        <dt>{t('settings.clocks.silence')}</dt>
        <dd>{lengthOf(clocks.silence)}</dd>
      </dl>
    </div>
  )
}
