import type { Procedure } from '@sifang/domain/disputes'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../../ui/civil-time.ts'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { committeesQuery } from '../../../api/disputes.ts'
import { useMe } from '../../../api/me.ts'
import { peopleQuery } from '../../../api/people.ts'
import { Field } from '../../../fields/field.tsx'

export const hostRoles = ['chief', 'instructor', 'deputy', 'officer'] as const

type Props = {
  readonly procedure: Procedure
  readonly value: string | null
  readonly onChange: (id: string | null) => void
  readonly problem?: string | undefined
}

/** Who hosts: a mediator of the register who is in office, or an officer. */
export function HostField({ procedure, value, onChange, problem }: Props) {
  const { t } = useTranslation()
  const options = useHosts(procedure)
  const none = procedure === 'people' && options.length === 0
  return (
    <Field label={t('disputes.form.host')} {...(none ? { hint: t('disputes.form.noMediator') } : {})} problem={problem}>
      <Select
        style={{ width: '100%' }}
        aria-label={t('disputes.form.host')}
        placeholder={t('disputes.form.hostPlaceholder')}
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        onChange={(id: string | null | undefined) => onChange(id ?? null)}
        options={options}
      />
    </Field>
  )
}

function useHosts(procedure: Procedure) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const people = useQuery(peopleQuery)
  const committees = useQuery({ ...committeesQuery, enabled: procedure === 'people' })
  if (procedure === 'people') {
    const today = isoDay(now(), timeZone)
    return (committees.data?.rows ?? []).flatMap(({ name: committee, mediators }) =>
      mediators
        .filter(({ from, to }) => from <= today && (to === null || to >= today))
        .map(({ id, name }) => ({ value: id, label: `${name} ${committee}` })),
    )
  }
  return (people.data ?? [])
    .filter(({ role }) => hostRoles.some((one) => one === role))
    .map(({ id, name, role }) => ({ value: id, label: `${name} ${t(`words.role.${role}`)}` }))
}

/** Whoever is an officer hosts it themselves unless they say otherwise. */
export function useOwnHost(): string | null {
  const { member } = useMe()
  return hostRoles.some((role) => role === member.role) ? member.id : null
}

export const hostOf = (procedure: Procedure, id: string | null) => {
  if (id === null) return null
  return procedure === 'people'
    ? ({ kind: 'mediator', mediatorId: id } as const)
    : ({ kind: 'member', memberId: id } as const)
}
