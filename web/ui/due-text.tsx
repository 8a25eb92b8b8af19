import { useTranslation } from 'react-i18next'
import styles from './due-text.module.css'

export type DuePeriod = 'week' | 'half-month' | 'month' | 'quarter' | 'campaign'

type Props = {
  /** Whole days until the last one; 0 is today. */
  readonly daysLeft: number
  /** The window before was missed and nothing counted since: 上周漏访 · 本周还剩 5 天. */
  readonly missed?: boolean
  readonly period?: DuePeriod | undefined
}

/** How long a duty still has. Missed is a word for places, overdue for follow-ups (OverdueText). */
export function DueText({ daysLeft, missed = false, period }: Props) {
  const { t } = useTranslation('ui')
  const word = period === undefined || period === 'campaign' ? 'other' : period
  if (!missed) {
    return <span className={daysLeft <= 0 ? styles.now : styles.left}>{leftText()}</span>
  }
  const present = daysLeft <= 0 ? t('due.present.today') : t(`due.present.${word}`, { days: daysLeft })
  return (
    <span className={styles.due}>
      <b className={styles.late}>{t(`due.missed.${word}`)}</b>
      <span className={styles.left}> · {present}</span>
    </span>
  )

  function leftText(): string {
    if (daysLeft <= 0) return t('due.today')
    return daysLeft === 1 ? t('due.tomorrow') : t('due.daysLeft', { count: daysLeft })
  }
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
