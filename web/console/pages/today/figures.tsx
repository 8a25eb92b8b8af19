import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../api/today.ts'
import { BaseFigures } from './base-figures.tsx'
import { DueFigures } from './due-figures.tsx'
import styles from './figures.module.css'
import { FollowUpFigures } from './follow-up-figures.tsx'
import { StreakFigures } from './streak-figures.tsx'
import { WaitingFigures } from './waiting-figures.tsx'

/** The four questions side by side. */
export function Figures({ today }: { readonly today: Today }) {
  const { t } = useTranslation()
  return (
    <div className={styles.figures}>
      <Card title={t('today.base.title')}>
        <BaseFigures base={today.base} />
      </Card>
      <Card title={t('today.due.title')}>
        <DueFigures today={today} />
      </Card>
      <Card title={t('today.waiting.title')}>
        <WaitingFigures waiting={today.waiting} />
        <BackupWarning backup={today.backup} />
      </Card>
      <section className={`${styles.card} ${styles.later}`}>
        <div>
          <h2 className={styles.title}>{t('today.promises.title')}</h2>
          <FollowUpFigures followUps={today.followUps} day={today.day} />
        </div>
        <StreakFigures />
      </section>
    </div>
  )
}

/** Only there when something is wrong. */
function BackupWarning({ backup }: { readonly backup: Today['backup'] }) {
  const { t } = useTranslation()
  if (backup.overdue) return <p className={styles.warning}>{t('today.backup.overdue')}</p>
  if (backup.copyOverdue) return <p className={styles.warning}>{t('today.backup.copyOverdue')}</p>
  return null
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  )
}
