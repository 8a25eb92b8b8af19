import { PrinterOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { dutiesQuery, dutyKey } from '../../api/duties.ts'
import { dutiesFile } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { ExportMenu } from '../places/export-menu.tsx'
import { useCampaign } from './campaign.ts'
import { useDutyColumns } from './duty-columns.tsx'
import { DutyDetail } from './duty-detail.tsx'
import { DutyFilters } from './duty-filters.tsx'
import { dutiesRoute } from './route.ts'

/** Whom we owe a visit, in the server's order; filters and choice in the address. */
export function DutiesPage() {
  const { t } = useTranslation()
  const { selected, ...filter } = dutiesRoute.useSearch()
  const navigate = dutiesRoute.useNavigate()
  const mayList = useMay('round-list.write')
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    dutiesQuery(filter),
  )
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const chosen = rows.find((row) => dutyKey(row) === selected) ?? null
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const campaign = useCampaign()
  const title = campaign ? t('duties.campaign.title', { name: campaign.name }) : t('duties.title')
  const columns = useDutyColumns(data?.pages[0]?.today)

  const select = (key: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: key }), replace: selected !== undefined, resetScroll: false })
  const open = (placeId: string) => void navigate({ to: '/places/$placeId', params: { placeId }, search: {} })

  const list = error ? (
    <div style={{ padding: 20 }}>
      <Problem of={error} onRetry={() => void refetch()} />
    </div>
  ) : (
    <DataTable
      label={title}
      columns={columns}
      rows={rows}
      rowKey={dutyKey}
      selected={selected}
      onSelect={(row) => select(dutyKey(row))}
      onOpen={(row) => open(row.placeId)}
      pending={isPending}
      empty={filter.state ? <NoneInState /> : filtered ? <NoneLeft /> : <NothingYet />}
      more={{ available: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
    />
  )

  return (
    <>
      <PageHeader
        title={title}
        actions={
          <>
            {mayList && (
              <Link
                to="/visits/round-lists"
                search={{ ownerId: filter.ownerId, villageId: filter.villageId, tier: filter.tier }}
              >
                <Button tabIndex={-1}>{t('visits.rounds.make')}</Button>
              </Link>
            )}
            <ExportMenu address={dutiesFile(filter)} withMap />
            <Button icon={<PrinterOutlined />} onClick={() => print()}>
              {t('duties.print')}
            </Button>
          </>
        }
      >
        <DutyFilters />
      </PageHeader>
      <SplitPage
        list={list}
        detail={chosen && <DutyDetail duty={chosen} />}
        onBack={() => select(undefined)}
        detailLabel={t('today.detail')}
      />
    </>
  )
}

function NoneInState() {
  const { t } = useTranslation()
  return <EmptyState title={t('duties.noneInState.title')} hint={t('duties.noneInState.hint')} />
}

function NoneLeft() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('duties.noneLeft.title')}
      hint={t('duties.noneLeft.hint')}
      action={
        <Link to="/duties" search={{}}>
          {t('duties.reset')}
        </Link>
      }
    />
  )
}

function NothingYet() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('duties.empty.title')}
      hint={t('duties.empty.hint')}
      action={<Link to="/import">{t('duties.empty.action')}</Link>}
    />
  )
}
