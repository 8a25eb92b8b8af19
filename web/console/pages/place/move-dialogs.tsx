import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeVillage, type PlaceDetail } from '../../api/places.ts'
import { changeCommunity, communitiesQuery, villagesQuery } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = { readonly place: PlaceDetail; readonly onClose: () => void }

export function VillageDialog({ place, onClose }: Props) {
  const { t } = useTranslation()
  const villages = useQuery(villagesQuery)
  const [villageId, setVillageId] = useState<string | null>(null)
  return (
    <EntryDialog
      title={t('place.dialog.village.title', { name: place.name })}
      saveLabel={t('place.dialog.village.save')}
      stays={t('place.dialog.village.stays')}
      ready={villageId !== null}
      send={(entryId) => changeVillage(place.id, entryId, { basedOn: place.version, villageId: villageId ?? '' })}
      onClose={onClose}
    >
      <Field label={t('place.dialog.village.label')}>
        <Select
          autoFocus
          style={{ width: '100%' }}
          aria-label={t('place.dialog.village.label')}
          placeholder={place.villageName}
          value={villageId}
          onChange={setVillageId}
          showSearch={{ optionFilterProp: 'label' }}
          options={(villages.data?.rows ?? [])
            .filter(({ id }) => id !== place.villageId)
            .map(({ id, name, communityName }) => ({
              value: id,
              label: communityName ? `${name}（${communityName}）` : name,
            }))}
        />
      </Field>
    </EntryDialog>
  )
}

export function CommunityDialog({ place, onClose }: Props) {
  const { t } = useTranslation()
  const communities = useQuery(communitiesQuery)
  const [communityId, setCommunityId] = useState(place.communityId ?? '')
  return (
    <EntryDialog
      title={t('place.dialog.community.title', { name: place.name })}
      saveLabel={t('place.dialog.community.save')}
      stays={t('place.dialog.community.stays')}
      ready={communityId !== (place.communityId ?? '')}
      send={(entryId) =>
        changeCommunity(place.id, entryId, { basedOn: place.version, communityId: communityId || null })
      }
      onClose={onClose}
    >
      <Field label={t('place.dialog.community.label')}>
        <Select
          autoFocus
          style={{ width: '100%' }}
          aria-label={t('place.dialog.community.label')}
          value={communityId}
          onChange={setCommunityId}
          options={[
            ...(communities.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: t('place.dialog.community.none') },
          ]}
        />
      </Field>
    </EntryDialog>
  )
}
