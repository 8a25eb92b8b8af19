import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { comingQuery, putOnAgenda } from '../../api/appointments.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { civilOf } from '../../fields/civil-moment.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'

type Props = { readonly followUpId: string; readonly onClose: () => void }

/** Onto the agenda of one of the next appointments, by hand: what the ladder would bring later or not at all. */
export function PutFollowUpDialog({ followUpId, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { timeZone } = useStationTime()
  const { data } = useQuery(comingQuery)
  const coming = (data?.rows ?? []).filter(({ state }) => state === 'planned' || state === 'open')
  const [chosen, setChosen] = useState<string | null>(null)
  const appointmentId = chosen ?? coming[0]?.id ?? ''
  return (
    <EntryDialog
      title={t('appointments.putOn.followUpTitle')}
      stays={t('appointments.putOn.followUpStays')}
      saveLabel={t('appointments.putOn.save')}
      ready={appointmentId !== ''}
      send={(id) => putOnAgenda(id, { appointmentId, about: { kind: 'follow-up', followUpId } })}
      onDone={() => void client.invalidateQueries({ queryKey: ['appointment'] })}
      doneMessage={t('appointments.putOn.done')}
      onClose={onClose}
    >
      {data && coming.length === 0 ? (
        <p>
          {t('appointments.putOn.noneComing')}{' '}
          <Link to="/appointments" search={{ plan: true }}>
            {t('appointments.plan')}
          </Link>
        </p>
      ) : (
        <ChoiceCards
          dense
          label={t('appointments.putOn.which')}
          choices={coming.map(({ id, kind, startsAt, place }) => ({
            value: id,
            label: `${civilOf(new Date(startsAt), timeZone).day} ${clockTime(new Date(startsAt), timeZone)} · ${t(
              `appointments.kinds.${kind}`,
            )} · ${place?.name ?? t('appointments.atStation')}`,
          }))}
          value={appointmentId}
          onChange={setChosen}
        />
      )}
    </EntryDialog>
  )
}
