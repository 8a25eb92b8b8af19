import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { disputesQuery } from '../../api/disputes.ts'
import { Problem } from '../../shell/problem.tsx'
import { FollowUpDetail } from '../follow-ups/detail/follow-up-detail.tsx'
import { useDisputeColumns } from './dispute-columns.tsx'
import styles from './disputes.module.css'
import { disputesRoute } from './route.ts'

/** Disputes that were taken up, the latest first, one of them beside the list. */
export function DisputeList() {
  const { t } = useTranslation()
  const { selected, state, procedure, cause, villageId } = disputesRoute.useSearch()
  const navigate = disputesRoute.useNavigate()
  const columns = useDisputeColumns()
  const list = useInfiniteQuery(disputesQuery({ state, procedure, cause, villageId }))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })
  return (
    <SplitPage
      list={
        list.error ? (
          <div className={styles.problem}>
            <Problem of={list.error} onRetry={() => void list.refetch()} />
          </div>
        ) : (
          <DataTable
            label={t('disputes.title')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            selected={selected}
            onSelect={({ id }) => select(id)}
            onOpen={({ id }) => void navigate({ to: '/disputes/$disputeId', params: { disputeId: id } })}
            pending={list.isPending}
            empty={<Nothing filtered={Boolean(state || procedure || cause || villageId)} />}
            more={{
              available: list.hasNextPage,
              loading: list.isFetchingNextPage,
              load: () => void list.fetchNextPage(),
            }}
          />
        )
      }
      detail={selected === undefined ? null : <FollowUpDetail key={selected} id={selected} />}
      onBack={() => select(undefined)}
      detailLabel={t('disputes.page.label')}
    />
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation()
  if (filtered) {
    return (
      <EmptyState
        title={t('disputes.list.filtered.title')}
        hint={t('disputes.list.filtered.hint')}
        action={
          <Link to="/disputes" search={{}}>
            {t('disputes.list.reset')}
          </Link>
        }
      />
    )
  }
  return (
    <EmptyState
      title={t('disputes.list.empty.title')}
      hint={t('disputes.list.empty.hint')}
      action={
        <Link to="/follow-ups" search={{ subject: 'dispute' }}>
          {t('disputes.list.toFollowUps')}
        </Link>
      }
    />
  )
}
