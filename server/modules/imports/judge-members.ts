import { searchGrams } from '../places/index.ts'
import { asDuplicate, badRow, type Opening, type RowJudge } from './judge-row.ts'
import { readPeople, readVillages } from './known.ts'
import { checkMemberRow, type MemberContext, type MemberKey, rawRow, seenInFile, villageIndex } from './rows/index.ts'

/** Judges the rows of members. Accounts are given by hand later; telephone numbers are not asked for. */
export async function openMemberJudge({ job, map }: Opening): Promise<RowJudge> {
  const { villages, townName } = await readVillages(job.db, job)
  const { people, index } = await readPeople(job.db, job)
  const context: MemberContext = { villages: villageIndex(villages, townName), people: index, seen: seenInFile() }
  const villageNames = new Map(villages.map(({ id, name }) => [id, name]))
  const known = new Map(people.map(({ id, name, role }) => [keyOf(name, role), { id, row: null as number | null }]))

  return (sheetRow) => {
    const checked = checkMemberRow(rawRow<MemberKey>(sheetRow, map), context)
    if (checked.kind === 'bad') return badRow(job.newId(), checked.row, checked.problems)
    if (checked.kind !== 'ok') return checked.kind
    const id = job.newId()
    const { name, role, userName, villageIds } = checked.value
    const same = known.get(keyOf(name, role))
    const twin = same ? { ...same, why: 'name' as const, likeness: 1, distanceM: null } : null
    if (!same) known.set(keyOf(name, role), { id, row: checked.row })
    const row = {
      name,
      role,
      userName,
      villageIds,
      villages: villageIds.map((villageId) => villageNames.get(villageId) ?? '').join('、'),
    }
    const staged = {
      rowNo: checked.row,
      id,
      verdict: 'ok' as const,
      choice: 'add' as const,
      twinId: null,
      problems: null,
      row,
      grams: searchGrams(job.station.id, name),
      contact: null,
    }
    return { staged: asDuplicate(staged, twin), notes: [] }
  }
}

const keyOf = (name: string, role: string): string => `${role} ${name.replace(/\s/g, '')}`
