import { kmRange } from '@sifang/domain/lines'
import { searchGrams } from '../places/index.ts'
import { asDuplicate, badRow, type Opening, type RowJudge } from './judge-row.ts'
import { type KnownVillage, readArea, readLines, readSegments, readVillages } from './known.ts'
import {
  checkLineRow,
  type LineContext,
  type LineKey,
  type LineRow,
  type Position,
  plainLine,
  rawRow,
  seenInFile,
  takenStretches,
} from './rows/index.ts'

/** Judges the rows of lines: a post each, and the segment it may declare. Rows of a line that the station has add to it. */
export async function openLineJudge({ job, map, options }: Opening): Promise<RowJudge> {
  const { villages } = await readVillages(job.db, job)
  const lines = await readLines(job.db, job)
  const existing = new Map(lines.map(({ id, name }) => [plainLine(name), id]))
  const nameOf = new Map([...existing].map(([name, id]) => [id, name]))
  const taken = takenStretches()
  for (const { lineId, name, ...stretch } of await readSegments(job.db, job)) {
    taken.take(nameOf.get(lineId) ?? '', stretch, { kind: 'segment', name })
  }
  const context: LineContext = {
    datum: options.datum,
    swapped: options.swapped,
    area: await readArea(job.db, job),
    seen: seenInFile(),
    taken,
  }
  const made = new Map<string, string>()
  const segments = new Map<string, string>()
  const idIn = (ids: Map<string, string>, key: string): string => {
    const id = ids.get(key) ?? job.newId()
    ids.set(key, id)
    return id
  }

  const segmentOf = ({ line, segment, position }: LineRow) => {
    if (segment === null) return null
    const name = `${line} ${kmRange(segment)}`
    return {
      segmentId: idIn(segments, `${plainLine(line)} ${segment.fromKm} ${segment.toKm}`),
      segmentName: name,
      fromKm: segment.fromKm,
      toKm: segment.toKm,
      villageId: nearestVillage(villages, position),
      segmentGrams: searchGrams(job.station.id, name),
    }
  }

  return (sheetRow) => {
    const checked = checkLineRow(rawRow<LineKey>(sheetRow, map), context)
    if (checked.kind === 'bad') return badRow(job.newId(), checked.row, checked.problems)
    if (checked.kind !== 'ok') return checked.kind
    const id = job.newId()
    const { line, km, label, position } = checked.value
    const row = { name: line, lineId: idIn(made, plainLine(line)), km, label, ...position, ...segmentOf(checked.value) }
    const twinId = existing.get(plainLine(line))
    const twin =
      twinId === undefined ? null : { id: twinId, row: null, why: 'name' as const, likeness: 1, distanceM: null }
    const staged = {
      rowNo: checked.row,
      id,
      verdict: 'ok' as const,
      choice: 'add' as const,
      twinId: null,
      problems: null,
      row,
      grams: null,
      contact: null,
    }
    return { staged: asDuplicate(staged, twin, 'merge'), notes: checked.notes }
  }
}

/** A segment is owed to the village that lies nearest; null while no village has a position. */
function nearestVillage(villages: readonly KnownVillage[], { latitude, longitude }: Position): string | null {
  const scale = Math.cos((latitude * Math.PI) / 180)
  let best: { id: string; distance: number } | null = null
  for (const { id, position } of villages) {
    if (position === null) continue
    const distance = Math.hypot(position.latitude - latitude, (position.longitude - longitude) * scale)
    if (best === null || distance < best.distance) best = { id, distance }
  }
  return best?.id ?? null
}
