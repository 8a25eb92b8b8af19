import { type VoidReason, voidReasons } from '@sifang/domain/papers'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { voidPaper } from '../../api/papers.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

type Props = { readonly paperId: string; readonly onClose: () => void }

/** 作废 with a reason; the number stays. */
export function VoidDialog({ paperId, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState<VoidReason>()
  const [asked, setAsked] = useState(false)
  return (
    <EntryDialog
      danger
      title={t('disputes.papers.void')}
      saveLabel={t('disputes.papers.void')}
      doneMessage={t('disputes.done')}
      ready={reason !== undefined}
      onAsked={() => setAsked(true)}
      send={(id) => voidPaper(paperId, { id, reason: reason ?? 'other' })}
      onDone={() => void client.invalidateQueries({ queryKey: ['paper'] })}
      onClose={onClose}
    >
      <Field
        label={t('disputes.papers.reason')}
        hint={t('disputes.papers.voidHint')}
        problem={asked && reason === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          label={t('disputes.papers.reason')}
          choices={voidReasons.map((one) => ({ value: one, label: t(`disputes.papers.reasons.${one}`) }))}
          value={reason}
          onChange={setReason}
        />
      </Field>
    </EntryDialog>
  )
}
