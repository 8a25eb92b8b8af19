import { kmLabel } from '@sifang/domain/lines'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { checkInsQuery, type Line } from '../../api/lines.ts'
import styles from './divisions.module.css'

/** The latest check-ins at a line's kilometres: they prove that it was patrolled. */
export function LineCheckIns({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const rows = useQuery(checkInsQuery(line.id)).data?.rows
  if (rows === undefined) return null
  return (
    <div>
      <span className={styles.quiet}>
        {t(rows.length === 0 ? 'divisions.checkIns.none' : 'divisions.checkIns.title')}
      </span>
      <ul className={styles.diggings}>
        {rows.map(({ id, line: there, at, member, far, distanceM, timeUncertain }) => (
          <li key={id}>
            <span className={styles.km}>{kmLabel(there?.km ?? 0)}</span>
            <TableInstant at={at} />
            <span className={styles.quiet}>
              {[
                member.name,
                far && t('divisions.checkIns.far', { metres: distanceM ?? 0 }),
                timeUncertain && t('divisions.checkIns.uncertain'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
