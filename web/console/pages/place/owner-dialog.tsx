import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { peopleQuery } from '../../api/people.ts'
import { makeResponsible, type PlaceDetail } from '../../api/places.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = { readonly place: PlaceDetail; readonly onClose: () => void }

/** Only police are responsible for places. */
const police: readonly string[] = ['chief', 'instructor', 'deputy', 'officer', 'auxiliary']

/** Who is responsible from a day on; on a village's record: its community officer. */
export function OwnerDialog({ place, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const people = useQuery(peopleQuery)
  const [memberId, setMemberId] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(today)
  const village = place.kind === 'village'
  const current = place.responsible?.id
  return (
    <EntryDialog
      title={t(village ? 'place.dialog.owner.titleVillage' : 'place.dialog.owner.title', { name: place.name })}
      saveLabel={t('place.dialog.owner.save')}
      stays={t(village ? 'place.dialog.owner.staysVillage' : 'place.dialog.owner.stays')}
      ready={memberId !== null && day !== null}
      send={(entryId) =>
        makeResponsible(place.id, entryId, { memberId: memberId === '' ? null : memberId, fromDay: day ?? today })
      }
      onClose={onClose}
    >
      <Field label={t('place.dialog.owner.who')}>
        <Select
          autoFocus
          style={{ width: '100%' }}
          aria-label={t('place.dialog.owner.who')}
          placeholder={place.ownerName ?? t('words.none')}
          value={memberId}
          onChange={setMemberId}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...(people.data ?? [])
              .filter(({ id, role }) => police.includes(role) && id !== current)
              .map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`words.role.${role}`)}` })),
            ...(current ? [{ value: '', label: t('place.dialog.owner.nobody') }] : []),
          ]}
        />
      </Field>
      <Field label={t('place.dialog.owner.from')}>
        <DayField label={t('place.dialog.owner.from')} value={day} onChange={setDay} min={today} />
      </Field>
    </EntryDialog>
  )
}
