import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCommunity } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { useAssign } from './assign.ts'
import { CodeField } from './code-field.tsx'
import { VillagesSelect } from './villages-select.tsx'

/** A community is the station's own group of villages. */
export function NewCommunity({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [villages, setVillages] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const assign = useAssign()
  const ready = name.trim() !== ''
  const send = async (id: string) => {
    await createCommunity(id, { name: name.trim(), ...(code.trim() ? { divisionCode: code.trim() } : {}) })
    await assign(id, villages)
  }
  return (
    <EntryDialog
      title={t('divisions.newCommunity')}
      saveLabel={t('divisions.form.save')}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={send}
      onClose={onClose}
    >
      <p>{t('divisions.form.communityLead')}</p>
      <Field label={t('divisions.form.name')} problem={asked && !ready ? t('divisions.form.nameNeeded') : null}>
        <Input
          autoFocus
          aria-label={t('divisions.form.name')}
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t('divisions.assign.label')} optional={t('fields.optional')}>
        <VillagesSelect value={villages} onChange={setVillages} />
      </Field>
      <CodeField value={code} onChange={setCode} />
    </EntryDialog>
  )
}
