import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveShift } from '../../api/briefings.ts'
import { useMe } from '../../api/me.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

type Props = { readonly shiftId: string; readonly handOn: readonly string[]; readonly onClose: () => void }

/** The first signature: whoever gives the shift. */
export function GiveDialog({ shiftId, handOn, onClose }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const [note, setNote] = useState('')
  const said = note.trim()
  return (
    <EntryDialog
      title={t('shift.handOver.giveTitle', { name: member.name })}
      saveLabel={t('shift.handOver.give')}
      doneMessage={t('shift.handOver.done2')}
      ready
      send={(id) => giveShift(id, { shiftId, handOn: [...handOn], ...(said ? { note: said } : {}) })}
      onClose={onClose}
    >
      <Field label={t('shift.handOver.note')} hint={t('shift.handOver.noteHint')}>
        <Input.TextArea
          rows={4}
          maxLength={2000}
          value={note}
          placeholder={t('shift.handOver.notePlaceholder')}
          onChange={({ target }) => setNote(target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
