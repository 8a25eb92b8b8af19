import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AppointmentDetail, type Booking, markBooking, type Slot } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './appointments.module.css'
import { CancelBooking, MoveBooking } from './booking-dialogs.tsx'
import { ReadSealed } from './read-sealed.tsx'

type Props = { readonly booking: Booking; readonly slot: Slot; readonly appointment: AppointmentDetail }

/** One booking by its codes; who it is, is opened one at a time. */
export function BookingLine({ booking, slot, appointment }: Props) {
  const { t } = useTranslation()
  const mayMark = useMay('appointment.plan') !== null
  const mayBook = useMay('booking.write') !== null
  const { timeZone, now } = useStationTime()
  const client = useQueryClient()
  const [dialog, setDialog] = useState<'move' | 'cancel' | null>(null)
  const marking = useMutation({
    mutationFn: (came: boolean) => markBooking(booking.id, { id: newId(), came }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['appointment'] }),
  })
  const { state, kind, village, credited, channel, takenBy } = booking
  const running = appointment.state === 'open' || appointment.state === 'held'
  const marks = (['came', 'did-not-come'] as const).filter((mark) => mark !== state)
  const onTheDay = isoDay(new Date(slot.startsAt), timeZone) <= isoDay(now(), timeZone)
  return (
    <div className={state === 'cancelled' ? styles.cancelled : styles.booking}>
      <span>
        <b>{t(`appointments.bookingKinds.${kind}`)}</b>
        {village && ` · ${village.name}`} ·{' '}
        <span className={styles.hint}>
          {credited
            ? t('appointments.detail.creditedTo', { name: credited.name })
            : `${t(`appointments.channels.${channel}`)} · ${t('appointments.detail.by', { name: takenBy })}`}
        </span>
      </span>
      <span className={styles.marks}>
        <span className={styles[state]}>
          {t(`appointments.bookingStates.${state}`)}
          {booking.cancelledLate && `（${t('appointments.cancelledLate')}）`}
        </span>
        {mayBook && state !== 'cancelled' && <ReadSealed kind="booking" id={booking.id} />}
        {mayMark &&
          running &&
          onTheDay &&
          state !== 'cancelled' &&
          marks.map((mark) => (
            <Button key={mark} size="small" loading={marking.isPending} onClick={() => marking.mutate(mark === 'came')}>
              {t(`appointments.mark.${mark}`)}
            </Button>
          ))}
        {mayBook && running && state === 'booked' && (
          <>
            <Button type="link" size="small" className={styles.link ?? ''} onClick={() => setDialog('move')}>
              {t('appointments.move.action')}
            </Button>
            <Button type="link" size="small" className={styles.link ?? ''} onClick={() => setDialog('cancel')}>
              {t('appointments.cancelBooking.action')}
            </Button>
          </>
        )}
      </span>
      {marking.error && <Problem of={marking.error} />}
      {dialog === 'move' && (
        <MoveBooking booking={booking} slot={slot} appointment={appointment} onClose={() => setDialog(null)} />
      )}
      {dialog === 'cancel' && <CancelBooking id={booking.id} onClose={() => setDialog(null)} />}
    </div>
  )
}
