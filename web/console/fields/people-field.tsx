import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { teamsQuery } from '../api/members.ts'
import { peopleQuery } from '../api/people.ts'
import styles from './people-field.module.css'

type Props = {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  readonly size?: 'middle' | 'large'
}

/** Members who were there: chosen one by one, or a team at once. */
export function PeopleField({ label, value, onChange, size = 'middle' }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const people = useQuery(peopleQuery)
  const teams = useQuery(teamsQuery)
  const rows = people.data ?? []
  const known = rows.some(({ id }) => id === member.id) ? rows : [{ ...member, teams: [] }, ...rows]
  const add = (ids: readonly string[]) => onChange([...new Set([...value, ...ids])])
  const quick = (teams.data?.rows ?? [])
    .filter(({ members }) => members.some(({ id }) => !value.includes(id)))
    .slice(0, 6)

  return (
    <div className={styles.people}>
      <Select
        className={styles.select ?? ''}
        mode="multiple"
        size={size}
        aria-label={label}
        placeholder={t('fields.peoplePlaceholder')}
        value={[...value]}
        onChange={(ids) => onChange(ids)}
        loading={people.isPending}
        showSearch={{ optionFilterProp: 'search' }}
        options={known.map(({ id, name, role }) => ({
          value: id,
          label: id === member.id ? t('fields.meNamed', { name }) : name,
          search: `${name} ${t(`words.role.${role}`)}`,
          role,
        }))}
        optionRender={({ label: name, data }) => (
          <span className={styles.option}>
            {name}
            <span className={styles.role}>{t(`words.role.${data.role}`)}</span>
          </span>
        )}
      />
      {(quick.length > 0 || !value.includes(member.id)) && (
        <div className={styles.quick}>
          {!value.includes(member.id) && (
            <Button size="small" onClick={() => add([member.id])}>
              {t('fields.addMe')}
            </Button>
          )}
          {quick.map((team) => (
            <Button key={team.id} size="small" onClick={() => add(team.members.map(({ id }) => id))}>
              {t('fields.addTeam', { name: team.name })}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
