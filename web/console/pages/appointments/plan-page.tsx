import { newId } from '@sifang/client'
import { appointmentKinds, evenSlots, mostSlots } from '@sifang/domain/appointments'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { planAppointment, type Rhythm, rhythmsQuery } from '../../api/appointments.ts'
import { peopleQuery } from '../../api/people.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { civilOf, instantOf } from '../../fields/civil-moment.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { PersonSelect } from '../members/person-select.tsx'
import styles from './appointments.module.css'
import { timeOf } from './rhythm-words.ts'
import { appointmentsRoute } from './route.ts'
import { VillageSelect } from './village-select.tsx'
import { endsTooSoon, type When, WhenFields } from './when-fields.tsx'

/** A new appointment; where a rhythm proposed it, filled in by it. */
export function PlanPage() {
  const { rhythm: rhythmId } = appointmentsRoute.useSearch()
  const rhythms = useQuery({ ...rhythmsQuery, enabled: rhythmId !== undefined })
  if (rhythmId !== undefined && rhythms.isPending) return <WaitingRows rows={6} />
  return <PlanForm rhythm={rhythms.data?.rows.find(({ id }) => id === rhythmId)} />
}

function PlanForm({ rhythm }: { readonly rhythm: Rhythm | undefined }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = appointmentsRoute.useNavigate()
  const { day: ofDay, on } = appointmentsRoute.useSearch()
  const { timeZone, now } = useStationTime()
  const people = useQuery(peopleQuery)
  const [id] = useState(newId)
  // the ids of slots stay however often the form is sent
  const [slotIds] = useState(() => Array.from({ length: mostSlots }, newId))
  const [kind, setKind] = useState(rhythm?.kind ?? 'fixed-day')
  const [when, setWhen] = useState<When>({
    day: on ?? null,
    from: rhythm ? timeOf(rhythm.startsMinute) : '09:00',
    until: rhythm ? timeOf(rhythm.endsMinute) : '11:30',
  })
  const [villageId, setVillageId] = useState<string | null>(rhythm?.place?.id ?? null)
  const [chosenHost, setHost] = useState<string | null>(rhythm?.host.id ?? null)
  const [minutes, setMinutes] = useState(rhythm?.slotMinutes ?? 30)
  const [capacity, setCapacity] = useState(rhythm?.capacity ?? 1)
  const [open, setOpen] = useState(true)
  const [tried, setTried] = useState(false)
  const hostId = chosenHost ?? people.data?.find(({ role }) => role === 'chief')?.id ?? null
  const close = () => void navigate({ search: {} })
  useKeys([{ keys: 'Escape', label: t('words.cancel'), run: close }])

  const at = (time: string) => Date.parse(instantOf({ day: when.day ?? civilOf(now(), timeZone).day, time }, timeZone))
  const slots = evenSlots({ startsAt: at(when.from), endsAt: at(when.until) }, minutes).slice(0, mostSlots)
  const needsVillage = kind === 'village-tour' && villageId === null
  const iso = (instant: number) => new Date(instant).toISOString()
  const planning = useMutation({
    mutationFn: () =>
      planAppointment(id, {
        kind,
        startsAt: iso(at(when.from)),
        endsAt: iso(at(when.until)),
        ...(kind !== 'fixed-day' && villageId ? { placeId: villageId } : {}),
        hostId: hostId ?? '',
        open,
        slots: slots.map(({ startsAt, endsAt }, index) => ({
          id: slotIds[index] ?? newId(),
          startsAt: iso(startsAt),
          endsAt: iso(endsAt),
          capacity,
        })),
        ...(rhythm && ofDay ? { rhythm: { id: rhythm.id, day: ofDay } } : {}),
      }),
    onSuccess: () => {
      void message.success(t('appointments.planForm.done'))
      void client.invalidateQueries({ queryKey: ['appointment'] })
      void navigate({ search: { selected: id } })
    },
  })
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (when.day === null || needsVillage || hostId === null || endsTooSoon(when) || planning.isPending) return
    planning.mutate()
  }
  return (
    <>
      <PageHeader title={t('appointments.plan')} />
      <form className={styles.form} onSubmit={submitted} noValidate>
        <Field label={t('appointments.planForm.kind')} group>
          <ChoiceCards
            label={t('appointments.planForm.kind')}
            choices={appointmentKinds.map((one) => ({
              value: one,
              label: t(`appointments.kinds.${one}`),
              hint: t(`appointments.kindHints.${one}`),
            }))}
            value={kind}
            onChange={setKind}
          />
        </Field>
        <WhenFields value={when} onChange={setWhen} asksDay={tried} />
        {kind !== 'fixed-day' && (
          <Field
            label={t('appointments.planForm.village')}
            {...(kind === 'invited' ? { optional: t('fields.optional') } : {})}
            problem={tried && needsVillage ? t('appointments.planForm.needVillage') : undefined}
          >
            <VillageSelect label={t('appointments.planForm.village')} value={villageId} onChange={setVillageId} />
          </Field>
        )}
        <Field
          label={t('appointments.planForm.host')}
          problem={tried && hostId === null ? t('appointments.planForm.needHost') : undefined}
        >
          <PersonSelect
            label={t('appointments.planForm.host')}
            roles={['chief', 'instructor', 'deputy']}
            value={hostId}
            onChange={setHost}
          />
        </Field>
        <div className={styles.times}>
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
          <Field label={t('appointments.planForm.capacity')}>
            <InputNumber
              aria-label={t('appointments.planForm.capacity')}
              min={1}
              max={50}
              value={capacity}
              onChange={(value) => setCapacity(value ?? 1)}
            />
          </Field>
          <span className={styles.preview}>
            {slots.length === 0
              ? t('appointments.planForm.previewNone')
              : t('appointments.planForm.preview', { count: slots.length })}
          </span>
        </div>
        <Checkbox checked={open} onChange={(event) => setOpen(event.target.checked)}>
          {t('appointments.planForm.open')} <span className={styles.hint}>{t('appointments.planForm.openHint')}</span>
        </Checkbox>
        {planning.error && <Problem of={planning.error} />}
        <div className={styles.actions}>
          <Button type="primary" size="large" htmlType="submit" loading={planning.isPending}>
            {t(planning.isPending ? 'appointments.planForm.saving' : 'appointments.planForm.save')}
          </Button>
          <Button size="large" onClick={close}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </>
  )
}
