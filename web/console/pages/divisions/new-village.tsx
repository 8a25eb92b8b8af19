import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '../../api/places.ts'
import { communitiesQuery, createVillage } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { PositionField } from '../places/position-field.tsx'
import { NewDivision } from './new-division.tsx'

export function NewVillage({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const communities = useQuery(communitiesQuery)
  const [communityId, setCommunityId] = useState('')
  const [position, setPosition] = useState<Position | null>(null)
  return (
    <NewDivision
      title={t('divisions.newVillage')}
      send={(id, named) =>
        createVillage(id, { ...named, ...(communityId ? { communityId } : {}), ...(position ? { position } : {}) })
      }
      onClose={onClose}
    >
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
      <Field label={t('places.form.position')} optional={t('fields.optional')} group>
        <PositionField value={position} onChange={setPosition} />
      </Field>
    </NewDivision>
  )
}
