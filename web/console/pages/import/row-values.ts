import { useTranslation } from 'react-i18next'
import type { ImportColumn, RowValues } from '../../api/imports.ts'
import { usePlaceKind } from '../place/place-kind.ts'
import { knownKey } from '../place/read-details.ts'
import { degrees } from '../places/datum.ts'

export type NamedValue = { readonly key: string; readonly label: string; readonly value: string }

const fieldNames = [
  'name',
  'kind',
  'villageName',
  'position',
  'addressHint',
  'externalId',
  'code',
  'vacant',
  'largeVehicleAccess',
  'role',
  'userName',
  'lengthKm',
] as const
const roles = [
  'chief',
  'instructor',
  'deputy',
  'officer',
  'auxiliary',
  'volunteer',
  'cadre',
  'partner',
  'administrator',
  'auditor',
] as const

/** What a row says, in words: identifiers become their names, both coordinates one position, nothings are left out. */
export function useRowValues(columns: readonly ImportColumn[]): (values: RowValues) => readonly NamedValue[] {
  const { t, i18n } = useTranslation()
  const kindName = usePlaceKind()
  const label = (key: string) => {
    const known = knownKey(fieldNames, key)
    if (known) return t(`imports.field.${known}`)
    const column = columns.find((one) => one.key === key)
    return column ? (i18n.language === 'en' ? column.en : column.zh) : key
  }
  const words = (key: string, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'imports.value.yes' : 'imports.value.no')
    if (key === 'kind') return kindName(String(value))
    const role = key === 'role' ? knownKey(roles, value) : undefined
    if (role) return t(`words.role.${role}`)
    if (Array.isArray(value)) return value.map(String).join(t('words.listComma'))
    if (typeof value === 'object')
      return Object.values(value ?? {})
        .map(String)
        .join(' ')
    return String(value)
  }
  return (values) => {
    const { latitude, longitude, ...rest } = values
    const position =
      typeof latitude === 'number' && typeof longitude === 'number'
        ? [{ key: 'position', label: label('position'), value: `${degrees(latitude)}, ${degrees(longitude)}` }]
        : []
    const others = Object.entries(rest)
      .filter(([key]) => key === 'externalId' || !/Ids?$/.test(key))
      .filter(([, value]) => value !== null && value !== undefined && value !== '' && String(value) !== '')
      .map(([key, value]) => ({ key, label: label(key), value: words(key, value) }))
    const rank = (key: string) => {
      const at = (fieldNames as readonly string[]).indexOf(key)
      return at === -1 ? fieldNames.length : at
    }
    return [...others, ...position].sort((a, b) => rank(a.key) - rank(b.key))
  }
}
