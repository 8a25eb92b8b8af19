import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { OverdueText } from '../../../ui/due-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useNow } from '../../../ui/station-time.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { type DueItem, dueKey, dueQuery } from '../../api/due.ts'
import { Problem } from '../../shell/problem.tsx'
import { minutesUntil } from '../follow-ups/due-clock.tsx'
import { FollowUpName } from '../follow-ups/follow-up-words.tsx'
import { dueRoute } from './route.ts'

/** 我的待办: visits, follow-ups, revisits, re-checks, promises and bookings, in one order. A line opens its record. */
export function DuePage() {
  const { t } = useTranslation()
  const navigate = dueRoute.useNavigate()
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(dueQuery)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const columns = useDueColumns(rows.some(({ standsInFor }) => standsInFor !== null))
  const open = (item: DueItem) => {
    if (item.kind === 'duty' && item.placeId) {
      void navigate({ to: '/places/$placeId', params: { placeId: item.placeId }, search: {} })
    } else if (item.kind === 'booking') {
      void navigate({ to: '/appointments', search: { selected: item.appointmentId } })
    } else if (item.kind !== 'duty') {
      void navigate({ to: '/follow-ups', search: { selected: item.followUpId } })
    }
  }
  return (
    <>
      <PageHeader title={t('due.title')} />
      {error ? (
        <Problem of={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t('due.title')}
          columns={columns}
          rows={rows}
          rowKey={dueKey}
          onOpen={open}
          pending={isPending}
          empty={<EmptyState title={t('due.none')} hint={t('due.noneHint')} />}
          more={{ available: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        />
      )}
    </>
  )
}

/** Whose it is stands in a column only while something is another's. */
function useDueColumns(standsIn: boolean): readonly Column<DueItem>[] {
  const { t } = useTranslation()
  const now = useNow()
  const whose: Column<DueItem> = {
    key: 'whose',
    title: t('due.columns.whose'),
    width: 140,
    card: 'meta',
    cell: ({ standsInFor }) => standsInFor && t('due.standsInFor', { name: standsInFor.name }),
  }
  return [
    {
      key: 'due',
      title: t('due.columns.due'),
      width: 132,
      card: 'aside',
      cell: ({ dueAt, overdueSince }) => <OverdueText minutesLeft={minutesUntil(overdueSince ?? dueAt, now)} />,
    },
    { key: 'what', title: t('due.columns.what'), card: 'title', cell: (item) => <What of={item} /> },
    ...(standsIn ? [whose] : []),
    {
      key: 'where',
      title: t('due.columns.where'),
      width: 240,
      card: 'meta',
      cell: ({ placeName, villageName }) =>
        placeName === null
          ? t('due.atStation')
          : [placeName, villageName === placeName ? null : villageName].filter(Boolean).join(' · '),
    },
    {
      key: 'kind',
      title: t('due.columns.kind'),
      width: 96,
      card: 'meta',
      wideOnly: true,
      cell: ({ kind }) => t(`due.kinds.${kind}`),
    },
  ]
}

function What({ of: item }: { readonly of: DueItem }) {
  const { t } = useTranslation()
  switch (item.kind) {
    case 'duty':
      return (
        <span>
          {item.tier && <TierMark tier={item.tier} />} {t('words.goVisit')}
          {item.missed && <b> · {t('due.missed')}</b>}
        </span>
      )
    case 'follow-up':
      return <FollowUpName of={item} />
    case 'date':
      return (
        <span>
          <b>{t(`followUps.detail.dateKinds.${item.date}`)}</b> <FollowUpName of={item} />
        </span>
      )
    case 'booking':
      return <b>{t('due.booking')}</b>
  }
}
