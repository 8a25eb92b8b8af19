import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../ui/civil-time.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AgendaItem, type AppointmentDetail, takeOffAgenda } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import styles from './appointments.module.css'
import { DecideDialog } from './decide-dialog.tsx'
import { PutOnDialog } from './put-on-dialog.tsx'
import { ReadSealed } from './read-sealed.tsx'
import { SmallAction } from './small-action.tsx'

type Props = { readonly appointment: AppointmentDetail; readonly agenda: readonly AgendaItem[] }

/** What is taken up, in its one order; each item says by which rule it came here. */
export function AgendaList({ appointment, agenda }: Props) {
  const { t } = useTranslation()
  const mayPlan = useMay('appointment.plan') !== null
  const [putting, setPutting] = useState(false)
  const ahead = appointment.state === 'planned' || appointment.state === 'open'
  return (
    <section>
      <div className={styles.line}>
        <h3 className={styles.subtitle}>{t('appointments.detail.agenda')}</h3>
        {mayPlan && ahead && (
          <Button size="small" onClick={() => setPutting(true)}>
            {t('appointments.detail.putOn')}
          </Button>
        )}
      </div>
      {ahead && agenda.length > 0 && <p className={styles.hint}>{t('appointments.detail.agendaHint')}</p>}
      {agenda.length === 0 && <p className={styles.hint}>{t('appointments.detail.agendaEmpty')}</p>}
      <ol className={styles.agenda}>
        {agenda.map((item, index) => (
          <Item key={keyOf(item)} item={item} no={item.no ?? index + 1} appointment={appointment} />
        ))}
      </ol>
      {putting && <PutOnDialog appointmentId={appointment.id} onClose={() => setPutting(false)} />}
    </section>
  )
}

const keyOf = ({ id, followUpId, origins }: AgendaItem): string =>
  id ?? followUpId ?? origins.map((origin) => (origin.kind === 'booking' ? origin.bookingId : origin.at)).join()

type ItemProps = { readonly item: AgendaItem; readonly no: number; readonly appointment: AppointmentDetail }

function Item({ item, no, appointment }: ItemProps) {
  const { t } = useTranslation()
  const mayPlan = useMay('appointment.plan') !== null
  const [deciding, setDeciding] = useState(false)
  const { id, kind, urgency, place, outcome, promise } = item
  return (
    <li className={styles.item}>
      <span className={styles.no}>{no}</span>
      <div>
        <span>
          {urgency === 'urgent' && <b className={styles.urgent}>{t('appointments.detail.urgent')} </b>}
          <b>{t(`appointments.bookingKinds.${kind}`)}</b>
          {place && ` · ${place.name}`}
        </span>
        <Origins item={item} />
        <span className={styles.marks}>
          {appointment.state === 'held' || appointment.state === 'closed' ? (
            <span className={outcome === null ? styles.open : styles.came}>
              {outcome === null ? t('appointments.outcomeNone') : t(`appointments.outcomes.${outcome}`)}
            </span>
          ) : null}
          {promise && (
            <span>
              <PromiseText item={promise} />
            </span>
          )}
          {item.followUpId !== null && (
            <Link to="/follow-ups" search={{ selected: item.followUpId }}>
              {t('appointments.detail.openFollowUp')}
            </Link>
          )}
          {id !== null && item.hasWords && mayPlan && <ReadSealed kind="item" id={id} />}
          {mayPlan && appointment.state === 'held' && id !== null && outcome === null && (
            <Button size="small" type="primary" onClick={() => setDeciding(true)}>
              {t('appointments.outcomeRecord')}
            </Button>
          )}
          {mayPlan && item.no === null && id !== null && (
            <SmallAction label={t('appointments.detail.takeOff')} send={(entryId) => takeOffAgenda(id, entryId)} />
          )}
        </span>
      </div>
      {deciding && <DecideDialog item={item} onClose={() => setDeciding(false)} />}
    </li>
  )
}

/** Where it came from, by which rule: never who. */
function Origins({ item }: { readonly item: AgendaItem }) {
  const { t } = useTranslation()
  const { timeZone } = useStationTime()
  const words = item.origins.map((origin) => {
    switch (origin.kind) {
      case 'booking':
        return t('appointments.origins.booking', { time: clockTime(new Date(origin.at), timeZone) })
      case 'ladder':
        return origin.reason === 'again-at-this-place'
          ? t('appointments.origins.again-at-this-place')
          : t('appointments.origins.not-settled-after-check')
      default:
        return origin.byName === null
          ? t('appointments.origins.handNobody')
          : t('appointments.origins.hand', { name: origin.byName })
    }
  })
  return <span className={styles.hint}>{words.join(' · ')}</span>
}

function PromiseText({ item: { on, ownerName } }: { readonly item: NonNullable<AgendaItem['promise']> }) {
  const { t } = useTranslation()
  const [before, after] = t('appointments.promiseLine', { date: '\u0000', name: ownerName ?? '' }).split('\u0000')
  return (
    <>
      {before}
      <DateText day={on} />
      {after}
    </>
  )
}
