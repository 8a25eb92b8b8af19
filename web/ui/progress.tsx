import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './progress.module.css'

type Props = {
  readonly label: ReactNode
  readonly done: number
  /** null while it is not known how much there is. */
  readonly total: number | null
  readonly secondsLeft?: number | undefined
  /** The work goes on without this page. */
  readonly onLeave?: (() => void) | undefined
  readonly onStop?: (() => void) | undefined
}

/** Long work: what is done, what is left, and a way to leave or stop it. */
export function Progress({ label, done, total, secondsLeft, onLeave, onStop }: Props) {
  const { t } = useTranslation('ui')
  const share = total ? Math.min(1, done / total) : null
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span>{label}</span>
        <span className={styles.count}>
          {total === null
            ? done.toLocaleString('en-US')
            : t('progress.doneOf', { done: count(done), total: count(total) })}
          {secondsLeft !== undefined && <> · {left(secondsLeft)}</>}
        </span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <span
          className={share === null ? styles.unknown : styles.bar}
          style={share === null ? undefined : { transform: `scaleX(${share})` }}
        />
      </div>
      {(onLeave || onStop) && (
        <div className={styles.actions}>
          {onLeave && (
            <Button size="small" onClick={onLeave}>
              {t('progress.leave')}
            </Button>
          )}
          {onStop && (
            <Button size="small" type="text" onClick={onStop}>
              {t('progress.stop')}
            </Button>
          )}
        </div>
      )}
    </div>
  )

  function left(seconds: number): string {
    return seconds < 60 ? t('progress.leftShort') : t('progress.left', { minutes: Math.round(seconds / 60) })
  }
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
