import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { disputeStates, procedures } from '@sifang/domain/disputes'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type Statistics, statisticsQuery } from '../../api/disputes.ts'
import { Problem } from '../../shell/problem.tsx'
import { knownKey } from '../place/read-details.ts'
import { useCauseWord } from './dispute-words.ts'
import styles from './disputes.module.css'
import { disputesRoute } from './route.ts'

/** A month in counts: of what kind, how dealt with, how it ended, where. */
export function StatisticsPart() {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const { month: asked } = disputesRoute.useSearch()
  const navigate = disputesRoute.useNavigate()
  const present = isoDay(now(), timeZone).slice(0, 7)
  const month = asked !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : present
  const { data, error, refetch } = useQuery(statisticsQuery(month))
  const go = (by: number) => void navigate({ search: { show: 'statistics', month: monthAfter(month, by) } })
  return (
    <div className={styles.pane}>
      <div className={styles.monthLine}>
        <Button icon={<LeftOutlined />} aria-label={t('disputes.statistics.before')} onClick={() => go(-1)} />
        <b className={styles.count}>{month}</b>
        <Button
          icon={<RightOutlined />}
          aria-label={t('disputes.statistics.after')}
          disabled={month >= present}
          onClick={() => go(1)}
        />
      </div>
      {error && !data ? <Problem of={error} onRetry={() => void refetch()} /> : null}
      {data ? <Month of={data} /> : error ? null : <WaitingRows rows={6} />}
    </div>
  )
}

function monthAfter(month: string, by: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7)
}

function Month({ of }: { readonly of: Statistics }) {
  const { t } = useTranslation()
  const causeWord = useCauseWord()
  const { reported, accepted, ended, daysToSettle } = of
  if (reported + accepted + ended === 0) {
    return <EmptyState title={t('disputes.statistics.empty.title')} hint={t('disputes.statistics.empty.hint')} />
  }
  const none = t('disputes.statistics.none')
  const unknown = t('disputes.statistics.unknown')
  const figures = [
    [t('disputes.statistics.reported'), reported],
    [t('disputes.statistics.accepted'), accepted],
    [t('disputes.statistics.ended'), ended],
    [t('disputes.statistics.median'), daysToSettle.median ?? none],
    [t('disputes.statistics.longest'), daysToSettle.longest ?? none],
  ] as const
  const procedureWord = (id: string | null) => {
    const known = knownKey(procedures, id)
    return known ? t(`disputes.procedures.${known}`) : unknown
  }
  const stateWord = (id: string | null) => {
    const known = knownKey(disputeStates, id)
    return known ? t(`disputes.states.${known}`) : unknown
  }
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.tables}>
        <Counts
          title={t('disputes.statistics.byCause')}
          rows={of.byCause.map((row) => [causeWord(row.of) ?? unknown, row.count])}
        />
        <Counts
          title={t('disputes.statistics.byProcedure')}
          rows={of.byProcedure.map((row) => [procedureWord(row.of), row.count])}
        />
        <Counts
          title={t('disputes.statistics.byOutcome')}
          rows={of.byOutcome.map((row) => [stateWord(row.of), row.count])}
        />
        <Counts
          title={t('disputes.statistics.byVillage')}
          rows={of.byVillage.map(({ villageName, count }) => [villageName ?? unknown, count])}
        />
      </div>
    </>
  )
}

function Counts({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, number])[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('disputes.statistics.count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={styles.count}>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
