import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type Member, setAreas } from '../../api/members.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { AreasField } from './areas-field.tsx'

type Props = { readonly member: Member; readonly onClose: () => void }

export function AreasDialog({ member, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [villageIds, setVillageIds] = useState<readonly string[]>(member.villages.map(({ id }) => id))
  const [lineIds, setLineIds] = useState<readonly string[]>(member.lines.map(({ id }) => id))
  const [fromDay, setFromDay] = useState<string | null>(today)
  return (
    <EntryDialog
      title={t('members.area.title', { name: member.name })}
      saveLabel={t('members.area.save')}
      stays={t('members.area.stays')}
      ready={fromDay !== null}
      send={(entryId) => setAreas(member.id, entryId, { fromDay: fromDay ?? today, villageIds, lineIds })}
      onClose={onClose}
    >
      <AreasField villageIds={villageIds} lineIds={lineIds} onVillages={setVillageIds} onLines={setLineIds} />
      <Field label={t('members.area.from')}>
        <DayField label={t('members.area.from')} value={fromDay} onChange={setFromDay} min={today} />
      </Field>
    </EntryDialog>
  )
}
