import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './problem-notice.module.css'

/** What a refusal says to people: what happened and what is safe, what to do, which fields. */
export type ProblemWords = {
  readonly what: string
  readonly todo: string
  readonly fields?: readonly string[]
  readonly requestId?: string | undefined
}

type Props = {
  readonly problem: ProblemWords
  readonly onRetry?: (() => void) | undefined
  readonly action?: ReactNode
}

/** A problem where it happened: never a code alone, never blame (INTERFACE "Words"). */
export function ProblemNotice({ problem, onRetry, action }: Props) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.what}>{problem.what}</p>
      <p className={styles.todo}>{problem.todo}</p>
      {problem.fields && problem.fields.length > 0 && (
        <ul className={styles.fields}>
          {problem.fields.map((field) => (
            <li key={field}>{field}</li>
          ))}
        </ul>
      )}
      {(onRetry || action) && (
        <div className={styles.actions}>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t('problem.retry')}
            </Button>
          )}
          {action}
        </div>
      )}
      {problem.requestId && (
        <p className={styles.number}>{t('problem.requestId', { id: problem.requestId.slice(-8) })}</p>
      )}
    </div>
  )
}
