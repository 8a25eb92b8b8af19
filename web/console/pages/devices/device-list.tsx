import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { TableDate } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { type Device, devicesQuery } from '../../api/devices.ts'
import { Problem } from '../../shell/problem.tsx'
import { DeviceDetail } from './device-detail.tsx'
import styles from './devices.module.css'
import { devicesRoute } from './route.ts'

/** Those in use first; one of them beside the list. */
export function DeviceList({ onEnrol }: { readonly onEnrol: (() => void) | null }) {
  const { t } = useTranslation()
  const { selected } = devicesRoute.useSearch()
  const navigate = devicesRoute.useNavigate()
  const { data, error, isPending, refetch } = useQuery(devicesQuery)
  const columns = useColumns()
  const rows = data?.rows ?? []
  const device = rows.find(({ id }) => id === selected)
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })
  if (error) {
    return (
      <Pane>
        <Problem of={error} onRetry={() => void refetch()} />
      </Pane>
    )
  }
  return (
    <SplitPage
      list={
        <DataTable
          label={t('devices.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selected={selected}
          onSelect={({ id }) => select(id)}
          pending={isPending}
          empty={
            <EmptyState
              title={t('devices.empty.title')}
              hint={t('devices.empty.hint')}
              action={onEnrol && <Button onClick={onEnrol}>{t('devices.enrol.action')}</Button>}
            />
          }
        />
      }
      detail={device ? <DeviceDetail key={device.id} device={device} /> : null}
      onBack={() => select(undefined)}
      detailLabel={t('devices.detail.label')}
    />
  )
}

function useColumns(): readonly Column<Device>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'member',
      title: t('devices.member'),
      card: 'title',
      width: 140,
      cell: ({ member, revokedAt }) => (
        <span className={revokedAt === null ? styles.name : styles.revoked}>{member.name}</span>
      ),
    },
    { key: 'name', title: t('devices.name'), card: 'meta', cell: ({ name }) => name ?? t('devices.nameless') },
    {
      key: 'state',
      title: t('devices.state'),
      card: 'aside',
      width: 112,
      cell: ({ revokedAt }) => (
        <span className={revokedAt === null ? undefined : styles.revoked}>
          {t(revokedAt === null ? 'devices.inUse' : 'devices.revoked')}
        </span>
      ),
    },
    {
      key: 'contact',
      title: t('devices.lastContact'),
      card: 'meta',
      width: 148,
      cell: ({ lastContactOn }) => (lastContactOn === null ? t('devices.never') : <TableDate day={lastContactOn} />),
    },
    {
      key: 'enrolled',
      title: t('devices.enrolled'),
      card: 'none',
      width: 148,
      wideOnly: true,
      cell: ({ enrolledAt }) => <TableDate day={enrolledAt} />,
    },
  ]
}
