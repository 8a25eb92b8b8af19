import { cellNumber, cellText, narrow } from '../../../platform/sheets/index.ts'
import type { PositionContext, RowNote } from './checked.ts'
import { checkPosition, type Position, readDegrees, readPair } from './position.ts'
import type { RawRow, RowReader } from './raw-row.ts'

type PositionKey = 'latitude' | 'longitude'

/** The position of a row in WGS-84; null when there is none or it is wrong (then a problem says so). */
export function readPosition<K extends string>(
  raw: RawRow<K | PositionKey>,
  reader: RowReader<K | PositionKey>,
  context: PositionContext,
  need: 'required' | 'optional',
): { readonly position: Position | null; readonly notes: readonly RowNote[] } {
  const none = { position: null, notes: [] }
  const pair = pairOf(raw)
  const latitude = pair?.latitude ?? degreesOf(raw, reader, 'latitude', need)
  const longitude = pair?.longitude ?? degreesOf(raw, reader, 'longitude', need)
  if (latitude === 'bad' || longitude === 'bad' || (latitude === null && longitude === null)) return none
  if (latitude === null || longitude === null) {
    reader.fail(latitude === null ? 'latitude' : 'longitude', 'position/half')
    return none
  }
  const converted: readonly RowNote[] =
    context.datum === 'gcj02' ? ['converted-from-gcj02'] : context.datum === 'bd09' ? ['converted-from-bd09'] : []
  const check = checkPosition({ latitude, longitude }, context.datum, context.area)
  switch (check.kind) {
    case 'ok':
      return { position: check.position, notes: converted }
    case 'swapped':
      if (context.swapped === 'correct') return { position: check.position, notes: [...converted, 'swapped'] }
      reader.fail('latitude', 'position/swapped', [check.right.latitude, check.right.longitude])
      return none
    case 'outside':
      reader.fail('latitude', 'position/outside-town', [check.distanceKm])
      return none
    case 'zero':
      reader.fail('latitude', 'position/zero')
      return none
    case 'impossible':
      reader.fail('latitude', 'position/impossible')
      return none
  }
}

/** Both coordinates where they stand in one cell, whichever of the two columns it is. */
function pairOf<K extends string>(raw: RawRow<K | PositionKey>): Position | null {
  const [latitude, longitude] = [raw.cell('latitude'), raw.cell('longitude')]
  const [one, other] = [cellText(latitude), cellText(longitude)]
  const only = one === '' || one === other ? other : other === '' ? one : ''
  return only === '' || latitude?.kind === 'number' || longitude?.kind === 'number' ? null : readPair(narrow(only))
}

function degreesOf<K extends string>(
  raw: RawRow<K | PositionKey>,
  reader: RowReader<K | PositionKey>,
  key: PositionKey,
  need: 'required' | 'optional',
): number | null | 'bad' {
  const before = reader.problems.length
  const text = reader.text(key, { max: 40, required: need === 'required' })
  if (reader.problems.length > before) return 'bad'
  if (text === null) return null
  const degrees = cellNumber(raw.cell(key)) ?? readDegrees(narrow(text))
  if (degrees === null) reader.fail(key, 'cell/not-a-number', [key === 'latitude' ? '37.3512' : '118.4312'])
  return degrees ?? 'bad'
}
