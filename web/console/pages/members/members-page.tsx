import { PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { membersFile } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'
import { ExportMenu } from '../places/export-menu.tsx'
import { Coverage } from './coverage.tsx'
import { MemberFilters } from './member-filters.tsx'
import { MemberList } from './member-list.tsx'
import { NewMember } from './new-member.tsx'
import { Roster } from './roster.tsx'
import { membersRoute } from './route.ts'
import { Teams } from './teams.tsx'

const tabs = ['list', 'teams', 'roster', 'coverage'] as const

/** Who is there, who goes with whom, who is on, and where volunteers are missing. */
export function MembersPage() {
  const { t } = useTranslation()
  const { show = 'list', selected: _selected, new: entering, week: _week, ...filter } = membersRoute.useSearch()
  const navigate = membersRoute.useNavigate()
  const mayWrite = useMay('member.write') !== null
  return (
    <>
      <PageHeader
        title={t('members.title')}
        actions={
          show === 'list' && (
            <>
              <ExportMenu address={membersFile(filter)} />
              {mayWrite && (
                <Button
                  type="primary"
                  icon={<PlusOutlined />}
                  onClick={() => void navigate({ search: (now) => ({ ...now, new: true }) })}
                >
                  {t('members.new')}
                </Button>
              )}
            </>
          )
        }
      >
        <PageTabs label={t('members.title')}>
          {tabs.map((tab) => (
            <Link key={tab} to="/members" search={tab === 'list' ? {} : { show: tab }} data-on={tab === show}>
              {t(`members.tabs.${tab}`)}
            </Link>
          ))}
        </PageTabs>
        {show === 'list' && <MemberFilters />}
      </PageHeader>
      {show === 'list' && <MemberList />}
      {show === 'teams' && <Teams />}
      {show === 'roster' && <Roster />}
      {show === 'coverage' && <Coverage />}
      {entering && mayWrite && (
        <NewMember onClose={() => void navigate({ search: (now) => ({ ...now, new: undefined }), replace: true })} />
      )}
    </>
  )
}
