import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Pane } from '../../../ui/pane.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { coverageQuery } from '../../api/members.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './members.module.css'

/** Villages and their volunteers; those without any come first. */
export function Coverage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(coverageQuery)
  return (
    <Pane>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && !error && <WaitingRows rows={8} />}
      {data?.villages === 0 && <p className={styles.quiet}>{t('members.coverage.empty')}</p>}
      {data && data.villages > 0 && (
        <>
          <p className={styles.lead}>
            {t('members.coverage.lead', { covered: data.covered, villages: data.villages })}
          </p>
          <ul className={styles.villages}>
            {data.rows.map((row) => (
              <li key={row.villageId}>
                <Link to="/members" search={{ villageId: row.villageId, role: 'volunteer' }}>
                  {row.villageName}
                </Link>
                {row.volunteers === 0 ? (
                  <b className={styles.late}>{t('members.coverage.none')}</b>
                ) : (
                  <span className={styles.quiet}>{t('members.coverage.count', { count: row.volunteers })}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Pane>
  )
}
