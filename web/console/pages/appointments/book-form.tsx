import { hasCode, newId, problemOf } from '@sifang/client'
import { bookingKinds } from '@sifang/domain/appointments'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type MakeBooking, makeBooking, type Slot } from '../../api/appointments.ts'
import { villageChoices } from '../../api/choices.ts'
import { useMay } from '../../api/me.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { PersonSelect } from '../members/person-select.tsx'
import styles from './appointments.module.css'

const channels = ['desk', 'telephone', 'invitation'] as const

/** A booking in ten seconds: what about, the name, the telephone; Enter books. */
export function BookForm({ slot, onClose }: { readonly slot: Slot; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { timeZone } = useStationTime()
  const atDesk = useMay('booking.write') === 'station'
  const villages = useQuery(villageChoices)
  const [id] = useState(newId)
  const [kind, setKind] = useState<MakeBooking['kind']>('need')
  const [channel, setChannel] = useState<(typeof channels)[number]>('desk')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [about, setAbout] = useState('')
  const [villageId, setVillageId] = useState<string | null>(null)
  const [creditedId, setCreditedId] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const booking = useMutation({
    mutationFn: () =>
      makeBooking(id, {
        slotId: slot.id,
        kind,
        channel,
        name: name.trim(),
        ...(phone.trim() ? { phone: phone.trim() } : {}),
        ...(about.trim() ? { about: about.trim() } : {}),
        ...(villageId ? { villageId } : {}),
        ...(creditedId ? { creditedId } : {}),
      }),
    onSuccess: () => {
      void message.success(t('appointments.book.done', { time: clockTime(new Date(slot.startsAt), timeZone) }))
      void client.invalidateQueries({ queryKey: ['appointment'] })
      onClose()
    },
    onError: () => void client.invalidateQueries({ queryKey: ['appointment'] }),
  })
  const needsVillage = !atDesk && villageId === null
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '' && !needsVillage && !booking.isPending) booking.mutate()
  }
  return (
    <form className={styles.book} onSubmit={submitted} noValidate>
      <ChoiceCards
        dense
        label={t('appointments.book.kind')}
        choices={bookingKinds.map((one) => ({ value: one, label: t(`appointments.bookingKinds.${one}`) }))}
        value={kind}
        onChange={setKind}
      />
      <div className={styles.pair}>
        <Field
          label={t('appointments.book.name')}
          problem={tried && name.trim() === '' ? t('appointments.book.needName') : undefined}
        >
          <Input
            autoFocus
            aria-label={t('appointments.book.name')}
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={t('appointments.book.phone')} optional={t('fields.optional')}>
          <Input
            aria-label={t('appointments.book.phone')}
            autoComplete="off"
            inputMode="tel"
            maxLength={20}
            value={phone}
            onChange={(event) => setPhone(event.target.value.replaceAll(/[^\d +()-]/g, ''))}
          />
        </Field>
        <Field
          label={t('appointments.book.village')}
          {...(atDesk ? { optional: t('fields.optional') } : {})}
          problem={tried && needsVillage ? t('appointments.book.needVillage') : undefined}
        >
          <Select
            style={{ width: '100%' }}
            aria-label={t('appointments.book.village')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={villageId}
            onChange={(next: string | null | undefined) => setVillageId(next ?? null)}
            options={(villages.data?.rows ?? []).map((village) => ({ value: village.id, label: village.name }))}
          />
        </Field>
        {atDesk && (
          <Field label={t('appointments.book.credited')} optional={t('fields.optional')}>
            <PersonSelect
              label={t('appointments.book.credited')}
              roles={['volunteer']}
              value={creditedId}
              onChange={setCreditedId}
              nameOnly
            />
          </Field>
        )}
      </div>
      {atDesk && creditedId === null && (
        <ChoiceCards
          dense
          label={t('appointments.book.channel')}
          choices={channels.map((one) => ({ value: one, label: t(`appointments.channels.${one}`) }))}
          value={channel}
          onChange={setChannel}
        />
      )}
      <Field label={t('appointments.book.about')} optional={t('fields.optional')} hint={t('appointments.book.sealed')}>
        <Input
          aria-label={t('appointments.book.about')}
          maxLength={500}
          value={about}
          onChange={(event) => setAbout(event.target.value)}
        />
      </Field>
      {booking.error && <Problem of={booking.error} />}
      {hasCode(booking.error, 'booking/slot-full') && <FreeSlots of={booking.error} />}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={booking.isPending}>
          {t(booking.isPending ? 'appointments.book.saving' : 'appointments.book.save')}
        </Button>
        <Button onClick={onClose}>{t('words.cancel')}</Button>
      </div>
    </form>
  )
}

/** Which slots stand, where this one was taken meanwhile. */
function FreeSlots({ of }: { readonly of: unknown }) {
  const { t } = useTranslation()
  const { timeZone } = useStationTime()
  const free = problemOf(of)?.details?.free
  if (!Array.isArray(free)) return null
  const times = free.map(({ startsAt }: { startsAt: string }) => clockTime(new Date(startsAt), timeZone))
  return (
    <p>
      {t('appointments.book.free')}
      {times.join(t('words.listComma'))}
    </p>
  )
}
