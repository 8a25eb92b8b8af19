import { type CSSProperties, type ReactNode, useEffect, useState } from 'react'
import styles from './waiting.module.css'

/** An answer within this time looks instant: nothing is shown before it. */
const quietMs = 300

/** Shows its children only once the wait is longer than 300 ms; keeps their room from the start. */
export function Waiting({ children }: { readonly children: ReactNode }) {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), quietMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={long ? styles.shown : styles.quiet} aria-busy="true">
      {children}
    </div>
  )
}

type BlockProps = { readonly width?: number | string; readonly height?: number | string }

/** A grey block of the size of what comes. */
export function Block({ width = '100%', height = 14 }: BlockProps) {
  const style: CSSProperties = { width, height }
  return <span className={styles.block} style={style} />
}

/** Rows of a list or table, 36 px each. */
export function WaitingRows({ rows = 8 }: { readonly rows?: number }) {
  return (
    <Waiting>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div className={styles.row} key={index}>
          <Block width={44} />
          <Block width={`${40 + ((index * 17) % 35)}%`} />
          <Block width={72} />
        </div>
      ))}
    </Waiting>
  )
}
