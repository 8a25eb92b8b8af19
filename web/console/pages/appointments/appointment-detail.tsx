import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { appointmentQuery, type AppointmentDetail as Detail } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { AgendaList } from './agenda-list.tsx'
import { AppointmentActions } from './appointment-actions.tsx'
import { StateText } from './appointment-list.tsx'
import styles from './appointments.module.css'
import { SlotList } from './slot-list.tsx'
import { ToTellList } from './to-tell-list.tsx'

/** One appointment: what can be done now, slots with their bookings, the agenda with where each item came from. */
export function AppointmentDetail({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useQuery(appointmentQuery(id))
  if (error) {
    return (
      <div className={styles.detail}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (isPending) return <WaitingRows rows={6} />
  return <Known appointment={data} />
}

function Known({ appointment }: { readonly appointment: Detail }) {
  const { t } = useTranslation()
  const mayPlan = useMay('appointment.plan') !== null
  const { kind, state, startsAt, endsAt, place, host, serves, present, calledOffReason } = appointment
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(t('words.listComma'))
  const reasons = ['duty', 'weather', 'holiday', 'nobody', 'other'] as const
  const reason = reasons.find((each) => each === calledOffReason)
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <StateText state={state} />
        <h2>
          <DateText day={startsAt} /> <TimeText at={startsAt} />–<TimeText at={endsAt} />
        </h2>
        <p className={styles.hint}>
          {t(`appointments.kinds.${kind}`)} · {place?.name ?? t('appointments.atStation')} · {host.name}
        </p>
        {reason && (
          <p className={styles.hint}>
            {t('appointments.detail.calledOff', { reason: t(`appointments.reasons.${reason}`) })}
          </p>
        )}
      </header>
      {mayPlan && <AppointmentActions appointment={appointment} />}
      <ToTellList slots={appointment.slots} />
      <SlotList appointment={appointment} />
      {appointment.agenda !== null && <AgendaList appointment={appointment} agenda={appointment.agenda} />}
      {mayPlan && (
        <Facts
          facts={[
            { label: t('appointments.detail.serves'), value: names(serves) || t('words.none') },
            ...(present.length > 0 ? [{ label: t('appointments.detail.present'), value: names(present) }] : []),
          ]}
        />
      )}
    </article>
  )
}
