import { narrow } from '../../../platform/sheets/index.ts'
import type { Checked, Seen } from './checked.ts'
import type { MemberKey } from './columns.ts'
import { type MemberRole, memberRoleOf, memberRoles, type PersonIndex } from './people.ts'
import { type RawRow, type RowReader, rowReader } from './raw-row.ts'
import { findVillage } from './read-village.ts'
import type { VillageIndex } from './villages.ts'

export type MemberRow = {
  readonly name: string
  readonly role: MemberRole
  readonly userName: string | null
  readonly villageIds: readonly string[]
}

export type MemberContext = { readonly villages: VillageIndex; readonly people: PersonIndex; readonly seen: Seen }

const rolesZh = memberRoles.map(({ zh }) => zh).join('、')
const rolesEn = memberRoles.map(({ role }) => role).join(', ')

/** One row of the sheet of members. Telephones are not asked for. */
export function checkMemberRow(raw: RawRow<MemberKey>, context: MemberContext): Checked<MemberRow> {
  if (raw.passedOver !== null) return { kind: raw.passedOver, row: raw.row }
  const reader = rowReader(raw)
  const name = reader.text('name', { max: 30, required: true, numbersRefused: true })
  const roleText = reader.text('role', { max: 40, required: true })
  const role = roleText === null ? null : memberRoleOf(roleText)
  if (roleText !== null && role === null) reader.fail('role', 'role/unknown', { zh: [rolesZh], en: [rolesEn] })
  const userName = readUserName(raw, reader, context)
  const villageIds = readVillages(reader, context.villages)
  if (reader.problems.length > 0 || name === null || role === null) {
    return { kind: 'bad', row: raw.row, problems: reader.problems }
  }
  return { kind: 'ok', row: raw.row, value: { name, role, userName, villageIds }, notes: [] }
}

function readUserName(raw: RawRow<MemberKey>, reader: RowReader<MemberKey>, context: MemberContext): string | null {
  const text = reader.text('userName', { max: 60 })
  if (text === null) return null
  const userName = narrow(text).toLowerCase()
  if (!/^[a-z0-9][a-z0-9.-]{2,31}$/.test(userName) || /^1[3-9]\d{9}$/.test(userName)) {
    return reader.fail('userName', 'user-name/invalid')
  }
  if (context.people.hasUserName(userName)) return reader.fail('userName', 'user-name/taken')
  const earlier = context.seen.earlier('user-name', userName, raw.row)
  return earlier === null ? userName : reader.fail('userName', 'user-name/repeated', [earlier])
}

function readVillages(reader: RowReader<MemberKey>, villages: VillageIndex): readonly string[] {
  const text = reader.text('villages', { max: 500 })
  if (text === null) return []
  const ids = text
    .split(/[、;；,，/|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => findVillage(reader, 'villages', part, villages))
  return [...new Set(ids.filter((id) => id !== null))]
}
