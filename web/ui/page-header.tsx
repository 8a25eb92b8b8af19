import type { ReactNode } from 'react'
import styles from './page-header.module.css'

type Props = {
  readonly title: ReactNode
  /** Beside the title: a count, a tier. */
  readonly aside?: ReactNode
  /** What can be done here now, the likeliest first. */
  readonly actions?: ReactNode
  /** Below: filters. */
  readonly children?: ReactNode
}

export function PageHeader({ title, aside, actions, children }: Props) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        {actions !== undefined && <div className={`${styles.actions} screen-only`}>{actions}</div>}
      </div>
      {children !== undefined && <div className={`${styles.below} screen-only`}>{children}</div>}
    </header>
  )
}
