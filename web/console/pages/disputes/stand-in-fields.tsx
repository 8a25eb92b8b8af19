import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../api/disputes.ts'
import { Field } from '../../fields/field.tsx'
import styles from './disputes.module.css'

type StandIn = NonNullable<Person['guardian']>

type Props = {
  readonly kind: 'guardian' | 'agent'
  readonly value: StandIn | undefined
  readonly first: boolean
  readonly onChange: (value: StandIn | undefined) => void
}

/** Who attends for this party, or acts for it in writing; asked for by nobody unless there is one. */
export function StandInFields({ kind, value, first, onChange }: Props) {
  const { t } = useTranslation()
  const who = t(`disputes.parties.${kind}`)
  if (!value) {
    return (
      <div>
        <Button data-begin={first || undefined} onClick={() => onChange({ name: '' })}>
          {t(kind === 'guardian' ? 'disputes.parties.addGuardian' : 'disputes.parties.addAgent')}
        </Button>
      </div>
    )
  }
  const input = (field: keyof StandIn, label: string) => (
    <Input
      aria-label={label}
      placeholder={label}
      autoFocus={field === 'name'}
      autoComplete="off"
      inputMode={field === 'phone' ? 'tel' : 'text'}
      maxLength={field === 'phone' ? 20 : 40}
      value={value[field] ?? ''}
      onChange={(event) => onChange({ ...value, [field]: event.target.value })}
    />
  )
  return (
    <Field label={who} group>
      <div className={styles.stack}>
        {input('name', t('disputes.parties.standInName', { who }))}
        <div className={styles.pair}>
          {input('relation', t('disputes.parties.standInRelation', { who }))}
          {input('phone', t('disputes.parties.standInPhone', { who }))}
        </div>
        <Button type="text" onClick={() => onChange(undefined)}>
          {t('disputes.parties.without', { who })}
        </Button>
      </div>
    </Field>
  )
}

/** A party with this one to speak for them, or with nobody. */
export function withStandIn(person: Person, kind: 'guardian' | 'agent', value: StandIn | undefined): Person {
  const { [kind]: _, ...rest } = person
  return value ? { ...rest, [kind]: value } : rest
}

/** What was left empty is not sent; without a name there is nobody. */
export const trimmedStandIns = (person: Person): Person =>
  withStandIn(withStandIn(person, 'guardian', trimmed(person.guardian)), 'agent', trimmed(person.agent))

function trimmed(value: StandIn | undefined): StandIn | undefined {
  if (!value || value.name.trim() === '') return undefined
  const { relation, phone } = value
  return {
    name: value.name.trim(),
    ...(relation?.trim() ? { relation: relation.trim() } : {}),
    ...(phone?.trim() ? { phone: phone.trim() } : {}),
  }
}
