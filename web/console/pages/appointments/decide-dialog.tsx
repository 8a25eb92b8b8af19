import { newId } from '@sifang/client'
import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AgendaItem, type DecideItem, decideItem } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { PersonSelect, policeRoles } from '../members/person-select.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { VillageSelect } from './village-select.tsx'

const outcomes = ['promised', 'answered', 'settled', 'postponed'] as const

/** What became of an item. A promise has its day and who sees to it; only leaders promise. */
export function DecideDialog({ item, onClose }: { readonly item: AgendaItem; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const leads = useMay('promise.publish') !== null
  const [promiseId] = useState(newId)
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>(leads ? 'promised' : 'answered')
  const [day, setDay] = useState<string | null>(null)
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const [placeId, setPlaceId] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const needsPlace = item.followUpId === null && item.place === null
  const promises = outcome === 'promised'
  const ready = !promises || (day !== null && (!needsPlace || placeId !== null))
  const decision = (id: string): DecideItem => {
    const said = words.trim() === '' ? {} : { words: words.trim() }
    if (outcome !== 'promised') return { id, outcome, ...said }
    return {
      id,
      outcome,
      settleBy: day ?? '',
      ...(ownerId ? { ownerId } : {}),
      ...(item.followUpId === null ? { promiseId } : {}),
      ...(needsPlace && placeId ? { placeId } : {}),
      ...said,
    }
  }
  return (
    <EntryDialog
      title={`${t('appointments.decide.title')} · ${t(`appointments.bookingKinds.${item.kind}`)}`}
      {...(promises ? { stays: t('appointments.decide.revisit') } : {})}
      saveLabel={t('appointments.decide.save')}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(id) => decideItem(item.id ?? '', decision(id))}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['appointment'] })
        void client.invalidateQueries({ queryKey: ['promise'] })
      }}
      doneMessage={t('appointments.decide.done')}
      onClose={onClose}
    >
      <ChoiceCards
        dense
        label={t('appointments.decide.outcome')}
        choices={outcomes
          .filter((one) => leads || one !== 'promised')
          .map((one) => ({ value: one, label: t(`appointments.outcomes.${one}`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      {promises && (
        <>
          <Field
            label={t('appointments.decide.day')}
            problem={asked && day === null ? t('appointments.decide.needDay') : undefined}
          >
            <DayField
              label={t('appointments.decide.day')}
              value={day}
              onChange={setDay}
              min={isoDay(now(), timeZone)}
            />
          </Field>
          <Field
            label={t('appointments.decide.owner')}
            optional={t('fields.optional')}
            hint={t('appointments.decide.ownerHint')}
          >
            <PersonSelect
              label={t('appointments.decide.owner')}
              roles={[...policeRoles, 'cadre', 'partner']}
              value={ownerId}
              onChange={setOwnerId}
            />
          </Field>
          {needsPlace && (
            <Field
              label={t('appointments.decide.place')}
              problem={asked && placeId === null ? t('appointments.decide.needPlace') : undefined}
            >
              <VillageSelect label={t('appointments.decide.place')} value={placeId} onChange={setPlaceId} />
            </Field>
          )}
        </>
      )}
      {outcome !== 'postponed' && (
        <Field
          label={t('appointments.decide.words')}
          optional={t('fields.optional')}
          hint={t('appointments.decide.wordsHint')}
        >
          <Input.TextArea
            aria-label={t('appointments.decide.words')}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </Field>
      )}
    </EntryDialog>
  )
}
