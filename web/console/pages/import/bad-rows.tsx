import { DownloadOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type ImportRow, type ImportRun, importRowsQuery, readAllRows } from '../../api/imports.ts'
import { Problem } from '../../shell/problem.tsx'
import { csvText, saveText } from './csv.ts'
import styles from './rows.module.css'

/** The wrong rows as at the edge of the sheet: which cell, what it says, what would be right. */
export function BadRows({ run }: { readonly run: ImportRun }) {
  const { t, i18n } = useTranslation(['console', 'ui'])
  const query = useInfiniteQuery(importRowsQuery(run.id, 'bad'))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const english = i18n.language === 'en'
  const headings = [
    t('imports.bad.row'),
    t('imports.bad.column'),
    t('imports.bad.value'),
    t('imports.bad.right'),
  ] as const
  const download = useMutation({
    mutationFn: async () => {
      const rows = await readAllRows(run.id, 'bad')
      const lines = rows.flatMap(({ row, problems }) =>
        problems.map((one) => [String(row), one.column, one.value, english ? one.en : one.zh]),
      )
      saveText(`${stem(run.fileName)} ${t('imports.bad.fileName')}.csv`, csvText([headings, ...lines]))
    },
  })
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={4} />
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <p className={styles.quiet}>{t('imports.bad.none')}</p>
  return (
    <div className={styles.rows}>
      <div className={styles.lead}>
        <p>{t('imports.bad.lead')}</p>
        <Button icon={<DownloadOutlined />} loading={download.isPending} onClick={() => download.mutate()}>
          {t(download.isPending ? 'imports.bad.downloading' : 'imports.bad.download')}
        </Button>
      </div>
      {download.error && <Problem of={download.error} />}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows
              .flatMap((row) => row.problems.map((one) => ({ row, one })))
              .map(({ row, one }) => (
                <Line key={`${row.row} ${one.key} ${one.code}`} row={row} problem={one} english={english} />
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

type LineProps = {
  readonly row: ImportRow
  readonly problem: ImportRow['problems'][number]
  readonly english: boolean
}

function Line({ row, problem, english }: LineProps) {
  const { t } = useTranslation()
  return (
    <tr>
      <td className={styles.number}>{row.row}</td>
      <td>{problem.column}</td>
      <td className={styles.value}>{problem.value || t('imports.bad.blank')}</td>
      <td>{english ? problem.en : problem.zh}</td>
    </tr>
  )
}

function stem(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '')
}
