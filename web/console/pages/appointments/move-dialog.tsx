import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AppointmentDetail, moveAppointment } from '../../api/appointments.ts'
import { civilOf, instantOf } from '../../fields/civil-moment.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { VillageSelect } from './village-select.tsx'
import { endsTooSoon, type When, WhenFields } from './when-fields.tsx'

type Props = { readonly appointment: AppointmentDetail; readonly onClose: () => void }

/** Another day, other hours, another village. Bookings move along, and it says how many people must be told. */
export function MoveDialog({ appointment: { id, kind, startsAt, endsAt, place, slots }, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone } = useStationTime()
  const begins = civilOf(new Date(startsAt), timeZone)
  const ends = civilOf(new Date(endsAt), timeZone)
  const [when, setWhen] = useState<When>({ day: begins.day, from: begins.time, until: ends.time })
  const [villageId, setVillageId] = useState<string | null>(place?.id ?? null)
  const booked = slots.flatMap(({ bookings }) => bookings).filter(({ state }) => state === 'booked').length
  const at = (time: string) => instantOf({ day: when.day ?? begins.day, time }, timeZone)
  return (
    <EntryDialog
      title={t('appointments.moveForm.title')}
      saveLabel={t('appointments.moveForm.save')}
      ready={when.day !== null && !endsTooSoon(when)}
      send={(entryId) =>
        moveAppointment(id, {
          id: entryId,
          startsAt: at(when.from),
          endsAt: at(when.until),
          placeId: villageId,
        })
      }
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.moveForm.done')}
      onClose={onClose}
    >
      <WhenFields value={when} onChange={setWhen} asksDay />
      {kind !== 'fixed-day' && (
        <Field
          label={t('appointments.planForm.village')}
          {...(kind === 'invited' ? { optional: t('fields.optional') } : {})}
        >
          <VillageSelect label={t('appointments.planForm.village')} value={villageId} onChange={setVillageId} />
        </Field>
      )}
      <p>{booked > 0 ? t('appointments.moveForm.tell', { count: booked }) : t('appointments.moveForm.nobody')}</p>
    </EntryDialog>
  )
}
