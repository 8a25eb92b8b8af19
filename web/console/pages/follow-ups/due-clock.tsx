import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import { OverdueText } from '../../../ui/due-text.tsx'
import { useNow } from '../../../ui/station-time.tsx'
import type { FollowUp } from '../../api/follow-ups.ts'
import styles from './follow-ups.module.css'

type Due = Pick<FollowUp, 'clock' | 'dueAt' | 'overdueSince' | 'closedAt'>

/** The one next date of a follow-up: which clock, how long is left, or by how much it is late. */
export function DueClock({ of, long = false }: { readonly of: Due; readonly long?: boolean }) {
  const { t } = useTranslation()
  const now = useNow()
  if (of.closedAt !== null) {
    return (
      <span className={styles.quiet}>
        <TableDate day={of.closedAt} />
      </span>
    )
  }
  if (of.clock === null || of.dueAt === null) return null
  // nobody is late when residents keep silent
  const until = of.clock === 'silence' ? of.dueAt : (of.overdueSince ?? of.dueAt)
  return (
    <span className={styles.due}>
      <span className={styles.clock}>
        {t(long ? `followUps.clocks.${of.clock}` : `followUps.due.clock.${of.clock}`)}
      </span>
      <OverdueText minutesLeft={minutesUntil(until, now)} />
    </span>
  )
}

/** Whole minutes until then, rounded towards now; below 0 once it is past. */
export function minutesUntil(at: string, now: Date): number {
  const minutes = (new Date(at).getTime() - now.getTime()) / 60_000
  return minutes < 0 ? Math.min(-1, Math.ceil(minutes)) : Math.floor(minutes)
}
