import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useMay } from '../../api/me.ts'
import { todayQuery } from '../../api/today.ts'
import { ExcusalList } from './excusal-list.tsx'
import { LateVisits } from './late-visits.tsx'
import { ProposalList } from './proposal-list.tsx'
import { ProposeTier } from './propose-tier.tsx'
import { RedReviewList } from './red-review-list.tsx'
import { tiersRoute } from './route.ts'
import styles from './tiers.module.css'
import { WaitingIncidents } from './waiting-incidents.tsx'

const lists = {
  proposals: ProposalList,
  'red-reviews': RedReviewList,
  excusals: ExcusalList,
  'late-visits': LateVisits,
  incidents: WaitingIncidents,
} as const

/** All that waits for a decision, a tab each with its count. */
export function TiersPage() {
  const { t } = useTranslation()
  const { show = 'proposals', propose, placeId } = tiersRoute.useSearch()
  const navigate = tiersRoute.useNavigate()
  const { data } = useQuery(todayQuery)
  const mayPropose = useMay('tier.propose')
  const waiting = data?.waiting
  const List = lists[show]
  const tabs = [
    { key: 'proposals', name: t('tiers.tabs.proposals'), count: waiting?.tierProposals },
    { key: 'red-reviews', name: t('tiers.tabs.redReviews'), count: waiting?.redReviews },
    { key: 'excusals', name: t('tiers.tabs.excusals'), count: waiting?.excusals },
    { key: 'late-visits', name: t('tiers.tabs.lateVisits'), count: waiting?.lateVisits },
    { key: 'incidents', name: t('tiers.tabs.incidents'), count: waiting?.incidents },
  ] as const

  return (
    <>
      <PageHeader
        title={t('tiers.title')}
        actions={
          mayPropose && (
            <Button
              icon={<PlusOutlined />}
              onClick={() => void navigate({ search: (now) => ({ ...now, propose: true }) })}
            >
              {t('tiers.propose')}
            </Button>
          )
        }
      >
        <nav className={styles.tabs} aria-label={t('tiers.tabs.label')}>
          {tabs.map(({ key, name, count }) => (
            <Link
              key={key}
              to="/tiers"
              search={{ show: key }}
              className={styles.tab}
              aria-current={key === show ? 'page' : undefined}
            >
              {name}
              {count !== undefined && <b className={count > 0 ? styles.some : styles.zero}>{count}</b>}
            </Link>
          ))}
        </nav>
      </PageHeader>
      <List />
      {propose && (
        <ProposeTier
          placeId={placeId}
          onClose={() => void navigate({ search: (now) => ({ ...now, propose: undefined, placeId: undefined }) })}
        />
      )}
    </>
  )
}
