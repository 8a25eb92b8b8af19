import { useTranslation } from 'react-i18next'
import styles from './due-text.module.css'

export type DuePeriod = 'week' | 'half-month' | 'month' | 'quarter' | 'campaign'

type Props = {
  /** Whole days left, today included: 1 on the last day. */
  readonly daysLeft: number
  readonly period: DuePeriod
  /** The period whose window was missed with nothing counted since; null when none was. */
  readonly missed?: string | null
}

/** How long a duty still has: 还剩 2 天, 今天到期; 上周漏访 · 本周还剩 5 天. Overdue is OverdueText's word. */
export function DueText({ daysLeft, period, missed = null }: Props) {
  const { t } = useTranslation('ui')
  const lastDay = daysLeft <= 1
  if (missed === null) {
    const text = lastDay ? t('due.today') : t('due.daysLeft', { count: daysLeft })
    return <span className={lastDay ? styles.now : styles.left}>{text}</span>
  }
  const present = lastDay ? t('due.today') : t(`due.present.${named(period)}`, { days: daysLeft })
  return (
    <span className={styles.due}>
      <b className={styles.late}>{t(`due.missed.${named(missed)}`)}</b>
      <span className={lastDay ? styles.now : styles.left}> · {present}</span>
    </span>
  )
}

const names = ['week', 'half-month', 'month', 'quarter'] as const

function named(period: string): (typeof names)[number] | 'other' {
  return names.find((name) => name === period) ?? 'other'
}

/** How long a follow-up or promise still has, or by how much it is late. `minutesLeft` below 0 is late. */
export function OverdueText({ minutesLeft }: { readonly minutesLeft: number }) {
  const { t } = useTranslation('ui')
  const late = minutesLeft < 0
  const minutes = Math.abs(minutesLeft)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (late) {
    const text = days > 0 ? t('due.overdue', { count: days }) : t('due.overdueHours', { count: Math.max(1, hours) })
    return <b className={styles.late}>{text}</b>
  }
  if (minutes < 60) return <b className={styles.now}>{t('due.minutesLeft', { count: minutes })}</b>
  if (hours < 24) return <span className={styles.now}>{t('due.hoursLeft', { count: hours })}</span>
  return <span className={styles.left}>{t('due.daysLeft', { count: days })}</span>
}
