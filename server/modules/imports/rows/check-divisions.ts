import { narrow } from '../../../platform/sheets/index.ts'
import type { Checked, PositionContext, Seen } from './checked.ts'
import type { DivisionKey } from './columns.ts'
import { type Person, type PersonIndex, policeRoles } from './people.ts'
import type { Position } from './position.ts'
import { type RawRow, type RowReader, rowReader } from './raw-row.ts'
import { readPosition } from './read-position.ts'
import { plainVillage } from './villages.ts'

export type DivisionRow = {
  readonly village: string
  /** the station's community, by name; made when there is none of that name */
  readonly community: string | null
  readonly code: string | null
  readonly communityOfficer: Person | null
  readonly position: Position | null
}

export type DivisionContext = PositionContext & { readonly people: PersonIndex; readonly seen: Seen }

/** One row of the sheet of communities and villages. */
export function checkDivisionRow(raw: RawRow<DivisionKey>, context: DivisionContext): Checked<DivisionRow> {
  if (raw.passedOver !== null) return { kind: raw.passedOver, row: raw.row }
  const reader = rowReader(raw)
  const village = reader.text('village', { max: 40, required: true, numbersRefused: true })
  const code = readCode(raw, reader, context.seen)
  if (village !== null) {
    // two villages of one name are told apart by their codes
    const earlier = context.seen.earlier('village', `${plainVillage(village)} ${code ?? ''}`, raw.row)
    if (earlier !== null) reader.fail('village', 'village/repeated', [earlier])
  }
  const { position, notes } = readPosition(raw, reader, context, 'optional')
  const community = reader.text('community', { max: 40 })
  const communityOfficer = readOfficer(reader, context.people)
  if (reader.problems.length > 0 || village === null) return { kind: 'bad', row: raw.row, problems: reader.problems }
  return { kind: 'ok', row: raw.row, value: { village, community, code, communityOfficer, position }, notes }
}

function readCode(raw: RawRow<DivisionKey>, reader: RowReader<DivisionKey>, seen: Seen): string | null {
  const text = reader.text('code', { max: 40 })
  if (text === null) return null
  const code = narrow(text).replace(/\s/g, '')
  if (!/^\d{12}$/.test(code)) return reader.fail('code', 'division-code/invalid')
  const earlier = seen.earlier('division-code', code, raw.row)
  return earlier === null ? code : reader.fail('code', 'division-code/repeated', [earlier])
}

function readOfficer(reader: RowReader<DivisionKey>, people: PersonIndex): Person | null {
  const text = reader.text('communityOfficer', { max: 40 })
  if (text === null) return null
  const match = people.find(text)
  if (match.kind === 'ambiguous') return reader.fail('communityOfficer', 'member/ambiguous', [match.count])
  if (match.kind === 'several') return reader.fail('communityOfficer', 'member/several')
  if (match.kind === 'not-found') return reader.fail('communityOfficer', 'community-officer/not-found')
  if (!policeRoles.has(match.person.role)) return reader.fail('communityOfficer', 'community-officer/wrong-role')
  return match.person
}
