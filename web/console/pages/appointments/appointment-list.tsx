import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { type Appointment, appointmentsQuery } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { AppointmentDetail } from './appointment-detail.tsx'
import styles from './appointments.module.css'
import { Proposals } from './proposals.tsx'
import { appointmentsRoute } from './route.ts'

/** Appointments by their times, one of them beside the list. */
export function AppointmentList({ show }: { readonly show: 'coming' | 'past' }) {
  const { t } = useTranslation()
  const { selected, villageId } = appointmentsRoute.useSearch()
  const navigate = appointmentsRoute.useNavigate()
  const mayPlan = useMay('appointment.plan') !== null
  const columns = useColumns()
  const list = useInfiniteQuery(appointmentsQuery({ show, villageId }))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })
  return (
    <SplitPage
      list={
        <>
          {show === 'coming' && mayPlan && <Proposals />}
          {list.error ? (
            <div className={styles.problem}>
              <Problem of={list.error} onRetry={() => void list.refetch()} />
            </div>
          ) : (
            <DataTable
              label={t('appointments.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selected={selected}
              onSelect={({ id }) => select(id)}
              pending={list.isPending}
              empty={
                <EmptyState title={t(`appointments.empty.${show}.title`)} hint={t(`appointments.empty.${show}.hint`)} />
              }
              more={{
                available: list.hasNextPage,
                loading: list.isFetchingNextPage,
                load: () => void list.fetchNextPage(),
              }}
            />
          )}
        </>
      }
      detail={selected === undefined ? null : <AppointmentDetail key={selected} id={selected} />}
      onBack={() => select(undefined)}
      detailLabel={t('appointments.detail.label')}
    />
  )
}

function useColumns(): readonly Column<Appointment>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'when',
      title: t('appointments.when'),
      width: 208,
      card: 'title',
      cell: ({ startsAt, endsAt }) => (
        <span className={styles.when}>
          <DateText day={startsAt} />{' '}
          <span>
            <TimeText at={startsAt} />–<TimeText at={endsAt} />
          </span>
        </span>
      ),
    },
    {
      key: 'where',
      title: t('appointments.where'),
      card: 'meta',
      cell: ({ place }) => place?.name ?? t('appointments.atStation'),
    },
    {
      key: 'kind',
      title: t('appointments.kind'),
      width: 92,
      card: 'meta',
      cell: ({ kind }) => t(`appointments.kinds.${kind}`),
    },
    {
      key: 'host',
      title: t('appointments.host'),
      width: 84,
      card: 'none',
      wideOnly: true,
      cell: ({ host }) => host.name,
    },
    {
      key: 'places',
      title: t('appointments.places'),
      width: 132,
      card: 'meta',
      cell: ({ capacity, taken, promises }) =>
        promises > 0
          ? t('appointments.promisesCount', { count: promises })
          : capacity === 0
            ? t('appointments.noSlots')
            : t('appointments.taken', { taken, capacity }),
    },
    {
      key: 'state',
      title: t('appointments.state'),
      width: 80,
      card: 'aside',
      cell: ({ state }) => <StateText state={state} />,
    },
  ]
}

/** 已举行 stands out: its outcomes are still to be recorded. */
export function StateText({ state }: Pick<Appointment, 'state'>) {
  const { t } = useTranslation()
  return <span className={styles[state]}>{t(`appointments.states.${state}`)}</span>
}
