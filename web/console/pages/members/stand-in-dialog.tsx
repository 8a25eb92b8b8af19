import { mayStandIn } from '@sifang/domain/follow-ups'
import { roles } from '@sifang/domain/members'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { createStandIn, type Member } from '../../api/members.ts'
import { shiftDay } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { PersonSelect } from './person-select.tsx'

type Props = { readonly member: Member; readonly onClose: () => void }

export function StandInDialog({ member, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [standInId, setStandInId] = useState<string | null>(null)
  const [firstDay, setFirstDay] = useState<string | null>(today)
  const [lastDay, setLastDay] = useState<string | null>(shiftDay(today, 6))
  return (
    <EntryDialog
      title={t('members.standInForm.title', { name: member.name })}
      saveLabel={t('members.standInForm.save')}
      stays={t('members.standInForm.stays')}
      ready={standInId !== null && firstDay !== null && lastDay !== null && firstDay <= lastDay}
      send={(id) =>
        createStandIn(id, {
          memberId: member.id,
          standInId: standInId ?? '',
          firstDay: firstDay ?? today,
          lastDay: lastDay ?? today,
        })
      }
      onClose={onClose}
    >
      <Field label={t('members.standInForm.who')}>
        <PersonSelect
          label={t('members.standInForm.who')}
          value={standInId}
          onChange={setStandInId}
          except={member.id}
          roles={roles.filter((role) => mayStandIn(role, member.role))}
        />
      </Field>
      <Field label={t('members.standInForm.first')}>
        <DayField label={t('members.standInForm.first')} value={firstDay} onChange={setFirstDay} min={today} />
      </Field>
      <Field label={t('members.standInForm.last')}>
        <DayField label={t('members.standInForm.last')} value={lastDay} onChange={setLastDay} min={firstDay ?? today} />
      </Field>
    </EntryDialog>
  )
}
