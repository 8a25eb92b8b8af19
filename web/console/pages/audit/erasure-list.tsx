import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { TableInstant } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { type Erasure, erasuresQuery } from '../../api/erasures.ts'
import { audit } from '../../messages/zh-CN/audit.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './audit.module.css'

/** What was erased when its time was over, or taken away by hand: never what stood there. */
export function ErasureList() {
  const { t } = useTranslation()
  const columns = useColumns()
  const list = useInfiniteQuery(erasuresQuery)
  if (list.error) {
    return (
      <div className={styles.problem}>
        <Problem of={list.error} onRetry={() => void list.refetch()} />
      </div>
    )
  }
  return (
    <DataTable
      label={t('audit.tabs.erasures')}
      columns={columns}
      rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
      rowKey={({ id }) => id}
      pending={list.isPending}
      empty={<EmptyState title={t('audit.erasures.none.title')} hint={t('audit.erasures.none.hint')} />}
      more={{
        available: list.hasNextPage,
        loading: list.isFetchingNextPage,
        load: () => void list.fetchNextPage(),
      }}
    />
  )
}

type Subject = keyof typeof audit.erasures.subjects
type Counted = keyof typeof audit.erasures.counts extends infer Key
  ? Key extends `${infer Kind}_other`
    ? Kind
    : never
  : never
const subjects = Object.keys(audit.erasures.subjects) as readonly Subject[]
/** In the order in which they are told. */
const counted: readonly Counted[] = ['findings', 'entries', 'summaries', 'notes', 'contacts', 'attachments', 'pairs']

function useColumns(): readonly Column<Erasure>[] {
  const { t } = useTranslation()
  const subjectOf = (code: string | null): string => {
    const known = subjects.find((subject) => subject === code)
    return known ? t(`audit.erasures.subjects.${known}`) : t('audit.erasures.otherSubject')
  }
  const countsOf = (counts: Erasure['counts']): string =>
    counted
      .flatMap((kind) => {
        const count = counts[kind]
        return count ? [t(`audit.erasures.counts.${kind}`, { count })] : []
      })
      .join(t('audit.erasures.and'))
  return [
    {
      key: 'at',
      title: t('audit.erasures.at'),
      width: 148,
      card: 'meta',
      cell: ({ at }) => <TableInstant at={at} />,
    },
    {
      key: 'subject',
      title: t('audit.erasures.subject'),
      width: 120,
      card: 'title',
      cell: ({ subject }) => <b style={{ fontWeight: 500 }}>{subjectOf(subject)}</b>,
    },
    {
      key: 'reason',
      title: t('audit.erasures.reason'),
      width: 168,
      card: 'meta',
      cell: ({ reason }) => t(`audit.erasures.reasons.${reason}`),
    },
    {
      key: 'counts',
      title: t('audit.erasures.what'),
      card: 'meta',
      cell: ({ counts }) => countsOf(counts) || <span className={styles.hint}>{t('audit.erasures.keyOnly')}</span>,
    },
    {
      key: 'matter',
      title: t('audit.erasures.matter'),
      width: 296,
      card: 'none',
      wideOnly: true,
      cell: ({ matterId }) => <span className={styles.id}>{matterId}</span>,
    },
  ]
}
