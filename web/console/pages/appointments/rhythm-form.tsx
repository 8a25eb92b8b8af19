import { newId } from '@sifang/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { makeRhythm } from '../../api/appointments.ts'
import { peopleQuery } from '../../api/people.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { TimeField } from '../../fields/time-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { PersonSelect } from '../members/person-select.tsx'
import styles from './appointments.module.css'
import { minuteOf, nths, weekdays } from './rhythm-words.ts'
import { VillageSelect } from './village-select.tsx'

const kinds = ['fixed-day', 'village-tour'] as const

export function RhythmForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const people = useQuery(peopleQuery)
  const [id] = useState(newId)
  const [kind, setKind] = useState<(typeof kinds)[number]>('fixed-day')
  const [nth, setNth] = useState<(typeof nths)[number]>('1')
  const [day, setDay] = useState<(typeof weekdays)[number]>('1')
  const [from, setFrom] = useState('09:00')
  const [until, setUntil] = useState('11:30')
  const [minutes, setMinutes] = useState(30)
  const [placeId, setPlaceId] = useState<string | null>(null)
  const [chosenHost, setHost] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const hostId = chosenHost ?? people.data?.find(({ role }) => role === 'chief')?.id ?? null
  const wrongTimes = minuteOf(from) >= minuteOf(until)
  const needsVillage = kind === 'village-tour' && placeId === null
  const making = useMutation({
    mutationFn: () =>
      makeRhythm(id, {
        kind,
        nth: Number(nth),
        weekday: Number(day),
        startsMinute: minuteOf(from),
        endsMinute: minuteOf(until),
        slotMinutes: minutes,
        capacity: 1,
        hostId: hostId ?? '',
        firstDay: isoDay(now(), timeZone),
        ...(kind === 'village-tour' && placeId ? { placeId } : {}),
      }),
    onSuccess: () => {
      void message.success(t('appointments.rhythm.done'))
      void client.invalidateQueries({ queryKey: ['appointment'] })
      onClose()
    },
  })
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (hostId !== null && !wrongTimes && !needsVillage && !making.isPending) making.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submitted} noValidate>
      <ChoiceCards
        dense
        label={t('appointments.kind')}
        choices={kinds.map((one) => ({ value: one, label: t(`appointments.kinds.${one}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Field label={t('appointments.rhythm.nth')} group>
        <ChoiceCards
          dense
          label={t('appointments.rhythm.nth')}
          choices={nths.map((one) => ({ value: one, label: t(`appointments.rhythm.nths.${one}`) }))}
          value={nth}
          onChange={setNth}
        />
      </Field>
      <Field label={t('appointments.rhythm.weekday')} group>
        <ChoiceCards
          dense
          label={t('appointments.rhythm.weekday')}
          choices={weekdays.map((one) => ({ value: one, label: t(`appointments.rhythm.days.${one}`) }))}
          value={day}
          onChange={setDay}
        />
      </Field>
      <div className={styles.times}>
        <Field label={t('appointments.planForm.from')}>
          <TimeField label={t('appointments.planForm.from')} value={from} onChange={setFrom} />
        </Field>
        <Field
          label={t('appointments.planForm.until')}
          problem={wrongTimes ? t('appointments.planForm.needTimes') : undefined}
        >
          <TimeField label={t('appointments.planForm.until')} value={until} onChange={setUntil} />
        </Field>
        <Field label={t('appointments.planForm.slot')}>
          <InputNumber
            aria-label={t('appointments.planForm.slot')}
            min={5}
            max={480}
            step={5}
            value={minutes}
            onChange={(value) => setMinutes(value ?? 30)}
          />
        </Field>
      </div>
      {kind === 'village-tour' && (
        <Field
          label={t('appointments.planForm.village')}
          problem={tried && needsVillage ? t('appointments.planForm.needVillage') : undefined}
        >
          <VillageSelect label={t('appointments.planForm.village')} value={placeId} onChange={setPlaceId} />
        </Field>
      )}
      <Field label={t('appointments.planForm.host')}>
        <PersonSelect
          label={t('appointments.planForm.host')}
          roles={['chief', 'instructor', 'deputy']}
          value={hostId}
          onChange={setHost}
        />
      </Field>
      {making.error && <Problem of={making.error} />}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={making.isPending}>
          {t('appointments.rhythm.save')}
        </Button>
        <Button onClick={onClose}>{t('words.cancel')}</Button>
      </div>
    </form>
  )
}
