import { PlusOutlined } from '@ant-design/icons'
import { mayOpen } from '@sifang/domain/follow-ups'
import { policeRoles } from '@sifang/domain/members'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { followUpsQuery } from '../../api/follow-ups.ts'
import { useMay, useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { AlarmSwitches } from './alarm/alarm-switches.tsx'
import { AnswersLine } from './answers-line.tsx'
import { FollowUpDetail } from './detail/follow-up-detail.tsx'
import { useFollowUpColumns } from './follow-up-columns.tsx'
import { FollowUpFilters } from './follow-up-filters.tsx'
import styles from './follow-ups.module.css'
import { OrderDialog } from './order-dialog.tsx'
import { followUpsRoute } from './route.ts'

/** The inbox: what waits, by its next date; one of them beside the list. */
export function FollowUpsPage() {
  const { t } = useTranslation()
  const { selected, mine, ...filter } = followUpsRoute.useSearch()
  const navigate = followUpsRoute.useNavigate()
  const { member } = useMe()
  const mayBrief = useMay('briefing.read') !== null
  const list = useInfiniteQuery(followUpsQuery({ ...filter, ownerId: mine ? member.id : undefined }))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const columns = useFollowUpColumns()
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })

  return (
    <>
      <PageHeader title={t('followUps.title')} actions={<Actions />}>
        <FollowUpFilters />
        {filter.stage === 'closed' && mayBrief && <AnswersLine />}
      </PageHeader>
      <SplitPage
        list={
          list.error ? (
            <div className={styles.problem}>
              <Problem of={list.error} onRetry={() => void list.refetch()} />
            </div>
          ) : (
            <DataTable
              label={t('followUps.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selected={selected}
              onSelect={({ id }) => select(id)}
              pending={list.isPending}
              empty={<Nothing />}
              more={{
                available: list.hasNextPage,
                loading: list.isFetchingNextPage,
                load: () => void list.fetchNextPage(),
              }}
              total={list.data?.pages[0]?.total}
            />
          )
        }
        detail={selected === undefined ? null : <FollowUpDetail key={selected} id={selected} />}
        onBack={() => select(undefined)}
        detailLabel={t('followUps.detail.label')}
      />
    </>
  )
}

function Actions() {
  const { t } = useTranslation()
  const { member } = useMe()
  const mayEnter = useMay('finding.enter') !== null
  const [ordering, setOrdering] = useState(false)
  return (
    <>
      <AlarmSwitches />
      {mayOpen(member.role, 'order') && <Button onClick={() => setOrdering(true)}>{t('followUps.order.title')}</Button>}
      {mayEnter && (
        <Link to="/intake" search={{}}>
          <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
            {t(policeRoles.includes(member.role) ? 'findings.intake.title' : 'findings.intake.own')}
          </Button>
        </Link>
      )}
      {ordering && <OrderDialog place={null} onClose={() => setOrdering(false)} />}
    </>
  )
}

function Nothing() {
  const { t } = useTranslation()
  const { stage, selected: _, ...filter } = followUpsRoute.useSearch()
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const which = filtered ? 'filtered' : stage === undefined ? 'none' : 'clear'
  return (
    <EmptyState
      title={t(`followUps.empty.${which}.title`)}
      hint={t(`followUps.empty.${which}.hint`)}
      action={
        filtered ? (
          <Link to="/follow-ups" search={{}}>
            {t('followUps.filter.reset')}
          </Link>
        ) : undefined
      }
    />
  )
}
