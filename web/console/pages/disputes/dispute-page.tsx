import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { FollowUpDetail } from '../follow-ups/detail/follow-up-detail.tsx'
import styles from './disputes.module.css'
import { disputeRoute } from './route.ts'

/** One dispute on a page of its own. */
export function DisputePage() {
  const { t } = useTranslation()
  const { disputeId } = disputeRoute.useParams()
  return (
    <>
      <PageHeader
        title={t('disputes.title')}
        actions={
          <Link to="/disputes" search={{}}>
            {t('disputes.page.back')}
          </Link>
        }
      />
      <div className={styles.wide}>
        <FollowUpDetail key={disputeId} id={disputeId} wide />
      </div>
    </>
  )
}
