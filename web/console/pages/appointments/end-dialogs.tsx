import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callOffAppointment, closeAppointment } from '../../api/appointments.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

type Props = { readonly id: string; readonly onClose: () => void }

/** Minuted: nothing in it changes afterwards. */
export function CloseDialog({ id, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [conclusion, setConclusion] = useState('')
  const said = conclusion.trim()
  return (
    <EntryDialog
      title={t('appointments.closeForm.title')}
      stays={t('appointments.closeForm.stays')}
      saveLabel={t('appointments.closeForm.save')}
      ready
      send={(entryId) => closeAppointment(id, { id: entryId, ...(said === '' ? {} : { conclusion: said }) })}
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.closeForm.done')}
      onClose={onClose}
    >
      <Field
        label={t('appointments.closeForm.conclusion')}
        optional={t('fields.optional')}
        hint={t('appointments.closeForm.conclusionHint')}
      >
        <Input.TextArea
          aria-label={t('appointments.closeForm.conclusion')}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={2000}
          value={conclusion}
          onChange={(event) => setConclusion(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}

const reasons = ['duty', 'weather', 'holiday', 'nobody', 'other'] as const

export function CallOffDialog({ id, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState<(typeof reasons)[number]>('duty')
  return (
    <EntryDialog
      title={t('appointments.callOffForm.title')}
      stays={t('appointments.callOffForm.stays')}
      saveLabel={t('appointments.callOffForm.save')}
      danger
      ready
      send={(entryId) => callOffAppointment(id, { id: entryId, reason })}
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.callOffForm.done')}
      onClose={onClose}
    >
      <ChoiceCards
        dense
        label={t('appointments.callOffForm.reason')}
        choices={reasons.map((one) => ({ value: one, label: t(`appointments.reasons.${one}`) }))}
        value={reason}
        onChange={setReason}
      />
    </EntryDialog>
  )
}
