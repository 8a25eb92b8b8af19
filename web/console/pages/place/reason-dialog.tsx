import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = {
  readonly title: string
  readonly stays: string
  readonly placeholder?: string
  readonly saveLabel: string
  readonly danger?: boolean
  readonly send: (entryId: string, reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Something that only wants a reason. */
export function ReasonDialog({ placeholder, send, ...dialog }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const ready = reason.trim().length >= 2
  return (
    <EntryDialog
      {...dialog}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(entryId) => send(entryId, reason.trim())}
    >
      <Field label={t('place.dialog.reason')} problem={asked && !ready ? t('place.dialog.reasonNeeded') : null}>
        <Input.TextArea
          autoFocus
          aria-label={t('place.dialog.reason')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          placeholder={placeholder}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
