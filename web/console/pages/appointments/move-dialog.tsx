import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AppointmentDetail, moveAppointment } from '../../api/appointments.ts'
import { civilOf, instantOf } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { TimeField } from '../../fields/time-field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './appointments.module.css'
import { VillageSelect } from './village-select.tsx'

type Props = { readonly appointment: AppointmentDetail; readonly onClose: () => void }

/** Another day, other hours, another village. Bookings move along, and it says how many people must be told. */
export function MoveDialog({ appointment: { id, kind, startsAt, endsAt, place, slots }, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const begins = civilOf(new Date(startsAt), timeZone)
  const [day, setDay] = useState<string | null>(begins.day)
  const [from, setFrom] = useState(begins.time)
  const [until, setUntil] = useState(civilOf(new Date(endsAt), timeZone).time)
  const [villageId, setVillageId] = useState<string | null>(place?.id ?? null)
  const booked = slots.flatMap(({ bookings }) => bookings).filter(({ state }) => state === 'booked').length
  const wrongTimes = from >= until
  const at = (time: string) => instantOf({ day: day ?? begins.day, time }, timeZone)
  return (
    <EntryDialog
      title={t('appointments.moveForm.title')}
      stays={booked > 0 ? t('appointments.moveForm.tell', { count: booked }) : t('appointments.moveForm.nobody')}
      saveLabel={t('appointments.moveForm.save')}
      ready={day !== null && !wrongTimes}
      send={(entryId) =>
        moveAppointment(id, {
          id: entryId,
          startsAt: at(from),
          endsAt: at(until),
          ...(villageId && villageId !== place?.id ? { placeId: villageId } : {}),
        })
      }
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.moveForm.done')}
      onClose={onClose}
    >
      <div className={styles.times}>
        <Field label={t('appointments.planForm.day')}>
          <DayField
            label={t('appointments.planForm.day')}
            value={day}
            onChange={setDay}
            min={civilOf(now(), timeZone).day}
          />
        </Field>
        <Field label={t('appointments.planForm.from')}>
          <TimeField label={t('appointments.planForm.from')} value={from} onChange={setFrom} />
        </Field>
        <Field
          label={t('appointments.planForm.until')}
          problem={wrongTimes ? t('appointments.planForm.needTimes') : undefined}
        >
          <TimeField label={t('appointments.planForm.until')} value={until} onChange={setUntil} />
        </Field>
      </div>
      {kind !== 'fixed-day' && (
        <Field label={t('appointments.planForm.village')}>
          <VillageSelect label={t('appointments.planForm.village')} value={villageId} onChange={setVillageId} />
        </Field>
      )}
    </EntryDialog>
  )
}
