import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Progress } from '../../../ui/progress.tsx'
import { judgingQuery } from '../../api/policies.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './settings.module.css'

/** How far the duties have been brought to what was changed; it goes on without this page. */
export function JudgingBanner({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error } = useQuery(judgingQuery(id))
  const finished = data?.finished === true
  useEffect(() => {
    if (finished) void client.invalidateQueries({ queryKey: ['duty'] })
  }, [finished, client])

  if (error) return <Problem of={error} />
  return (
    <div className={styles.banner} role="status">
      {finished ? (
        <p className={styles.standing}>
          <b>{t('settings.judging.finished')}</b>
          <Button size="small" onClick={onClose}>
            {t('settings.judging.close')}
          </Button>
        </p>
      ) : (
        <>
          <Progress label={t('settings.judging.running')} done={data?.done ?? 0} total={data?.total ?? null} />
          <p className={styles.hint}>{t('settings.judging.leave')}</p>
        </>
      )}
    </div>
  )
}
