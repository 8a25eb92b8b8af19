import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { checkStates, checksQuery } from '../../api/checks.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { useCheckColumns } from './check-columns.tsx'
import styles from './checks.module.css'
import { PlanPage } from './plan-page.tsx'
import { checksRoute } from './route.ts'

/** Targeted checks: the list, or the form for a new one. */
export function ChecksPage() {
  const { plan, placeId } = checksRoute.useSearch()
  const navigate = checksRoute.useNavigate()
  if (!plan) return <CheckList />
  return (
    <PlanPage
      key={placeId ?? 'new'}
      placeId={placeId}
      onClose={() => void navigate({ search: {} })}
      onDone={(checkId) => void navigate({ to: '/checks/$checkId', params: { checkId }, replace: true })}
    />
  )
}

function CheckList() {
  const { t } = useTranslation()
  const { plan: _, ...filter } = checksRoute.useSearch()
  const navigate = checksRoute.useNavigate()
  const mayPlan = useMay('check.plan')
  const mayRead = useMay('checklist.read')
  const columns = useCheckColumns()
  const checks = useInfiniteQuery(checksQuery(filter))
  const open = (checkId: string) => void navigate({ to: '/checks/$checkId', params: { checkId } })
  return (
    <>
      <PageHeader
        title={t('checks.title')}
        actions={
          <>
            {mayRead && <Button onClick={() => void navigate({ to: '/checklists' })}>{t('checks.checklists')}</Button>}
            {mayPlan && (
              <Button
                type="primary"
                icon={<PlusOutlined />}
                onClick={() => void navigate({ search: (now) => ({ ...now, plan: true }) })}
              >
                {t('checks.plan')}
              </Button>
            )}
          </>
        }
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wrap its children as a row */}
        <div className={styles.segments} role="group" aria-label={t('checks.filter.state')}>
          {([undefined, ...checkStates] as const).map((state) => (
            <button
              key={state ?? 'all'}
              type="button"
              aria-pressed={filter.state === state}
              onClick={() => void navigate({ search: (now) => ({ ...now, state }) })}
            >
              {state ? t(`checks.states.${state}`) : t('checks.filter.all')}
            </button>
          ))}
        </div>
      </PageHeader>
      {checks.error ? (
        <div className={styles.problem}>
          <Problem of={checks.error} onRetry={() => void checks.refetch()} />
        </div>
      ) : (
        <DataTable
          label={t('checks.title')}
          columns={columns}
          rows={checks.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={({ id }) => id}
          selected={undefined}
          onSelect={({ id }) => open(id)}
          onOpen={({ id }) => open(id)}
          pending={checks.isPending}
          empty={
            filter.state || filter.placeId ? (
              <EmptyState
                title={t('checks.none.title')}
                hint={t('checks.none.hint')}
                action={
                  <Link to="/checks" search={{}}>
                    {t('checks.filter.reset')}
                  </Link>
                }
              />
            ) : (
              <EmptyState title={t('checks.empty.title')} hint={t('checks.empty.hint')} />
            )
          }
          more={{
            available: checks.hasNextPage,
            loading: checks.isFetchingNextPage,
            load: () => void checks.fetchNextPage(),
          }}
        />
      )}
    </>
  )
}
