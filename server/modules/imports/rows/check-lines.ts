import { kmLabel, kmRange } from '@sifang/domain/lines'
import { narrow } from '../../../platform/sheets/index.ts'
import type { Checked, PositionContext, Seen } from './checked.ts'
import type { LineKey } from './columns.ts'
import type { Position } from './position.ts'
import { type RawRow, type RowReader, rowReader } from './raw-row.ts'
import { readPosition } from './read-position.ts'
import type { Stretch, TakenStretches } from './taken-stretches.ts'

export type LineRow = {
  readonly line: string
  readonly km: number
  /** as it stands on the post: K12+300 */
  readonly label: string
  readonly position: Position
  readonly segment: Stretch | null
}

export type LineContext = PositionContext & { readonly seen: Seen; readonly taken: TakenStretches }

/** 东线 and 东 线 are one line. */
export const plainLine = (name: string): string => name.replace(/\s/g, '')

/** One row of the sheet of lines: a post of a line, and the segment it may declare. */
export function checkLineRow(raw: RawRow<LineKey>, context: LineContext): Checked<LineRow> {
  if (raw.passedOver !== null) return { kind: raw.passedOver, row: raw.row }
  const reader = rowReader(raw)
  const line = reader.text('line', { max: 40, required: true })
  const km = readKm(reader, 'post', 'required')
  const { position, notes } = readPosition(raw, reader, context, 'required')
  const segment = readSegment(reader)
  if (line !== null && km !== null) {
    const earlier = context.seen.earlier('post', `${plainLine(line)} ${km}`, raw.row)
    if (earlier !== null) reader.fail('post', 'post/repeated', [earlier])
  }
  if (line !== null && segment !== null) refuseOverlap(reader, plainLine(line), segment, context.taken)
  if (reader.problems.length > 0 || line === null || km === null || position === null) {
    return { kind: 'bad', row: raw.row, problems: reader.problems }
  }
  if (segment !== null) context.taken.take(plainLine(line), segment, { kind: 'row', row: raw.row })
  return { kind: 'ok', row: raw.row, value: { line, km, label: kmLabel(km), position, segment }, notes }
}

/** Two segments of a line may touch; where they overlap, the row is told which part of it is free. */
function refuseOverlap(reader: RowReader<LineKey>, line: string, wanted: Stretch, taken: TakenStretches): void {
  const found = taken.inTheWay(line, wanted)
  if (found === null) return
  const { held, free } = found
  const key = free !== null && free.fromKm === wanted.fromKm ? 'segmentTo' : 'segmentFrom'
  const zhFree = free === null ? '这一段已有管段，起止都空着' : `可以写 ${kmRange(free)}`
  const enFree = free === null ? 'All of it is taken: leave both ends blank' : `Free: ${kmRange(free)}`
  if (held.by.kind === 'row') {
    const which = [held.by.row, kmRange(held)]
    reader.fail(key, 'segment/overlaps-row', { zh: [...which, zhFree], en: [...which, enFree] })
  } else {
    // most are named by the line and their kilometres
    const { name } = held.by
    const which = name.includes(kmRange(held)) ? name : `${name} ${kmRange(held)}`
    reader.fail(key, 'segment/overlaps', { zh: [which, zhFree], en: [which, enFree] })
  }
}

/** K12+300, k12+300.5, 12+300, 12.3, 12.3km, 12公里300米 → 12.3; null for anything else. To the metre. */
export function kmOf(text: string): number | null {
  const plain = narrow(text).replace(/\s/g, '').toLowerCase()
  const marked = /^k?(\d{1,4})(?:\+|k|km|公里)(\d{1,3}(?:\.\d+)?)(?:m|米)?$/.exec(plain)
  if (marked) return toMetre(Number(marked[1]) + Number(marked[2]) / 1000)
  const decimal = /^k?(\d{1,4}(?:\.\d+)?)(?:km|公里)?$/.exec(plain)
  return decimal ? toMetre(Number(decimal[1])) : null
}

function readKm(reader: RowReader<LineKey>, key: LineKey, need: 'required' | 'optional'): number | null {
  const text = reader.text(key, { max: 30, required: need === 'required' })
  return text === null ? null : (kmOf(text) ?? reader.fail(key, 'post/invalid'))
}

function readSegment(reader: RowReader<LineKey>): LineRow['segment'] {
  const before = reader.problems.length
  const fromKm = readKm(reader, 'segmentFrom', 'optional')
  const toKm = readKm(reader, 'segmentTo', 'optional')
  if (reader.problems.length > before || (fromKm === null && toKm === null)) return null
  if (fromKm === null) return reader.fail('segmentFrom', 'segment/half')
  if (toKm === null) return reader.fail('segmentTo', 'segment/half')
  return fromKm < toKm ? { fromKm, toKm } : reader.fail('segmentTo', 'segment/empty')
}

function toMetre(km: number): number {
  return Math.round(km * 1000) / 1000
}
