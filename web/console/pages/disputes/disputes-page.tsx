import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { useMay } from '../../api/me.ts'
import { DisputeFilters } from './dispute-filters.tsx'
import { DisputeList } from './dispute-list.tsx'
import { InformalButton } from './informal-button.tsx'
import { CommitteesPart } from './register/committees-part.tsx'
import { RegisterMonth, RegisterPart } from './register-part.tsx'
import { disputesRoute, disputeTabs } from './route.ts'
import { StatisticsPart } from './statistics-part.tsx'

/** Disputes: the list, a month's register and statistics, the committees' register. */
export function DisputesPage() {
  const { t } = useTranslation()
  const { show = 'list' } = disputesRoute.useSearch()
  const mayCount = useMay('dispute.count') !== null
  const mayRegister = useMay('paper.register') !== null
  const mayCommittees = useMay('committee.read') !== null
  const tabs = disputeTabs.filter(
    (tab) =>
      (tab !== 'register' || mayRegister) &&
      (tab !== 'statistics' || mayCount) &&
      (tab !== 'committees' || mayCommittees),
  )
  return (
    <>
      <PageHeader title={t('disputes.title')} actions={<InformalButton />}>
        <PageTabs label={t('disputes.title')}>
          {tabs.map((tab) => (
            <Link key={tab} to="/disputes" search={tab === 'list' ? {} : { show: tab }} data-on={tab === show}>
              {t(`disputes.tabs.${tab}`)}
            </Link>
          ))}
        </PageTabs>
        {show === 'list' && <DisputeFilters />}
        {show === 'register' && <RegisterMonth />}
      </PageHeader>
      {show === 'list' && <DisputeList />}
      {show === 'register' && <RegisterPart />}
      {show === 'statistics' && <StatisticsPart />}
      {show === 'committees' && <CommitteesPart />}
    </>
  )
}
