import { newId } from '@sifang/client'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { villageChoices } from '../../api/choices.ts'
import { lineChoices } from '../../api/incidents.ts'
import { type DefineStreak, defineStreak, type StreakKind } from '../../api/streaks.ts'
import { ChoiceCards, ChoiceChips } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { useCategories } from '../incidents/category-words.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { emptyStart, StartFields, startOf } from './start-fields.tsx'

const kinds = ['days', 'years', 'festival'] as const
const subjects = ['all-lines', 'line', 'station', 'village'] as const

type Props = { readonly onClose: () => void; readonly onMade: (id: string) => void }

/** A further streak: what is counted, where, which categories break it, from when by what evidence. */
export function DefineDialog({ onClose, onMade }: Props) {
  const { t } = useTranslation()
  const categories = useCategories()
  const [startId] = useState(newId)
  const [name, setName] = useState('')
  const [kind, setKind] = useState<StreakKind>('days')
  const [where, setWhere] = useState<(typeof subjects)[number]>('station')
  const [whereId, setWhereId] = useState<string | null>(null)
  const [breakers, setBreakers] = useState<readonly string[]>([])
  const [draft, setDraft] = useState(emptyStart)
  const [tried, setTried] = useState(false)
  const start = startOf(kind, draft)
  const subject = subjectOf(where, whereId)
  const ready = name.trim() !== '' && breakers.length > 0 && subject !== null && start !== null
  return (
    <EntryDialog
      title={t('streaks.define.title')}
      saveLabel={t('streaks.define.save')}
      doneMessage={t('streaks.define.done')}
      width={640}
      ready={ready}
      onAsked={() => setTried(true)}
      send={(id) =>
        subject === null || start === null
          ? Promise.reject(new Error('not ready'))
          : defineStreak(id, {
              name: name.trim(),
              kind,
              subject,
              breakers: [...breakers],
              start: { id: startId, ...start },
            })
      }
      onDone={({ id }) => onMade(id)}
      onClose={onClose}
    >
      <Field
        label={t('streaks.define.name')}
        problem={tried && name.trim() === '' ? t('streaks.define.needed.name') : null}
      >
        <Input
          autoFocus
          aria-label={t('streaks.define.name')}
          placeholder={t('streaks.define.namePlaceholder')}
          maxLength={30}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t('streaks.define.kind')} group>
        <ChoiceCards
          dense
          label={t('streaks.define.kind')}
          choices={kinds.map((one) => ({ value: one, label: t(`streaks.kind.${one}`) }))}
          value={kind}
          onChange={setKind}
        />
      </Field>
      <Field
        label={t('streaks.define.where')}
        problem={tried && subject === null ? t('streaks.define.needed.where') : null}
        group
      >
        <ChoiceCards
          dense
          label={t('streaks.define.where')}
          choices={subjects.map((one) => ({ value: one, label: t(`streaks.subject.${one}`) }))}
          value={where}
          onChange={(next) => {
            setWhere(next)
            setWhereId(null)
          }}
        />
        {(where === 'line' || where === 'village') && <WhichOne of={where} value={whereId} onChange={setWhereId} />}
      </Field>
      <Field
        label={t('streaks.breakers')}
        hint={t('streaks.define.breakersHint')}
        problem={tried && breakers.length === 0 ? t('streaks.define.needed.breakers') : null}
        group
      >
        <ChoiceChips
          label={t('streaks.breakers')}
          choices={categories.filter(({ inUse }) => inUse).map(({ id, label }) => ({ value: id, label }))}
          value={breakers}
          onChange={setBreakers}
        />
      </Field>
      <StartFields kind={kind} value={draft} onChange={setDraft} tried={tried} />
    </EntryDialog>
  )
}

function subjectOf(kind: (typeof subjects)[number], id: string | null): DefineStreak['subject'] | null {
  if (kind === 'line') return id === null ? null : { kind, lineId: id }
  if (kind === 'village') return id === null ? null : { kind, villageId: id }
  return { kind }
}

type WhichProps = {
  readonly of: 'line' | 'village'
  readonly value: string | null
  readonly onChange: (id: string) => void
}

function WhichOne({ of, value, onChange }: WhichProps) {
  const { t } = useTranslation()
  const lines = useQuery(lineChoices)
  const villages = useQuery(villageChoices)
  const rows = of === 'line' ? (lines.data?.rows ?? []) : (villages.data?.rows ?? [])
  return (
    <Select
      style={{ width: '100%', marginTop: 8 }}
      aria-label={t(`streaks.subject.${of}`)}
      placeholder={t(`streaks.subject.${of}`)}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={onChange}
      options={rows.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
