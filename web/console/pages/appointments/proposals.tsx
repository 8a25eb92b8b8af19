import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { rhythmsQuery } from '../../api/appointments.ts'
import styles from './appointments.module.css'

/** The next days that the rhythms propose: one tap opens the form, filled in. */
export function Proposals() {
  const { t } = useTranslation()
  const { data } = useQuery(rhythmsQuery)
  const proposed = data?.proposed.slice(0, 3) ?? []
  if (proposed.length === 0) return null
  return (
    <section className={`${styles.proposals} screen-only`} aria-label={t('appointments.proposed.title')}>
      <b>{t('appointments.proposed.title')}</b>
      {proposed.map(({ rhythmId, day, on }) => (
        <Link
          key={`${rhythmId} ${day}`}
          to="/appointments"
          search={{ plan: true, rhythm: rhythmId, day, on }}
          title={day === on ? undefined : t('appointments.proposed.moved', { day })}
        >
          <DateText day={on} />
        </Link>
      ))}
    </section>
  )
}
