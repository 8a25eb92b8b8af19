import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createSegment, type Line } from '../../api/lines.ts'
import { villagesQuery } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { KmFields, readKm } from './km-fields.tsx'
import type { Stretch } from './stretches.ts'

type Props = { readonly line: Line; readonly gap: Stretch | null; readonly onClose: () => void }

/** A new segment, filled in with the gap that it closes. */
export function SegmentForm({ line, gap, onClose }: Props) {
  const { t } = useTranslation()
  const villages = useQuery(villagesQuery)
  const [from, setFrom] = useState(gap ? String(gap.fromKm) : '')
  const [to, setTo] = useState(gap ? String(gap.toKm) : '')
  const [villageId, setVillageId] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [asked, setAsked] = useState(false)
  const [fromKm, toKm] = [readKm(from), readKm(to)]
  return (
    <EntryDialog
      title={t('divisions.segmentForm.title', { name: line.name })}
      saveLabel={t('divisions.segmentForm.save')}
      ready={fromKm !== null && toKm !== null && villageId !== null}
      onAsked={() => setAsked(true)}
      send={(id) =>
        createSegment(id, {
          lineId: line.id,
          fromKm: fromKm ?? 0,
          toKm: toKm ?? 0,
          villageId: villageId ?? '',
          ...(name.trim() ? { name: name.trim() } : {}),
        })
      }
      onClose={onClose}
    >
      <KmFields from={from} to={to} onFrom={setFrom} onTo={setTo} lengthKm={line.lengthKm} />
      <Field
        label={t('divisions.segmentForm.village')}
        problem={asked && villageId === null ? t('divisions.segmentForm.villageNeeded') : null}
      >
        <Select
          style={{ width: '100%' }}
          aria-label={t('divisions.segmentForm.village')}
          value={villageId}
          onChange={setVillageId}
          showSearch={{ optionFilterProp: 'label' }}
          options={(villages.data?.rows ?? []).map((village) => ({ value: village.id, label: village.name }))}
        />
      </Field>
      <Field
        label={t('divisions.segmentForm.name')}
        optional={t('fields.optional')}
        hint={t('divisions.segmentForm.nameHint')}
      >
        <Input
          aria-label={t('divisions.segmentForm.name')}
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
