import { type Urgency, urgencies } from '@sifang/domain/findings'
import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { openOrder } from '../../api/follow-ups.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { type ChosenPlace, PlaceField } from '../../fields/place-field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { OwnerField } from './owner-field.tsx'

type Props = {
  /** Given where it is opened from a place. */
  readonly place: ChosenPlace | null
  readonly onClose: () => void
}

/** 交办: what is to be done where, by whom, until when. */
export function OrderDialog({ place: given, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const [place, setPlace] = useState(given)
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const [settleBy, setSettleBy] = useState<string | null>(null)
  const [urgency, setUrgency] = useState<Urgency>('ordinary')
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = words.trim().length < 2
  return (
    <EntryDialog
      title={given ? `${t('followUps.order.title')} · ${given.name}` : t('followUps.order.title')}
      saveLabel={t('followUps.order.send')}
      doneMessage={t('followUps.order.done')}
      ready={place !== null && !missing}
      onAsked={() => setAsked(true)}
      send={(id) =>
        openOrder(id, {
          subject: 'order',
          urgency,
          placeId: place?.id ?? '',
          words: words.trim(),
          ...(ownerId === null ? {} : { ownerId }),
          ...(settleBy === null ? {} : { settleBy }),
        })
      }
      onDone={() => void client.invalidateQueries({ queryKey: ['follow-up'] })}
      onClose={onClose}
    >
      <Field
        label={t('followUps.order.words')}
        problem={asked && missing ? t('followUps.form.needed.words') : undefined}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('followUps.order.words')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      {given === null && (
        <Field
          label={t('followUps.order.where')}
          problem={asked && place === null ? t('findings.intake.needed.place') : undefined}
        >
          <PlaceField label={t('followUps.order.where')} value={place} onChange={setPlace} />
        </Field>
      )}
      <Field label={t('followUps.order.to')} optional={t('fields.optional')} hint={t('followUps.order.toHint')}>
        <OwnerField label={t('followUps.order.to')} value={ownerId} onChange={setOwnerId} />
      </Field>
      <Field label={t('followUps.order.by')} optional={t('fields.optional')}>
        <DayField
          label={t('followUps.order.by')}
          value={settleBy}
          min={isoDay(now(), timeZone)}
          onChange={setSettleBy}
        />
      </Field>
      <Field label={t('followUps.order.urgency')} group>
        <ChoiceCards
          dense
          label={t('followUps.order.urgency')}
          choices={urgencies.toReversed().map((one) => ({ value: one, label: t(`findings.urgencies.${one}`) }))}
          value={urgency}
          onChange={setUrgency}
        />
      </Field>
    </EntryDialog>
  )
}
