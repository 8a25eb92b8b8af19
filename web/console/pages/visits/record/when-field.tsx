import { useTranslation } from 'react-i18next'
import { useNow, useStationTime } from '../../../../ui/station-time.tsx'
import { civilOf, shiftDay } from '../../../fields/civil-moment.ts'
import { DayField } from '../../../fields/day-field.tsx'
import { TimeField } from '../../../fields/time-field.tsx'
import type { Draft } from './draft.ts'
import styles from './record.module.css'

type Props = { readonly value: Draft['at']; readonly onChange: (at: Draft['at']) => void }

/** Now by default; today, yesterday, or any day before, with its time. */
export function WhenField({ value, onChange }: Props) {
  const { t } = useTranslation()
  const { timeZone } = useStationTime()
  const present = civilOf(useNow(), timeZone)
  const yesterday = shiftDay(present.day, -1)
  const chosen =
    value === null ? 'now' : value.day === present.day ? 'today' : value.day === yesterday ? 'yesterday' : 'other'
  const time = value?.time ?? present.time

  const choices = [
    { key: 'now', label: t('visits.form.now'), at: null },
    { key: 'today', label: t('visits.form.today'), at: { day: present.day, time } },
    { key: 'yesterday', label: t('visits.form.yesterday'), at: { day: yesterday, time } },
    { key: 'other', label: t('visits.form.otherDay'), at: { day: shiftDay(present.day, -2), time } },
  ] as const

  return (
    <div className={styles.when}>
      <div className={styles.segments}>
        {choices.map((choice) => (
          <button
            key={choice.key}
            type="button"
            aria-pressed={choice.key === chosen}
            onClick={() => onChange(choice.at)}
          >
            {choice.label}
          </button>
        ))}
      </div>
      {value === null ? (
        <span className={styles.present}>
          {present.day} {present.time}
        </span>
      ) : (
        <span className={styles.moment}>
          {chosen === 'other' && (
            <DayField
              label={t('visits.form.day')}
              value={value.day}
              max={present.day}
              onChange={(day) => day !== null && onChange({ ...value, day })}
            />
          )}
          <TimeField
            label={t('visits.form.time')}
            value={value.time}
            onChange={(next) => onChange({ ...value, time: next })}
          />
        </span>
      )}
    </div>
  )
}
