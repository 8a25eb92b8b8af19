import { bookingKinds } from '@sifang/domain/appointments'
import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MakeBooking, putOnAgenda } from '../../api/appointments.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { VillageSelect } from './village-select.tsx'

type Props = { readonly appointmentId: string; readonly onClose: () => void }

/** Something that neither a booking nor the ladder brought. */
export function PutOnDialog({ appointmentId, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [topic, setTopic] = useState<MakeBooking['kind']>('suggestion')
  const [placeId, setPlaceId] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const ready = words.trim() !== ''
  return (
    <EntryDialog
      title={t('appointments.putOn.title')}
      saveLabel={t('appointments.putOn.save')}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(id) =>
        putOnAgenda(id, {
          appointmentId,
          about: { kind: 'theme', topic, words: words.trim(), ...(placeId ? { placeId } : {}) },
        })
      }
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.putOn.done')}
      onClose={onClose}
    >
      <ChoiceCards
        dense
        label={t('appointments.putOn.topic')}
        choices={bookingKinds.map((one) => ({ value: one, label: t(`appointments.bookingKinds.${one}`) }))}
        value={topic}
        onChange={setTopic}
      />
      <Field label={t('appointments.putOn.village')} optional={t('fields.optional')}>
        <VillageSelect label={t('appointments.putOn.village')} value={placeId} onChange={setPlaceId} />
      </Field>
      <Field
        label={t('appointments.putOn.words')}
        hint={t('appointments.putOn.wordsHint')}
        problem={asked && !ready ? t('appointments.putOn.need') : undefined}
      >
        <Input.TextArea
          aria-label={t('appointments.putOn.words')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
