import { kmRange } from '@sifang/domain/lines'
import { searchGrams } from '../places/index.ts'
import { asDuplicate, badRow, type Opening, type RowJudge } from './judge-row.ts'
import { type KnownVillage, readArea, readLines, readVillages } from './known.ts'
import { checkLineRow, type LineKey, type LineRow, type Position, rawRow, seenInFile } from './rows/index.ts'

/** Judges the rows of lines: a post each, and the segment it may declare. Rows of a line that the station has add to it. */
export async function openLineJudge({ job, map, options }: Opening): Promise<RowJudge> {
  const { villages } = await readVillages(job.db, job)
  const context = {
    datum: options.datum,
    swapped: options.swapped,
    area: await readArea(job.db, job),
    seen: seenInFile(),
  }
  const existing = new Map((await readLines(job.db, job)).map(({ id, name }) => [plain(name), id]))
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
      segmentId: idIn(segments, `${plain(line)} ${segment.fromKm} ${segment.toKm}`),
      segmentName: name,
      fromKm: segment.fromKm,
      toKm: segment.toKm,
      villageId: nearestVillage(villages, position),
      segmentGrams: searchGrams(job.station.id, name),
    }
  }

  return (sheetRow) => {
    const checked = checkLineRow(rawRow<LineKey>(sheetRow, map), context)
    if (checked.kind === 'example') return null
    const id = job.newId()
    if (checked.kind === 'bad') return badRow(id, checked.row, checked.problems)
    const { line, km, label, position } = checked.value
    const row = { name: line, lineId: idIn(made, plain(line)), km, label, ...position, ...segmentOf(checked.value) }
    const twinId = existing.get(plain(line))
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

const plain = (name: string): string => name.replace(/\s/g, '')

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
