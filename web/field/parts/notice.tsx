import type { ReactNode } from 'react'
import styles from './notice.module.css'

type Props = {
  /** `wrong`: something did not succeed; `mind`: to be known; `good`: it is done. */
  readonly kind: 'wrong' | 'mind' | 'good'
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** What happened, what is safe and what to do, in a box; read out as soon as it appears. */
export function Notice({ kind, children, action }: Props) {
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role={kind === 'wrong' ? 'alert' : 'status'}>
      <div>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
