import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AppointmentDetail, removeSlot, type Slot } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import styles from './appointments.module.css'
import { BookForm } from './book-form.tsx'
import { BookingLine } from './booking-line.tsx'
import { SmallAction } from './small-action.tsx'

/** Slots by their times, each with its bookings and, while it is open, the form for the next one right below. */
export function SlotList({ appointment }: { readonly appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const mayBook = useMay('booking.write') !== null
  const mayPlan = useMay('appointment.plan') !== null
  const { now } = useStationTime()
  const [booking, setBooking] = useState<string | null>(null)
  const { slots, state } = appointment
  if (slots.length === 0) return <p className={styles.hint}>{t('appointments.noSlots')}</p>
  const bookable = ({ endsAt, taken, capacity }: Slot) =>
    mayBook && state === 'open' && taken < capacity && new Date(endsAt) > now()
  // where somebody stands, that booking is moved or cancelled first
  const removable = ({ taken, capacity }: Slot) =>
    mayPlan && (state === 'open' || state === 'planned') && taken === 0 && capacity > 0
  return (
    <section>
      <h3 className={styles.subtitle}>{t('appointments.detail.slots')}</h3>
      {mayBook && state === 'planned' && <p className={styles.hint}>{t('appointments.detail.closedHint')}</p>}
      <ol className={styles.slots}>
        {slots.map((slot) => (
          <li key={slot.id}>
            <div className={styles.slot}>
              <b>
                <TimeText at={slot.startsAt} />–<TimeText at={slot.endsAt} />
              </b>
              <span className={styles.hint}>
                <Left slot={slot} />
              </span>
              {bookable(slot) && booking !== slot.id && (
                <Button size="small" onClick={() => setBooking(slot.id)}>
                  {t('appointments.detail.book')}
                </Button>
              )}
              {removable(slot) && (
                <SmallAction
                  label={t('appointments.detail.removeSlot')}
                  send={(id) => removeSlot(appointment.id, { id, slotId: slot.id })}
                />
              )}
            </div>
            {slot.bookings.map((one) => (
              <BookingLine key={one.id} booking={one} slot={slot} appointment={appointment} />
            ))}
            {booking === slot.id && <BookForm slot={slot} onClose={() => setBooking(null)} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Left({ slot: { taken, capacity } }: { readonly slot: Slot }) {
  const { t } = useTranslation()
  if (capacity === 0) return t('appointments.detail.slotRemoved')
  if (taken >= capacity) return t('appointments.detail.slotFull')
  return taken === 0 && capacity === 1
    ? t('appointments.detail.slotFree')
    : t('appointments.detail.slotLeft', { count: capacity - taken })
}
