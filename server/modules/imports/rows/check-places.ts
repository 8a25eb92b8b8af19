import { type PlaceKind, placeKindOf, placeKinds, refuseDwelling } from '@sifang/domain/places/kinds'
import type { Checked, PositionContext, Seen } from './checked.ts'
import type { PlaceKey } from './columns.ts'
import { type PersonIndex, policeRoles } from './people.ts'
import { readPhone } from './phone.ts'
import type { Position } from './position.ts'
import { type RawRow, type RowReader, rowReader } from './raw-row.ts'
import { readPosition } from './read-position.ts'
import { readVillage } from './read-village.ts'
import type { VillageIndex } from './villages.ts'

export type PlaceRow = {
  readonly name: string
  readonly kind: PlaceKind
  readonly villageId: string
  readonly position: Position | null
  readonly addressHint: string | null
  /** null: by the rule of owners (DOMAIN.md §2) */
  readonly ownerId: string | null
  /** null: not known */
  readonly vacant: boolean | null
  readonly largeVehicleAccess: boolean | null
  readonly contact: { readonly name: string; readonly phone: string | null } | null
  readonly externalId: string | null
}

export type PlaceContext = PositionContext & {
  readonly villages: VillageIndex
  readonly people: PersonIndex
  readonly seen: Seen
}

const personal: ReadonlySet<PlaceKey> = new Set(['contactName', 'contactPhone'])
const kindsZh = placeKinds.map(({ zh }) => zh).join('、')
const kindsEn = placeKinds.map(({ kind }) => kind).join(', ')

/** One row of the sheet of places: the place, or everything that is wrong with it. */
export function checkPlaceRow(raw: RawRow<PlaceKey>, context: PlaceContext): Checked<PlaceRow> {
  if (raw.passedOver !== null) return { kind: raw.passedOver, row: raw.row }
  const reader = rowReader(raw, personal)
  const name = reader.text('name', { max: 60, required: true, numbersRefused: true })
  const kindText = reader.text('kind', { max: 40, required: true })
  const kind = name === null || kindText === null ? null : readKind(reader, kindText, name)
  const villageId = readVillage(reader, 'village', context.villages)
  const { position, notes } = readPosition(raw, reader, context, 'optional')
  const value = {
    position,
    addressHint: reader.text('addressHint', { max: 120, numbersRefused: true }),
    ownerId: readOwner(reader, context.people),
    vacant: reader.boolean('vacant'),
    largeVehicleAccess: reader.boolean('largeVehicleAccess'),
    contact: readContact(reader),
    externalId: readExternalId(raw, reader, context.seen),
  }
  if (reader.problems.length > 0 || name === null || kind === null || villageId === null) {
    return { kind: 'bad', row: raw.row, problems: reader.problems }
  }
  return { kind: 'ok', row: raw.row, value: { name, kind, villageId, ...value }, notes }
}

function readKind(reader: RowReader<PlaceKey>, text: string, name: string): PlaceKind | null {
  const refused = refuseDwelling(text, name)
  if (refused) return reader.fail('name', refused.code, { zh: [refused.zh], en: [refused.en] })
  return placeKindOf(text) ?? reader.fail('kind', 'kind/unknown', { zh: [kindsZh], en: [kindsEn] })
}

function readOwner(reader: RowReader<PlaceKey>, people: PersonIndex): string | null {
  const text = reader.text('owner', { max: 40 })
  if (text === null) return null
  const match = people.find(text)
  if (match.kind === 'ambiguous') return reader.fail('owner', 'member/ambiguous', [match.count])
  if (match.kind === 'several') return reader.fail('owner', 'member/several')
  if (match.kind === 'not-found') return reader.fail('owner', 'member/not-found')
  return policeRoles.has(match.person.role) ? match.person.id : reader.fail('owner', 'member/wrong-role')
}

function readContact(reader: RowReader<PlaceKey>): PlaceRow['contact'] {
  const name = reader.text('contactName', { max: 30, numbersRefused: true })
  const text = reader.text('contactPhone', { max: 60 })
  if (text === null) return name === null ? null : { name, phone: null }
  const phone = readPhone(text)
  if (phone.kind === 'bad') return reader.fail('contactPhone', phone.code)
  if (name === null) return reader.fail('contactName', 'phone/without-name')
  return { name, phone: phone.phone }
}

function readExternalId(raw: RawRow<PlaceKey>, reader: RowReader<PlaceKey>, seen: Seen): string | null {
  const id = reader.text('externalId', { max: 60 })
  const earlier = id === null ? null : seen.earlier('external-id', id, raw.row)
  return earlier === null ? id : reader.fail('externalId', 'external-id/repeated', [earlier])
}
