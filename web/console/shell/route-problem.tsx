import { ApiProblem } from '@sifang/client'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Problem } from './problem.tsx'
import styles from './route-problem.module.css'

/** What stands where a page failed: a refusal in its words; after an update of sifang, a reload; else a retry. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  const problem = navigator.onLine ? error : new ApiProblem({ code: 'network/unreachable', status: 0 })
  if (problem instanceof ApiProblem) {
    return (
      <div className={styles.place}>
        <Problem of={problem} onRetry={again} />
      </div>
    )
  }
  if (isGoneAsset(error)) {
    return (
      <EmptyState
        title={t('shell.failed.update')}
        hint=""
        action={<Button onClick={() => location.reload()}>{t('shell.failed.reload')}</Button>}
      />
    )
  }
  return (
    <EmptyState
      title={t('shell.failed.title')}
      hint={t('shell.failed.hint')}
      action={<Button onClick={again}>{t('shell.failed.retry')}</Button>}
    />
  )
}

/** A lazily loaded file that is no longer there: the server runs a newer version than this page. */
function isGoneAsset(error: unknown): boolean {
  return error instanceof TypeError && /import|module/i.test(error.message) && navigator.onLine
}
