import { Block, Waiting } from '../../../ui/waiting.tsx'
import styles from './figures.module.css'

/** The room that the figures will take. */
export function FiguresWaiting() {
  return (
    <Waiting>
      <div className={styles.figures}>
        {[64, 96, 80, 112].map((width) => (
          <div key={width} className={styles.card}>
            <Block width={width} />
            <div style={{ height: 14 }} />
            <Block width="70%" height={28} />
            <div style={{ height: 12 }} />
            <Block width="90%" />
            <div style={{ height: 12 }} />
            <Block width="60%" />
          </div>
        ))}
      </div>
    </Waiting>
  )
}
