import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime, isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import {
  type AppointmentDetail,
  appointmentQuery,
  type Booking,
  cancelBooking,
  comingQuery,
  moveBooking,
  type Slot,
} from '../../api/appointments.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

export function CancelBooking({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <EntryDialog
      title={t('appointments.cancelBooking.title')}
      stays={t('appointments.cancelBooking.stays')}
      saveLabel={t('appointments.cancelBooking.save')}
      danger
      ready
      send={(entryId) => cancelBooking(id, entryId)}
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.cancelBooking.done')}
      onClose={onClose}
    />
  )
}

type Props = {
  readonly booking: Booking
  readonly slot: Slot
  readonly appointment: AppointmentDetail
  readonly onClose: () => void
}

/** To a free slot of this appointment or of the next three that are open. */
export function MoveBooking({ booking, slot, appointment, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const [slotId, setSlotId] = useState<string | null>(null)
  const coming = useQuery(comingQuery)
  const others = (coming.data?.rows ?? [])
    .filter(({ id, state }) => id !== appointment.id && state === 'open')
    .slice(0, 3)
  const details = useQueries({ queries: others.map(({ id }) => appointmentQuery(id)) })
  const open = [...(appointment.state === 'open' ? [appointment] : []), ...details.flatMap(({ data }) => data ?? [])]
  const free = open
    .flatMap(({ slots }) => slots)
    .filter(({ id, taken, capacity, endsAt }) => id !== slot.id && taken < capacity && new Date(endsAt) > now())
  return (
    <EntryDialog
      title={t('appointments.move.title')}
      saveLabel={t('appointments.move.save')}
      ready={slotId !== null}
      send={(entryId) => moveBooking(booking.id, { id: entryId, slotId: slotId ?? '' })}
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.move.done')}
      onClose={onClose}
    >
      <Field label={t('appointments.move.to')} hint={free.length === 0 ? t('appointments.move.none') : undefined}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('appointments.move.to')}
          value={slotId}
          onChange={setSlotId}
          options={free.map(({ id, startsAt }) => {
            const at = new Date(startsAt)
            return { value: id, label: `${isoDay(at, timeZone)} ${clockTime(at, timeZone)}` }
          })}
        />
      </Field>
    </EntryDialog>
  )
}
