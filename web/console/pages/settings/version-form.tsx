import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type Ask, addVersion, type CalendarPeriod, calendarPeriods, type PolicyLine } from '../../api/policies.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { shiftDay } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { useLineName } from '../duties/line-name.ts'
import { AskFields } from './ask-fields.tsx'
import { inForce, takeOver } from './reigns.ts'
import { settingsRoute } from './route.ts'
import styles from './settings.module.css'

type Props = { readonly line: PolicyLine; readonly onClose: () => void }

/** A new version of a rule from a future day on; says on which day it will really hold. */
export function VersionForm({ line, onClose }: Props) {
  const { t } = useTranslation()
  const lineName = useLineName()
  const client = useQueryClient()
  const navigate = settingsRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const force = inForce(line, today)
  const base = force.next && !force.next.version.ended ? force.next.version : force.now?.version
  const running = force.now?.version ?? null
  const [id] = useState(newId)
  const [period, setPeriod] = useState<CalendarPeriod>(calendarPeriods.find((one) => one === base?.period) ?? 'month')
  const [ask, setAsk] = useState<Ask>({
    visits: base?.visits ?? 1,
    visitKinds: base?.visitKinds ?? [],
    presentRoles: base?.presentRoles ?? [],
  })
  const [from, setFrom] = useState<string | null>(takeOver(running, shiftDay(today, 1)))
  const [tried, setTried] = useState(false)
  const saving = useMutation({
    mutationFn: (effectiveFrom: string) => addVersion(line.id, { id, ended: false, effectiveFrom, period, ...ask }),
    onSuccess: ({ judgingId }) => {
      void client.invalidateQueries({ queryKey: ['policy'] })
      void navigate({ search: (search) => ({ ...search, judging: judgingId }), replace: true })
      onClose()
    },
  })

  return (
    <Modal
      open
      width={600}
      title={t('settings.form.versionTitle', {
        name: lineName({ lineName: line.name, period: running?.period ?? null }),
      })}
      okText={t('settings.form.save')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: saving.isPending }}
      onOk={() => {
        setTried(true)
        if (from !== null) saving.mutate(from)
      }}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Field label={t('settings.form.period')} group>
          <ChoiceCards
            label={t('settings.form.period')}
            choices={calendarPeriods.map((one) => ({ value: one, label: t(`words.period.${one}`) }))}
            value={period}
            onChange={setPeriod}
          />
        </Field>
        <AskFields value={ask} onChange={(part) => setAsk((known) => ({ ...known, ...part }))} />
        <FromField value={from} onChange={setFrom} today={today} line={line} tried={tried} />
        {saving.error && <Problem of={saving.error} />}
      </div>
    </Modal>
  )
}

type FromProps = {
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  readonly today: string
  /** What runs until then; none: nothing has to end first. */
  readonly line: PolicyLine | null
  readonly tried: boolean
}

/** From which day on: tomorrow at the earliest, and not before the running period has ended. */
export function FromField({ value, onChange, today, line, tried }: FromProps) {
  const { t } = useTranslation()
  const running = line ? (inForce(line, today).now?.version ?? null) : null
  const holds = value === null ? null : takeOver(running, value)
  return (
    <Field
      label={t('settings.form.effectiveFrom')}
      problem={tried && value === null ? t('settings.form.needed.day') : undefined}
      hint={
        holds === null
          ? undefined
          : t(holds === value ? 'settings.form.takeoverNow' : 'settings.form.takeover', { day: holds })
      }
    >
      <DayField label={t('settings.form.effectiveFrom')} value={value} min={shiftDay(today, 1)} onChange={onChange} />
    </Field>
  )
}
