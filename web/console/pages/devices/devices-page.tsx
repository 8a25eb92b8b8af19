import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { quarantineQuery } from '../../api/devices.ts'
import { useMay } from '../../api/me.ts'
import { DeviceList } from './device-list.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { OutboxFile } from './outbox-file.tsx'
import { Quarantine } from './quarantine.tsx'
import { devicesRoute } from './route.ts'

/** Phones in the field: whose, enrolled and revoked, and what revoked ones handed over. */
export function DevicesPage() {
  const { t } = useTranslation()
  const { show } = devicesRoute.useSearch()
  const mayEnrol = useMay('device.enrol') !== null
  const mayDecide = useMay('quarantine.decide') !== null
  const [enrolling, setEnrolling] = useState(false)
  const waiting = useQuery({ ...quarantineQuery, enabled: mayDecide }).data?.rows.length ?? 0
  return (
    <>
      <PageHeader
        title={t('devices.title')}
        aside={t('devices.lead')}
        actions={
          mayEnrol && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEnrolling(true)}>
              {t('devices.enrol.action')}
            </Button>
          )
        }
      >
        {mayDecide && (
          <PageTabs label={t('devices.title')}>
            <Link to="/devices" search={{}} data-on={show === undefined}>
              {t('devices.tabs.list')}
            </Link>
            <Link to="/devices" search={{ show: 'quarantine' }} data-on={show === 'quarantine'}>
              {t('devices.tabs.quarantine')}
              {waiting > 0 && ` ${waiting}`}
            </Link>
          </PageTabs>
        )}
      </PageHeader>
      {show === 'quarantine' && mayDecide ? (
        <>
          <OutboxFile />
          <Quarantine />
        </>
      ) : (
        <DeviceList onEnrol={mayEnrol ? () => setEnrolling(true) : null} />
      )}
      {enrolling && <EnrolDialog onClose={() => setEnrolling(false)} />}
    </>
  )
}
