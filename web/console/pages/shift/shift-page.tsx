import { PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { HandOverPart } from './hand-over-part.tsx'
import { MeetingPart } from './meeting-part.tsx'
import { shiftRoute, shiftTabs } from './route.ts'

/** What a shift begins and ends with: the morning meeting, and the hand-over. */
export function ShiftPage() {
  const { t } = useTranslation()
  const { show = 'meeting' } = shiftRoute.useSearch()
  return (
    <>
      <div className="screen-only">
        <PageHeader
          title={t('shift.title')}
          actions={
            <Button icon={<PrinterOutlined />} onClick={() => print()}>
              {t('shift.print')}
            </Button>
          }
        >
          <PageTabs label={t('shift.title')}>
            {shiftTabs.map((tab) => (
              <Link key={tab} to="/shift" search={tab === 'meeting' ? {} : { show: tab }} data-on={tab === show}>
                {t(`shift.tabs.${tab}`)}
              </Link>
            ))}
          </PageTabs>
        </PageHeader>
      </div>
      {show === 'meeting' ? <MeetingPart /> : <HandOverPart />}
    </>
  )
}
