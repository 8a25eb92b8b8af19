import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { linesFile, villagesFile } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'
import { ExportMenu } from '../places/export-menu.tsx'
import { LineForm } from './line-form.tsx'
import { Lines } from './lines.tsx'
import { NewCommunity } from './new-community.tsx'
import { NewVillage } from './new-village.tsx'
import { divisionsRoute } from './route.ts'
import { Villages } from './villages.tsx'

const tabs = ['villages', 'lines'] as const

/** What the station's places lie in and along: villages in their communities, pipelines with posts and segments. */
export function DivisionsPage() {
  const { t } = useTranslation()
  const { show = 'villages' } = divisionsRoute.useSearch()
  const navigate = divisionsRoute.useNavigate()
  const mayDivide = useMay('division.write') !== null
  const mayLine = useMay('line.write') !== null
  const [entering, setEntering] = useState<'village' | 'community' | 'line' | null>(null)
  const close = () => setEntering(null)
  return (
    <>
      <PageHeader
        title={t('divisions.title')}
        actions={
          <>
            <ExportMenu key={show} address={show === 'lines' ? linesFile : villagesFile} />
            {show === 'villages' && mayDivide && (
              <>
                <Button onClick={() => setEntering('community')}>{t('divisions.newCommunity')}</Button>
                <Button type="primary" onClick={() => setEntering('village')}>
                  {t('divisions.newVillage')}
                </Button>
              </>
            )}
            {show === 'lines' && mayLine && (
              <Button type="primary" onClick={() => setEntering('line')}>
                {t('divisions.newLine')}
              </Button>
            )}
          </>
        }
      >
        <PageTabs label={t('divisions.title')}>
          {tabs.map((tab) => (
            <Link key={tab} to="/divisions" search={tab === 'lines' ? { show: tab } : {}} data-on={tab === show}>
              {t(`divisions.tabs.${tab}`)}
            </Link>
          ))}
        </PageTabs>
      </PageHeader>
      {show === 'villages' ? <Villages /> : <Lines />}
      {entering === 'village' && <NewVillage onClose={close} />}
      {entering === 'community' && <NewCommunity onClose={close} />}
      {entering === 'line' && (
        <LineForm
          line={null}
          onClose={close}
          onMade={(selected) => void navigate({ search: { show: 'lines', selected } })}
        />
      )}
    </>
  )
}
