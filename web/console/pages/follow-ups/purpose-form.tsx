import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ContentPurpose, contentPurposes } from '../../api/follow-ups.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './detail/detail.module.css'

/** Why something sealed is read. */
export type Purpose = { readonly purpose: ContentPurpose; readonly note?: string }

type Props = {
  readonly label: string
  readonly first: ContentPurpose
  readonly go: string
  readonly busy?: boolean
  readonly error?: Error | null
  readonly onGo: (purpose: Purpose) => void
  readonly onCancel: () => void
}

/** Asks what something sealed is read for; `other` needs words. */
export function PurposeForm({ label, first, go: goLabel, busy = false, error, onGo, onCancel }: Props) {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState<ContentPurpose>(first)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const missing = purpose === 'other' && note.trim().length < 2
  const go = () => {
    setTried(true)
    if (!missing) onGo({ purpose, ...(note.trim() === '' ? {} : { note: note.trim() }) })
  }
  return (
    <section className={`${styles.card} screen-only`} aria-label={label}>
      <Field label={label} hint={t('followUps.content.logged')} group>
        <Radio.Group
          aria-label={label}
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
      {error && <Problem of={error} />}
      <div className={styles.actions}>
        <Button type="primary" autoFocus loading={busy} onClick={go}>
          {goLabel}
        </Button>
        <Button onClick={onCancel}>{t('words.cancel')}</Button>
      </div>
    </section>
  )
}
