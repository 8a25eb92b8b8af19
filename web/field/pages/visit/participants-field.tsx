import type { OwnPart } from '@sifang/client/phone'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField, Tick } from '../../parts/field.tsx'
import styles from './visit.module.css'

type Props = {
  readonly own: OwnPart
  readonly villageId: string | null
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** As many as are listed before a name is typed. */
const listed = 8

/** Who was there: oneself, and whoever is ticked; those of the village first. */
export function ParticipantsField({ own, villageId, values, onChange }: Props) {
  const { t } = useTranslation('field')
  const [typed, setTyped] = useState('')
  const others = own.members.filter(({ id }) => id !== own.member.id)
  const near = (one: OwnPart['members'][number]) =>
    Number(values.includes(one.id)) * 2 + Number(villageId !== null && one.villageIds.includes(villageId))
  const shown = others
    .filter(({ name }) => typed === '' || name.includes(typed.trim()))
    .toSorted((a, b) => near(b) - near(a))
    .slice(0, listed)
  const names = own.members.filter(({ id }) => values.includes(id)).map(({ name }) => name)
  return (
    <details className={styles.who}>
      <summary>{t('visit.who', { names: names.join(t('words.listComma')) })}</summary>
      {others.length > listed && <TextField label={t('visit.whoName')} value={typed} onChange={setTyped} />}
      <ul>
        {shown.map(({ id, name, role }) => (
          <li key={id}>
            <Tick
              label={`${name} · ${t(`words.role.${role}`)}`}
              checked={values.includes(id)}
              onChange={(on) => onChange(on ? [...values, id] : values.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}
