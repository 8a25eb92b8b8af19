import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { CodeField } from './code-field.tsx'

type Named = { readonly name: string; readonly divisionCode?: string }

type Props = {
  readonly title: string
  readonly lead?: ReactNode
  readonly send: (id: string, named: Named) => Promise<unknown>
  readonly onClose: () => void
  /** What else is asked of it. */
  readonly children: ReactNode
}

/** A new village or community: its name, its code, and what belongs to its kind. */
export function NewDivision({ title, lead, send, onClose, children }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState(false)
  const ready = name.trim() !== ''
  return (
    <EntryDialog
      title={title}
      saveLabel={t('divisions.form.save')}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(id) => send(id, { name: name.trim(), ...(code.trim() ? { divisionCode: code.trim() } : {}) })}
      onClose={onClose}
    >
      {lead && <p>{lead}</p>}
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
      {children}
      <CodeField value={code} onChange={setCode} />
    </EntryDialog>
  )
}
