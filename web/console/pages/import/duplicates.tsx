import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../ui/waiting.tsx'
import {
  type Choices,
  type ImportRow,
  type ImportRun,
  importRowsQuery,
  putChoices,
  type RowChoice,
  type RowValues,
} from '../../api/imports.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'
import { useRowValues } from './row-values.ts'
import styles from './rows.module.css'

const choices = ['merge', 'skip', 'keep'] as const

/** Each likely duplicate beside its twin; chosen one by one or all at once. */
export function Duplicates({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation(['console', 'ui'])
  const query = useInfiniteQuery(importRowsQuery(run.id, 'duplicate'))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const choose = useMutation({
    mutationFn: (command: Choices) => putChoices(run.id, command),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['import', 'rows', run.id, 'duplicate'] }),
  })
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={4} />
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <p className={styles.quiet}>{t('imports.duplicate.none')}</p>
  return (
    <div className={styles.rows}>
      <div className={styles.lead}>
        <p>{t('imports.duplicate.lead')}</p>
        <span>
          {t('imports.duplicate.all')}
          <span className={styles.choices}>
            {choices.map((choice) => (
              <button
                key={choice}
                type="button"
                title={t(`imports.duplicate.${choice}Hint`)}
                disabled={choose.isPending}
                onClick={() => choose.mutate({ all: choice })}
              >
                {t(`imports.duplicate.${choice}`)}
              </button>
            ))}
          </span>
        </span>
      </div>
      {choose.error && <Problem of={choose.error} />}
      {rows.map((row) => (
        <Pair
          key={row.row}
          run={run}
          row={row}
          onChoose={(choice) => choose.mutate({ rows: [{ row: row.row, choice }] })}
        />
      ))}
      {hasNextPage && (
        <Button type="text" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t(isFetchingNextPage ? 'ui:table.loading' : 'imports.duplicate.more')}
        </Button>
      )}
    </div>
  )
}

type PairProps = {
  readonly run: ImportRun
  readonly row: ImportRow
  readonly onChoose: (choice: RowChoice) => void
}

function Pair({ run, row, onChoose }: PairProps) {
  const { t } = useTranslation()
  const valuesOf = useRowValues(run.columns)
  const { twin } = row
  if (!twin) return null
  const left = valuesOf(row.values ?? {})
  const right = valuesOf(twin.values)
  const keys = [...new Set([...left, ...right].map(({ key }) => key))]
  const fixed = twin.why === 'external-id'
  return (
    <article className={styles.pair}>
      <div className={styles.why}>
        <span>{t(`imports.duplicate.why.${twin.why}`, { metres: Math.round(twin.distanceM ?? 0) })}</span>
        <span className={styles.choices}>
          {choices.map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={row.choice === choice}
              disabled={choice === 'keep' && fixed}
              title={t(choice === 'keep' && fixed ? 'imports.duplicate.cannotKeep' : `imports.duplicate.${choice}Hint`)}
              onClick={() => onChoose(choice)}
            >
              {t(`imports.duplicate.${choice}`)}
            </button>
          ))}
        </span>
      </div>
      <div className={styles.sides}>
        <span />
        <span className={styles.side}>{t('imports.duplicate.row', { row: row.row })}</span>
        <span className={styles.side}>
          {twin.kind === 'record'
            ? t('imports.duplicate.record')
            : t('imports.duplicate.otherRow', { row: twin.row ?? 0 })}
        </span>
        {keys.map((key) => {
          const mine = left.find((one) => one.key === key)
          const theirs = right.find((one) => one.key === key)
          const differs = mine !== undefined && theirs !== undefined && mine.value !== theirs.value
          return [
            <span key={`${key} label`} className={styles.label}>
              {(mine ?? theirs)?.label}
            </span>,
            <span key={`${key} mine`} className={differs ? styles.differs : ''}>
              {mine?.value ?? '—'}
            </span>,
            <span key={`${key} theirs`} className={differs ? styles.differs : ''}>
              {theirs?.value ?? '—'}
            </span>,
          ]
        })}
      </div>
      {row.choice === 'merge' && <OtherOfficer row={row.values} record={twin.values} />}
    </article>
  )
}

/** The one thing that a merge does not only fill in: said before. */
function OtherOfficer({ row, record }: { readonly row: RowValues | null; readonly record: RowValues }) {
  const { t } = useTranslation()
  const to = row?.communityOfficer
  const from = record.communityOfficer
  if (typeof to !== 'string' || to === from) return null
  return (
    <p className={styles.quiet}>
      {t('imports.duplicate.officer', {
        from: typeof from === 'string' ? from : t('imports.duplicate.officerNone'),
        to,
      })}
    </p>
  )
}
