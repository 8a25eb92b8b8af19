import { disputeStates, procedures } from '@sifang/domain/disputes'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type Statistics, statisticsQuery } from '../../api/disputes.ts'
import { useMay } from '../../api/me.ts'
import { statisticsAddress } from '../../api/papers.ts'
import { Problem } from '../../shell/problem.tsx'
import { knownKey } from '../place/read-details.ts'
import { useCauseWord } from './dispute-words.ts'
import styles from './disputes.module.css'
import { MonthLine, quarterOf, useMonth } from './month-line.tsx'

/** A month in counts: of what kind, how dealt with, how it ended, where. */
export function StatisticsPart() {
  const { t } = useTranslation()
  const { month } = useMonth()
  const mayPaper = useMay('paper.statistics') !== null
  const { data, error, refetch } = useQuery(statisticsQuery(month))
  return (
    <div className={styles.pane}>
      <MonthLine>
        {mayPaper && (
          <>
            <a className="screen-only" href={statisticsAddress(month)} download>
              {t('disputes.statistics.paper')}
            </a>
            <a className="screen-only" href={statisticsAddress(quarterOf(month))} download>
              {t('disputes.statistics.quarterPaper')}
            </a>
          </>
        )}
      </MonthLine>
      {error && !data ? <Problem of={error} onRetry={() => void refetch()} /> : null}
      {data ? <Month of={data} /> : error ? null : <WaitingRows rows={6} />}
    </div>
  )
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
