import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { civilOf } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { TimeField } from '../../fields/time-field.tsx'
import styles from './appointments.module.css'

/** The station's own day and hours, `HH:MM`. */
export type When = { readonly day: string | null; readonly from: string; readonly until: string }

type Props = {
  readonly value: When
  readonly onChange: (value: When) => void
  /** Says that the day is missing: once it was tried without. */
  readonly asksDay: boolean
}

/** On which day from today on, and from when until when. */
export function WhenFields({ value, onChange, asksDay }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  return (
    <div className={styles.times}>
      <Field
        label={t('appointments.planForm.day')}
        problem={asksDay && value.day === null ? t('appointments.planForm.needDay') : undefined}
      >
        <DayField
          label={t('appointments.planForm.day')}
          value={value.day}
          onChange={(day) => onChange({ ...value, day })}
          min={civilOf(now(), timeZone).day}
        />
      </Field>
      <Field label={t('appointments.planForm.from')}>
        <TimeField
          label={t('appointments.planForm.from')}
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
        />
      </Field>
      <Field
        label={t('appointments.planForm.until')}
        problem={endsTooSoon(value) ? t('appointments.planForm.needTimes') : undefined}
      >
        <TimeField
          label={t('appointments.planForm.until')}
          value={value.until}
          onChange={(until) => onChange({ ...value, until })}
        />
      </Field>
    </div>
  )
}

export const endsTooSoon = ({ from, until }: When): boolean => from >= until
