import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FollowUpContent, type FollowUpDetail, readContent } from '../../../api/follow-ups.ts'
import { type Purpose, PurposeForm } from '../purpose-form.tsx'
import styles from './detail.module.css'

/** The words stay open for this long, then they are read anew. */
const shownMs = 10 * 60_000

type Props = {
  readonly followUp: FollowUpDetail
  readonly content: FollowUpContent | null
  readonly onRead: (content: FollowUpContent | null) => void
}

/** What was said, for a purpose: one click for whoever works on it, and on record. */
export function ContentPart({ followUp, content, onRead }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [named, setNamed] = useState<Purpose | null>(null)
  const read = useMutation({
    mutationFn: ({ purpose, note }: Purpose) => readContent(followUp.id, purpose, note),
    onSuccess: (answer) => {
      onRead(answer)
      setAsking(false)
    },
  })
  useEffect(() => {
    if (!content) return
    const timer = setTimeout(() => onRead(null), shownMs)
    return () => clearTimeout(timer)
  }, [content, onRead])

  const worded = followUp.entries.filter(({ hasWords }) => hasWords)
  if (followUp.findings.length === 0 && worded.length === 0) return null
  const unread =
    content !== null && worded.some((entry) => !content.entries.some((one) => one.version === entry.version))

  if (content !== null && !asking) {
    return (
      <div className={`${styles.actions} screen-only`}>
        {unread && named && (
          <Button size="small" loading={read.isPending} onClick={() => read.mutate(named)}>
            {t('followUps.content.more')}
          </Button>
        )}
        <Button size="small" type="text" onClick={() => onRead(null)}>
          {t('followUps.content.hide')}
        </Button>
      </div>
    )
  }
  if (!asking) {
    return (
      <div className={`${styles.actions} screen-only`}>
        <Button onClick={() => setAsking(true)}>{t('followUps.content.show')}</Button>
      </div>
    )
  }
  return (
    <PurposeForm
      label={t('followUps.content.title')}
      first={followUp.mine ? 'handle' : 'answer'}
      go={t('followUps.content.show')}
      busy={read.isPending}
      error={read.error}
      onGo={(purpose) => {
        setNamed(purpose)
        read.mutate(purpose)
      }}
      onCancel={() => setAsking(false)}
    />
  )
}
