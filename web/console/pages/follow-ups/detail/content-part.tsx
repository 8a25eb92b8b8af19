import { useMutation } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ContentPurpose,
  contentPurposes,
  type FollowUpContent,
  type FollowUpDetail,
  readContent,
} from '../../../api/follow-ups.ts'
import { Field } from '../../../fields/field.tsx'
import { Problem } from '../../../shell/problem.tsx'
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
  const [purpose, setPurpose] = useState<ContentPurpose>(followUp.mine ? 'handle' : 'answer')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const read = useMutation({
    mutationFn: () => readContent(followUp.id, purpose, note.trim() || undefined),
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
  const missing = purpose === 'other' && note.trim().length < 2
  const go = () => {
    setTried(true)
    if (!missing) read.mutate()
  }
  const unread =
    content !== null && worded.some((entry) => !content.entries.some((one) => one.version === entry.version))

  if (content !== null && !asking) {
    return (
      <div className={`${styles.actions} screen-only`}>
        {unread && (
          <Button size="small" loading={read.isPending} onClick={go}>
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
    <section className={`${styles.card} screen-only`} aria-label={t('followUps.content.title')}>
      <Field label={t('followUps.content.title')} hint={t('followUps.content.logged')} group>
        <Radio.Group
          aria-label={t('followUps.content.title')}
          value={purpose}
          onChange={(event) => setPurpose(contentPurposes.find((one) => one === event.target.value) ?? 'handle')}
          options={contentPurposes.map((one) => ({ value: one, label: t(`followUps.content.purpose.${one}`) }))}
        />
      </Field>
      {purpose === 'other' && (
        <Field
          label={t('followUps.content.note')}
          problem={tried && missing ? t('followUps.content.noteNeeded') : undefined}
        >
          <Input
            autoFocus
            aria-label={t('followUps.content.note')}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onPressEnter={go}
          />
        </Field>
      )}
      {read.error && <Problem of={read.error} />}
      <div className={styles.actions}>
        <Button type="primary" autoFocus loading={read.isPending} onClick={go}>
          {t('followUps.content.show')}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('words.cancel')}</Button>
      </div>
    </section>
  )
}
