import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type FactToRecord, type PlaceDetail, recordFact } from '../../api/places.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { YesNo } from '../places/yes-no.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { countFacts, factName, isCountFact, tierFacts, yesNoFacts } from './fact-words.ts'

type Props = {
  readonly place: PlaceDetail
  /** null: one that is not on record yet is chosen. */
  readonly fact: string | null
  readonly onClose: () => void
}

/** A fact as it was seen on a day; of each fact the one recorded last stands. */
export function FactDialog({ place, fact, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const present = place.facts.find(({ key }) => key === fact)
  const [key, setKey] = useState(fact)
  const [value, setValue] = useState<boolean | number | null>(
    typeof present?.value === 'string' ? null : (present?.value ?? null),
  )
  const [day, setDay] = useState<string | null>(today)
  const village = place.kind === 'village' || place.kind === 'community'
  const offered = [...yesNoFacts, ...countFacts].filter(
    (one) => !place.facts.some((known) => known.key === one) && fitsKind(one, village),
  )
  const choose = (next: string) => {
    setKey(next)
    setValue(null)
  }
  const record = day === null ? null : factToRecord(key, value, day)
  return (
    <EntryDialog
      title={t('place.dialog.fact.title', { name: place.name })}
      saveLabel={t('place.dialog.fact.save')}
      stays={
        key !== null && tierFacts.includes(key) && place.kind === 'vacant-courtyard'
          ? `${t('place.dialog.fact.stays')} ${t('place.dialog.fact.tier')}`
          : t('place.dialog.fact.stays')
      }
      ready={record !== null}
      send={async (entryId) => record && recordFact(place.id, entryId, record)}
      onClose={onClose}
    >
      {fact === null && (
        <Field label={t('place.dialog.fact.which')}>
          <Select
            style={{ width: '100%' }}
            aria-label={t('place.dialog.fact.which')}
            value={key}
            onChange={choose}
            options={offered.map((one) => ({ value: one, label: factName(t, one) }))}
          />
        </Field>
      )}
      {key !== null &&
        (isCountFact(key) ? (
          <Field label={factName(t, key)}>
            <InputNumber
              aria-label={factName(t, key)}
              min={0}
              max={100_000}
              precision={0}
              value={typeof value === 'number' ? value : null}
              onChange={(next) => setValue(typeof next === 'number' ? next : null)}
            />
          </Field>
        ) : (
          <YesNo label={factName(t, key)} value={typeof value === 'boolean' ? value : null} onChange={setValue} />
        ))}
      <Field label={t('place.dialog.fact.on')}>
        <DayField label={t('place.dialog.fact.on')} value={day} onChange={setDay} max={today} />
      </Field>
    </EntryDialog>
  )
}

/** Null while something is missing. */
function factToRecord(key: string | null, value: boolean | number | null, confirmedOn: string): FactToRecord | null {
  const count = countFacts.find((one) => one === key)
  if (count && typeof value === 'number') return { key: count, value, confirmedOn }
  const yesNo = yesNoFacts.find((one) => one === key)
  return yesNo && typeof value === 'boolean' ? { key: yesNo, value, confirmedOn } : null
}

const ofVillages: readonly string[] = ['residentsCommittee', 'households', 'naturalVillages']

function fitsKind(key: string, village: boolean): boolean {
  return ofVillages.includes(key) === village
}
