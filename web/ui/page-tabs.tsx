import type { ReactNode } from 'react'
import styles from './page-tabs.module.css'

/** The sides of a page, below its head: a link each; the one that is seen carries `data-on`. */
export function PageTabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  )
}
