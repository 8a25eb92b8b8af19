import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { type AppointmentDetail, tellOfMove } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import styles from './appointments.module.css'
import { ReadSealed } from './read-sealed.tsx'
import { SmallAction } from './small-action.tsx'

/** After a move: who has to be told, each by whom or what they are reached; ticked off, they leave the list. */
export function ToTellList({ slots }: Pick<AppointmentDetail, 'slots'>) {
  const { t } = useTranslation()
  const mayBook = useMay('booking.write') !== null
  const waiting = slots.flatMap(({ startsAt, bookings }) =>
    bookings.filter(({ toTell }) => toTell).map((booking) => ({ ...booking, startsAt })),
  )
  if (waiting.length === 0) return null
  return (
    <section>
      <h3 className={styles.subtitle}>{t('appointments.toTell.title', { count: waiting.length })}</h3>
      <p className={styles.hint}>{t('appointments.toTell.hint')}</p>
      <ul className={styles.slots}>
        {waiting.map(({ id, kind, village, credited, startsAt }) => (
          <li key={id} className={styles.booking}>
            <span>
              <b>{t(`appointments.bookingKinds.${kind}`)}</b>
              {village && ` · ${village.name}`} · <DateText day={startsAt} /> <TimeText at={startsAt} />{' '}
              <span className={styles.hint}>
                {credited ? t('appointments.toTell.by', { name: credited.name }) : t('appointments.toTell.byTelephone')}
              </span>
            </span>
            {mayBook && (
              <span className={styles.marks}>
                <ReadSealed kind="booking" id={id} />
                <SmallAction label={t('appointments.toTell.told')} send={(entryId) => tellOfMove(id, entryId)} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
