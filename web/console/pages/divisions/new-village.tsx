import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '../../api/places.ts'
import { communitiesQuery, createVillage } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { PositionField } from '../places/position-field.tsx'
import { CodeField } from './code-field.tsx'

export function NewVillage({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const communities = useQuery(communitiesQuery)
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [communityId, setCommunityId] = useState('')
  const [position, setPosition] = useState<Position | null>(null)
  const [asked, setAsked] = useState(false)
  const ready = name.trim() !== ''
  return (
    <EntryDialog
      title={t('divisions.newVillage')}
      saveLabel={t('divisions.form.save')}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(id) =>
        createVillage(id, {
          name: name.trim(),
          ...(code.trim() ? { divisionCode: code.trim() } : {}),
          ...(communityId ? { communityId } : {}),
          ...(position ? { position } : {}),
        })
      }
      onClose={onClose}
    >
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
      <Field label={t('words.community')} optional={t('fields.optional')}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('words.community')}
          value={communityId}
          onChange={setCommunityId}
          options={[
            { value: '', label: t('divisions.noCommunity') },
            ...(communities.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name })),
          ]}
        />
      </Field>
      <CodeField value={code} onChange={setCode} />
      <Field label={t('places.form.position')} optional={t('fields.optional')} group>
        <PositionField value={position} onChange={setPosition} />
      </Field>
    </EntryDialog>
  )
}
