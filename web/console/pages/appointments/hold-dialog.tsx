import { newId } from '@sifang/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AppointmentDetail, holdAppointment } from '../../api/appointments.ts'
import { peopleQuery } from '../../api/people.ts'
import { ChoiceChips } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { PeopleField } from '../../fields/people-field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

const leaders: readonly string[] = ['chief', 'instructor', 'deputy']

/** It took place: who was there, and for which communities and villages it counts. */
export function HoldDialog({
  appointment,
  onClose,
}: {
  readonly appointment: AppointmentDetail
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const people = useQuery(peopleQuery)
  const [present, setPresent] = useState<readonly string[]>([appointment.host.id])
  const [served, setServed] = useState<readonly string[]>(appointment.reached)
  const [asked, setAsked] = useState(false)
  // one visit a place, under an id of its own that stays however often it is sent
  const [visitIds] = useState(() => new Map(appointment.serves.map(({ id }) => [id, newId()])))
  const led = (people.data ?? []).some(({ id, role }) => present.includes(id) && leaders.includes(role))
  return (
    <EntryDialog
      title={t('appointments.holdForm.title')}
      stays={t('appointments.holdForm.stays')}
      saveLabel={t('appointments.holdForm.save')}
      ready={led}
      onAsked={() => setAsked(true)}
      send={(id) =>
        holdAppointment(appointment.id, {
          id,
          presentIds: [...present],
          visits: served.map((placeId) => ({ id: visitIds.get(placeId) ?? newId(), placeId })),
        })
      }
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.holdForm.done')}
      onClose={onClose}
    >
      <Field
        label={t('appointments.holdForm.present')}
        problem={asked && !led ? t('appointments.holdForm.needLeader') : undefined}
      >
        <PeopleField label={t('appointments.holdForm.present')} value={present} onChange={setPresent} />
      </Field>
      {appointment.serves.length > 0 && (
        <Field label={t('appointments.holdForm.serves')} hint={t('appointments.holdForm.servesHint')} group>
          <ChoiceChips
            label={t('appointments.holdForm.serves')}
            choices={appointment.serves.map(({ id, name }) => ({ value: id, label: name }))}
            value={served}
            onChange={setServed}
          />
        </Field>
      )}
    </EntryDialog>
  )
}
