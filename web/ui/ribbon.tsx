import type { ReactNode } from 'react'
import styles from './ribbon.module.css'

/** Says on every page that what is seen is not real: invented data, a set clock. */
export function Ribbon({ children }: { readonly children: ReactNode }) {
  return <span className={styles.ribbon}>{children}</span>
}
