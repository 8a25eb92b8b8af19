import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLine, createLine, type Line, type LineContent } from '../../api/lines.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { readKm } from './km-fields.tsx'

const contents = ['oil', 'gas', 'water', 'other'] as const satisfies readonly LineContent[]

type Props = {
  /** Null: a new one. */
  readonly line: Line | null
  readonly onMade?: (id: string) => void
  readonly onClose: () => void
}

/** A line's name, what it carries and how long it is; posts come after it. */
export function LineForm({ line, onMade, onClose }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(line?.name ?? '')
  const [content, setContent] = useState<LineContent>(contents.find((known) => known === line?.content) ?? 'oil')
  const [length, setLength] = useState(line ? String(line.lengthKm) : '')
  const [asked, setAsked] = useState(false)
  const lengthKm = readKm(length)
  const isNamed = name.trim() !== ''
  const send = (id: string) => {
    const body = { name: name.trim(), content, lengthKm: lengthKm ?? 0 }
    return line ? changeLine(line.id, id, { basedOn: line.version, ...body }) : createLine(id, { ...body, posts: [] })
  }
  return (
    <EntryDialog
      title={line ? t('divisions.lineForm.title', { name: line.name }) : t('divisions.lineForm.newTitle')}
      saveLabel={line ? t('words.save') : t('divisions.form.save')}
      stays={line ? t('divisions.lineForm.stays') : undefined}
      ready={isNamed && lengthKm !== null && lengthKm > 0}
      onAsked={() => setAsked(true)}
      send={send}
      onDone={({ id }) => onMade?.(id)}
      onClose={onClose}
    >
      <Field label={t('divisions.lineForm.name')} problem={asked && !isNamed ? t('divisions.form.nameNeeded') : null}>
        <Input
          autoFocus
          aria-label={t('divisions.lineForm.name')}
          maxLength={40}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t('divisions.lineForm.content')}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('divisions.lineForm.content')}
          value={content}
          onChange={setContent}
          options={contents.map((known) => ({ value: known, label: t(`divisions.line.content.${known}`) }))}
        />
      </Field>
      <Field
        label={t('divisions.lineForm.length')}
        hint={line ? undefined : t('divisions.lineForm.hint')}
        problem={asked && !lengthKm ? t('divisions.lineForm.lengthNeeded') : null}
      >
        <Input
          aria-label={t('divisions.lineForm.length')}
          inputMode="decimal"
          autoComplete="off"
          value={length}
          onChange={(event) => setLength(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
