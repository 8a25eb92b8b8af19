import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../api/me.ts'
import { type Person, peopleQuery } from '../../api/people.ts'

/** Only police are responsible for places. */
export const policeRoles: readonly Role[] = ['chief', 'instructor', 'deputy', 'officer', 'auxiliary']
/** Who stands on the shift list. */
export const shiftRoles: readonly Role[] = ['chief', 'instructor', 'deputy', 'officer']

type Props = {
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string, name: string) => void
  readonly roles?: readonly Role[]
  readonly except?: string
  /** Who else is left out. */
  readonly fits?: (person: Person) => boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  /** Chosen, only the name is shown; roles are in the list to choose from. */
  readonly nameOnly?: boolean
}

/** One of those who are here. */
export function PersonSelect({
  label,
  value,
  onChange,
  roles,
  except,
  fits = () => true,
  placeholder,
  disabled = false,
  nameOnly = false,
}: Props) {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  const all = people.data ?? []
  const isOffered = (person: Person) => person.id !== except && (roles?.includes(person.role) ?? true) && fits(person)
  return (
    <Select
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={placeholder}
      disabled={disabled}
      value={value}
      onChange={(id) => onChange(id, all.find((person) => person.id === id)?.name ?? '')}
      showSearch={{ optionFilterProp: 'label' }}
      options={all
        .filter(isOffered)
        .map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`words.role.${role}`)}`, name }))}
      // where it is narrow the name is what has to be read
      {...(nameOnly ? { optionLabelProp: 'name', popupMatchSelectWidth: 200 } : {})}
    />
  )
}
