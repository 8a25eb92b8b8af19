import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncidentDetail, readSummary } from '../../api/incidents.ts'
import { type Purpose, PurposeForm } from '../follow-ups/purpose-form.tsx'
import styles from './incidents.module.css'

/** The words stay open for this long, then they are read anew. */
const shownMs = 10 * 60_000

/** What happened, in words: sealed, opened for a purpose, each reading on record. */
export function IncidentSummary({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const reading = useMutation({
    mutationFn: (purpose: Purpose) => readSummary(incident.id, purpose),
    onSuccess: () => setAsking(false),
  })
  const { data, reset } = reading
  useEffect(() => {
    if (!data) return
    const timer = setTimeout(reset, shownMs)
    return () => clearTimeout(timer)
  }, [data, reset])
  if (!incident.hasSummary) return <span className={styles.hint}>{t('incidents.detail.summaryNone')}</span>
  if (data) {
    return (
      <>
        <span className={styles.summary}>{data.summary ?? t('incidents.detail.summaryNone')}</span>
        <span className={styles.sealed}>{t('incidents.detail.summarySealed')}</span>
      </>
    )
  }
  if (!asking) {
    return (
      <span className="screen-only">
        <Button onClick={() => setAsking(true)}>{t('followUps.content.show')}</Button>
      </span>
    )
  }
  return (
    <PurposeForm
      label={t('followUps.content.title')}
      first="handle"
      go={t('followUps.content.show')}
      busy={reading.isPending}
      error={reading.error}
      onGo={(purpose) => reading.mutate(purpose)}
      onCancel={() => setAsking(false)}
    />
  )
}
