import type { ReactNode } from 'react'
import styles from './pane.module.css'

/** What a page shows below its head, where it is no table. */
export function Pane({ children }: { readonly children: ReactNode }) {
  return <div className={styles.pane}>{children}</div>
}
