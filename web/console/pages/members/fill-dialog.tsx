import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '../../api/people.ts'
import { rosterQuery, setRoster } from '../../api/roster.ts'
import { shiftDay } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { shiftRoles } from './person-select.tsx'

type Props = { readonly from: string; readonly onClose: () => void }

/** The server takes as many days at once. */
const mostDays = 100

/** Leaders and officers take turns, a day each, from one day to another. */
export function FillDialog({ from: suggested, onClose }: Props) {
  const { t } = useTranslation()
  const [from, setFrom] = useState<string | null>(suggested)
  const [until, setUntil] = useState<string | null>(shiftDay(suggested, 29))
  const [leaders, setLeaders] = useState<readonly string[]>([])
  const [officers, setOfficers] = useState<readonly string[]>([])
  const [keep, setKeep] = useState(true)
  const present = useQuery({
    ...rosterQuery(from ?? suggested, until ?? suggested),
    enabled: from !== null && until !== null,
  })
  const days = daysBetween(from, until)
  const chosen = leaders.length > 0 && officers.length > 0
  const standing = new Map(present.data?.rows.map((shift) => [shift.day, shift.version]))
  const toSet = days
    .map((day, index) => ({
      day,
      dutyOfficerId: officers[index % Math.max(1, officers.length)] ?? '',
      shiftLeaderId: leaders[index % Math.max(1, leaders.length)] ?? '',
      basedOn: standing.get(day) ?? 0,
    }))
    .filter(({ basedOn }) => !keep || basedOn === 0)

  return (
    <EntryDialog
      title={t('members.roster.fillTitle')}
      saveLabel={t('members.roster.fillSave')}
      stays={t('members.roster.stays')}
      ready={chosen && toSet.length > 0 && present.data !== undefined}
      send={(entryId) => setRoster(entryId, toSet)}
      doneMessage={t('members.roster.saved')}
      onDone={() => void present.refetch()}
      onClose={onClose}
    >
      <Field label={t('members.roster.fillFrom')}>
        <DayField label={t('members.roster.fillFrom')} value={from} onChange={setFrom} min={suggested} />
      </Field>
      <Field label={t('members.roster.fillUntil')}>
        <DayField
          label={t('members.roster.fillUntil')}
          value={until}
          onChange={setUntil}
          min={from ?? suggested}
          max={shiftDay(from ?? suggested, mostDays - 1)}
        />
      </Field>
      <Turns label={t('members.roster.fillLeaders')} value={leaders} onChange={setLeaders} />
      <Turns label={t('members.roster.fillOfficers')} value={officers} onChange={setOfficers} />
      <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
        {t('members.roster.fillKeep')}
      </Checkbox>
      <p aria-live="polite">
        {!chosen
          ? t('members.roster.fillNeeded')
          : toSet.length === 0
            ? t('members.roster.fillNothing')
            : t('members.roster.fillPreview', { count: toSet.length })}
      </p>
    </EntryDialog>
  )
}

type TurnsProps = {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

function Turns({ label, value, onChange }: TurnsProps) {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  return (
    <Field label={label} hint={t('members.roster.fillOrder')}>
      <Select
        mode="multiple"
        style={{ width: '100%' }}
        aria-label={label}
        value={[...value]}
        onChange={(ids) => onChange(ids)}
        showSearch={{ optionFilterProp: 'label' }}
        options={(people.data ?? [])
          .filter(({ role }) => shiftRoles.includes(role))
          .map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`words.role.${role}`)}` }))}
      />
    </Field>
  )
}

function daysBetween(from: string | null, until: string | null): readonly string[] {
  if (from === null || until === null) return []
  const days: string[] = []
  for (let day = from; day <= until && days.length < mostDays; day = shiftDay(day, 1)) days.push(day)
  return days
}
