import { publicationLength } from '@sifang/domain/appointments'
import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { publishPromise } from '../../api/appointments.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

type Props = { readonly id: string; readonly text: string; readonly onClose: () => void }

/** One sentence for everybody; the server refuses names of the matter and long numbers. */
export function PublishDialog({ id, text: before, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [text, setText] = useState(before)
  const [asked, setAsked] = useState(false)
  const ready = text.trim().length >= publicationLength.least
  return (
    <EntryDialog
      title={t('appointments.promise.form.title')}
      stays={t('appointments.promise.form.stays')}
      saveLabel={t('appointments.promise.form.save')}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(entryId) => publishPromise(id, { id: entryId, text: text.trim() })}
      onDone={() => void client.invalidateQueries({ queryKey: ['promise'] })}
      doneMessage={t('appointments.promise.form.done')}
      onClose={onClose}
    >
      <Field
        label={t('appointments.promise.form.text')}
        hint={t('appointments.promise.form.hint')}
        problem={asked && !ready ? t('appointments.promise.form.need') : undefined}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('appointments.promise.form.text')}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={publicationLength.most}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
