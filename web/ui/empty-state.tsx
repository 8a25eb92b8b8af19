import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

type Props = {
  readonly title: ReactNode
  /** How the first thing gets there. */
  readonly hint: ReactNode
  /** The one thing to do now. */
  readonly action?: ReactNode
}

/** Nothing here, and how the first thing gets here (INTERFACE "Words"). */
export function EmptyState({ title, hint, action }: Props) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      <p className={styles.hint}>{hint}</p>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
