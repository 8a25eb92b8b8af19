import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { PlaceDetail } from '../../api/places.ts'
import { proposeTier } from '../../api/tiers.ts'
import { type Tier, tiers } from '../../api/today.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { shiftDay } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = { readonly place: PlaceDetail; readonly onClose: () => void }

/** What a proposal usually runs for. */
const usualDays = 30

export function TierDialog({ place, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [tier, setTier] = useState<Tier>()
  const [reason, setReason] = useState('')
  const [lastDay, setLastDay] = useState<string | null>(shiftDay(today, usualDays))
  const [asked, setAsked] = useState(false)
  const said = reason.trim().length >= 2
  return (
    <EntryDialog
      title={t('place.dialog.tier.title', { name: place.name })}
      saveLabel={t('place.dialog.tier.save')}
      stays={t('place.dialog.tier.stays')}
      ready={tier !== undefined && said && lastDay !== null}
      onAsked={() => setAsked(true)}
      send={(entryId) =>
        proposeTier(entryId, {
          placeId: place.id,
          tier: tier ?? 'green',
          reason: reason.trim(),
          lastDay: lastDay ?? '',
        })
      }
      doneMessage={t('place.dialog.tier.sent')}
      onClose={onClose}
    >
      <Field label={t('place.dialog.tier.tier')} group>
        <ChoiceCards<Tier>
          label={t('place.dialog.tier.tier')}
          value={tier}
          onChange={setTier}
          choices={tiers
            .filter((one) => one !== place.tier)
            .map((one) => ({ value: one, label: <TierMark tier={one} long /> }))}
        />
      </Field>
      <Field label={t('place.dialog.reason')} problem={asked && !said ? t('place.dialog.reasonNeeded') : null}>
        <Input.TextArea
          aria-label={t('place.dialog.reason')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          placeholder={t('place.dialog.tier.placeholder')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Field label={t('place.dialog.tier.lastDay')}>
        <DayField label={t('place.dialog.tier.lastDay')} value={lastDay} onChange={setLastDay} min={today} />
      </Field>
    </EntryDialog>
  )
}
