import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '../../api/people.ts'

type Props = {
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null) => void
  /** Who has it already. */
  readonly without?: string | undefined
  readonly autoFocus?: boolean
}

/** Those who may be given a follow-up: all who go out, police first. */
export function OwnerField({ label, value, onChange, without, autoFocus = false }: Props) {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  const offered = (people.data ?? []).filter(
    ({ id, role }) => id !== without && role !== 'administrator' && role !== 'auditor',
  )
  return (
    <Select
      style={{ width: '100%' }}
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={t('followUps.form.ownerPlaceholder')}
      allowClear
      loading={people.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={(id: string | null | undefined) => onChange(id ?? null)}
      options={offered.map(({ id, name, role }) => ({ value: id, label: `${name} ${t(`words.role.${role}`)}` }))}
    />
  )
}
