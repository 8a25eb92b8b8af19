import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type ImportInShort, importsQuery, isRunning } from '../../api/imports.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './import-history.module.css'

/** Every sheet that was uploaded, the latest first. */
export function ImportHistory() {
  const { t } = useTranslation(['console', 'ui'])
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(importsQuery)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className={styles.history}>
      <h2>{t('imports.history.title')}</h2>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && !error && <WaitingRows rows={3} />}
      {data && rows.length === 0 && <p className={styles.empty}>{t('imports.history.empty.hint')}</p>}
      {rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/import" search={{ selected: row.id }} className={styles.row}>
                <span className={styles.file}>{row.fileName}</span>
                <span className={styles.sheet}>{t(`imports.sheet.${row.sheet}`)}</span>
                <span className={styles.state}>
                  <b className={tone(row)}>{t(`imports.state.${row.state}`)}</b> <Result row={row} />
                </span>
                <span className={styles.who}>{row.startedByName}</span>
                <span className={styles.when}>
                  <TableInstant at={row.startedAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button type="text" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('ui:table.loadMore')}
        </Button>
      )}
    </section>
  )

  function tone({ state }: ImportInShort): string | undefined {
    if (state === 'done') return styles.good
    if (state === 'failed') return styles.bad
    return state === 'checked' || state === 'uploaded' || isRunning(state) ? styles.waiting : undefined
  }
}

function Result({ row }: { readonly row: ImportInShort }) {
  const { t } = useTranslation()
  const { added, merged, bad } = row.report
  if (row.state === 'checked' && bad > 0) return <>{`${t('imports.report.bad')} ${bad.toLocaleString('en-US')}`}</>
  if (row.state !== 'done' && row.state !== 'duties') return null
  return (
    <>
      {t('imports.history.added', { count: added })}
      {merged > 0 && ` · ${t('imports.history.merged', { count: merged })}`}
    </>
  )
}
