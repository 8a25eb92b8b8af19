import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { TableInstant } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { type AuditEntry, auditQuery } from '../../api/audit.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './audit.module.css'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { useAuditWords } from './audit-words.ts'
import { ChainLine } from './chain-line.tsx'
import { ErasureList } from './erasure-list.tsx'
import { auditRoute } from './route.ts'

/** The log of who did or read what, and the list of what was erased. */
export function AuditPage() {
  const { show } = auditRoute.useSearch()
  return show === 'erasures' ? <Erasures /> : <Log />
}

function Tabs({ on }: { readonly on: 'log' | 'erasures' }) {
  const { t } = useTranslation()
  return (
    <PageTabs label={t('audit.title')}>
      <Link to="/audit" search={{}} data-on={on === 'log'}>
        {t('audit.tabs.log')}
      </Link>
      <Link to="/audit" search={{ show: 'erasures' }} data-on={on === 'erasures'}>
        {t('audit.tabs.erasures')}
      </Link>
    </PageTabs>
  )
}

function Erasures() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('audit.title')} aside={t('audit.erasures.lead')}>
        <Tabs on="erasures" />
      </PageHeader>
      <ErasureList />
    </>
  )
}

/** Who did or read what, the latest first, and whether the chain over it holds. */
function Log() {
  const { t } = useTranslation()
  const { selected, show: _, ...filter } = auditRoute.useSearch()
  const navigate = auditRoute.useNavigate()
  const columns = useColumns()
  const list = useInfiniteQuery(auditQuery(filter))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const chosen = rows.find(({ id }) => id === selected)
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })

  return (
    <>
      <PageHeader title={t('audit.title')} aside={t('audit.lead')}>
        <Tabs on="log" />
        <ChainLine />
        <AuditFilters />
      </PageHeader>
      <SplitPage
        list={
          list.error ? (
            <div className={styles.problem}>
              <Problem of={list.error} onRetry={() => void list.refetch()} />
            </div>
          ) : (
            <DataTable
              label={t('audit.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selected={selected}
              onSelect={({ id }) => select(id)}
              pending={list.isPending}
              empty={<Nothing filtered={filtered} />}
              more={{
                available: list.hasNextPage,
                loading: list.isFetchingNextPage,
                load: () => void list.fetchNextPage(),
              }}
            />
          )
        }
        detail={chosen ? <AuditDetail entry={chosen} /> : null}
        onBack={() => select(undefined)}
        detailLabel={t('audit.detail.label')}
      />
    </>
  )
}

function useColumns(): readonly Column<AuditEntry>[] {
  const { t } = useTranslation()
  const words = useAuditWords()
  return [
    { key: 'at', title: t('audit.at'), width: 148, card: 'meta', cell: ({ at }) => <TableInstant at={at} /> },
    {
      key: 'member',
      title: t('audit.member'),
      width: 104,
      card: 'meta',
      cell: ({ memberName }) => memberName ?? <span className={styles.hint}>{t('audit.system')}</span>,
    },
    {
      key: 'action',
      title: t('audit.action'),
      card: 'title',
      cell: ({ action }) => <b style={{ fontWeight: 500 }}>{words.action(action)}</b>,
    },
    { key: 'about', title: t('audit.about'), width: 104, card: 'meta', cell: ({ entity }) => words.entity(entity) },
    {
      key: 'purpose',
      title: t('audit.purpose'),
      width: 128,
      card: 'meta',
      cell: ({ purpose }) => (purpose ? words.purpose(purpose) : ''),
    },
    {
      key: 'address',
      title: t('audit.address'),
      width: 132,
      card: 'none',
      wideOnly: true,
      cell: ({ address }) => (address === 'local' ? t('audit.thisMachine') : address),
    },
  ]
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation()
  if (!filtered) return <EmptyState title={t('audit.empty.title')} hint={t('audit.empty.hint')} />
  return (
    <EmptyState
      title={t('audit.none.title')}
      hint={t('audit.none.hint')}
      action={
        <Link to="/audit" search={{}}>
          {t('audit.filter.reset')}
        </Link>
      }
    />
  )
}
