import { searchGrams } from '../places/index.ts'
import { asDuplicate, badRow, type Opening, type RowJudge, type Twin } from './judge-row.ts'
import { readArea, readCommunities, readOfficers, readPeople, readVillages } from './known.ts'
import {
  checkDivisionRow,
  type DivisionContext,
  type DivisionKey,
  type RowNote,
  rawRow,
  seenInFile,
  type Village,
  villageIndex,
} from './rows/index.ts'

/**
 * Judges the rows of communities and villages. A village that the station has is filled in, never entered twice; a
 * community officer whom a row names is taken also where there is another one, and counted as a change.
 */
export async function openDivisionJudge({ job, map, options }: Opening): Promise<RowJudge> {
  const { villages, townName } = await readVillages(job.db, job)
  const context: DivisionContext = {
    datum: options.datum,
    swapped: options.swapped,
    area: await readArea(job.db, job),
    people: (await readPeople(job.db, job)).index,
    seen: seenInFile(),
  }
  const known = villageIndex(villages, townName)
  const officers = await readOfficers(job.db, job)
  const byCode = new Map(villages.flatMap((village) => (village.code === null ? [] : [[village.code, village]])))
  const communities = new Map((await readCommunities(job.db, job)).map(({ id, name }) => [plain(name), id]))

  const twinOf = (name: string, code: string | null): Village | undefined => {
    const coded = code === null ? undefined : byCode.get(code)
    if (coded !== undefined) return coded
    const match = known.find(name)
    if (match.kind !== 'found') return undefined
    // two villages of one name are told apart by their codes
    return code === null || match.village.code === null ? match.village : undefined
  }

  return (sheetRow) => {
    const checked = checkDivisionRow(rawRow<DivisionKey>(sheetRow, map), context)
    if (checked.kind === 'bad') return badRow(job.newId(), checked.row, checked.problems)
    if (checked.kind !== 'ok') return checked.kind
    const id = job.newId()
    const { village, community, code, communityOfficer, position } = checked.value
    const communityId = community === null ? null : (communities.get(plain(community)) ?? job.newId())
    if (community !== null && communityId !== null) communities.set(plain(community), communityId)
    const existing = twinOf(village, code)
    const twin: Twin | null = existing
      ? { id: existing.id, row: null, why: 'name', likeness: 1, distanceM: null }
      : null
    const row = {
      name: village,
      kind: 'village',
      community,
      communityId,
      communityGrams: community === null ? [] : searchGrams(job.station.id, community),
      code,
      communityOfficer: communityOfficer?.name ?? null,
      communityOfficerId: communityOfficer?.id ?? null,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
    }
    const staged = {
      rowNo: checked.row,
      id,
      verdict: 'ok' as const,
      choice: 'add' as const,
      twinId: null,
      problems: null,
      row,
      grams: searchGrams(job.station.id, village),
      contact: null,
    }
    const isOther =
      existing !== undefined && communityOfficer !== null && officers.get(existing.id) !== communityOfficer.id
    const notes: readonly RowNote[] = isOther ? [...checked.notes, 'other-officer'] : checked.notes
    return { staged: asDuplicate(staged, twin, 'merge'), notes }
  }
}

const plain = (name: string): string => name.replace(/\s/g, '').replace(/社区$/, '')
