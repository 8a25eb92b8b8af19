import { PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { useMay } from '../../api/me.ts'
import { DefineDialog } from './define-dialog.tsx'
import { Figures } from './figures.tsx'
import { Picture } from './picture.tsx'
import { Register } from './register.tsx'
import { streaksRoute } from './route.ts'

const tabs = ['figures', 'register'] as const

/** How long nothing has happened, how sure that is, and the register that it is checked against (DOMAIN.md §8). */
export function StreaksPage() {
  const { t } = useTranslation()
  const { show = 'figures', asOf } = streaksRoute.useSearch()
  const navigate = streaksRoute.useNavigate()
  const mayDefine = useMay('streak.define') !== null
  const [defining, setDefining] = useState(false)
  if (show === 'picture') return <Picture asOf={asOf} onClose={() => void navigate({ search: { asOf } })} />
  return (
    <>
      <PageHeader
        title={t('streaks.title')}
        actions={
          show === 'figures' && (
            <>
              <Button onClick={() => void navigate({ search: { show: 'picture', asOf } })}>
                {t('streaks.picture.open')}
              </Button>
              {mayDefine && (
                <Button type="primary" icon={<PlusOutlined />} onClick={() => setDefining(true)}>
                  {t('streaks.define.open')}
                </Button>
              )}
            </>
          )
        }
      >
        <PageTabs label={t('streaks.title')}>
          {tabs.map((tab) => (
            <Link key={tab} to="/streaks" search={tab === 'figures' ? {} : { show: tab }} data-on={tab === show}>
              {t(`streaks.tabs.${tab}`)}
            </Link>
          ))}
        </PageTabs>
      </PageHeader>
      {show === 'register' ? <Register /> : <Figures />}
      {defining && (
        <DefineDialog
          onClose={() => setDefining(false)}
          onMade={(selected) => void navigate({ search: { selected } })}
        />
      )}
    </>
  )
}
