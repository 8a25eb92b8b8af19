import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type ImportRun, importRowsQuery } from '../../api/imports.ts'
import { Problem } from '../../shell/problem.tsx'
import { useRowValues } from './row-values.ts'
import styles from './rows.module.css'

/** What will be added, as it was read: a look before it is done. */
export function OkRows({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation(['console', 'ui'])
  const valuesOf = useRowValues(run.columns)
  const query = useInfiniteQuery(importRowsQuery(run.id, 'ok'))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={4} />
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <p className={styles.quiet}>{t('imports.okRows.none')}</p>
  const read = rows.map((row) => ({ row: row.row, values: valuesOf(row.values ?? {}) }))
  const heads = [...new Map(read.flatMap(({ values }) => values.map(({ key, label }) => [key, label] as const)))]
  return (
    <div className={styles.rows}>
      <p>{t('imports.okRows.lead')}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('imports.bad.row')}</th>
              {heads.map(([key, label]) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {read.map(({ row, values }) => (
              <tr key={row}>
                <td className={styles.number}>{row}</td>
                {heads.map(([key]) => (
                  <td key={key}>{values.find((one) => one.key === key)?.value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button type="text" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t(isFetchingNextPage ? 'ui:table.loading' : 'ui:table.loadMore')}
        </Button>
      )}
    </div>
  )
}
