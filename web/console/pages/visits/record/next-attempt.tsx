import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNow, useStationTime } from '../../../../ui/station-time.tsx'
import { civilOf, shiftDay } from '../../../fields/civil-moment.ts'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { TimeField } from '../../../fields/time-field.tsx'
import type { Draft } from './draft.ts'
import styles from './record.module.css'

type Props = {
  readonly draft: Pick<Draft, 'nextDay' | 'nextTime'>
  readonly onChange: (part: Partial<Draft>) => void
}

/** A new time for an attempt that failed, before the window ends. */
export function NextAttempt({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const { timeZone } = useStationTime()
  const { day: today } = civilOf(useNow(), timeZone)
  return (
    <Field label={t('visits.form.next')} optional={t('fields.optional')} hint={t('visits.form.nextHint')} group>
      <div className={styles.moment}>
        <DayField
          label={t('visits.form.next')}
          value={draft.nextDay}
          min={today}
          onChange={(nextDay) => onChange({ nextDay })}
        />
        {draft.nextDay === null ? (
          <Button onClick={() => onChange({ nextDay: shiftDay(today, 1) })}>{t('visits.form.nextTomorrow')}</Button>
        ) : (
          <TimeField
            label={t('visits.form.time')}
            value={draft.nextTime}
            onChange={(nextTime) => onChange({ nextTime })}
          />
        )}
      </div>
    </Field>
  )
}
