import { matterMaker } from '../../platform/secrets/index.ts'
import { maskContact, searchGrams } from '../places/index.ts'
import { idsByRow } from './ids-by-row.ts'
import { asDuplicate, badRow, type Opening, type RowJudge, type Twin } from './judge-row.ts'
import { readArea, readPeople, readPlaces, readVillages } from './known.ts'
import {
  type Comparable,
  checkPlaceRow,
  duplicateIndex,
  type PlaceContext,
  type PlaceKey,
  type PlaceRow,
  rawRow,
  seenInFile,
  villageIndex,
} from './rows/index.ts'
import type { StagedRow, Values } from './staging.ts'

/** Judges the rows of the sheet of places, each against the station's places and the rows before it. */
export async function openPlaceJudge({ job, map, options }: Opening): Promise<RowJudge> {
  const { villages, townName } = await readVillages(job.db, job)
  const context: PlaceContext = {
    datum: options.datum,
    swapped: options.swapped,
    area: await readArea(job.db, job),
    villages: villageIndex(villages, townName),
    people: (await readPeople(job.db, job)).index,
    seen: seenInFile(),
  }
  const villageNames = new Map(villages.map(({ id, name }) => [id, name]))
  const twins = await openTwins({ job, map, options })
  const makeMatter = await matterMaker(job.db, job)

  const sealContact = (contact: PlaceRow['contact']): StagedRow['contact'] => {
    if (contact === null) return null
    const matter = makeMatter(job.newId())
    return { matterId: matter.id, wrapped: matter.wrapped, sealed: matter.seal(JSON.stringify(contact)) }
  }

  return (sheetRow) => {
    const checked = checkPlaceRow(rawRow<PlaceKey>(sheetRow, map), context)
    if (checked.kind === 'bad') return badRow(job.newId(), checked.row, checked.problems)
    if (checked.kind !== 'ok') return checked.kind
    const id = job.newId()
    const { value } = checked
    const villageName = villageNames.get(value.villageId) ?? ''
    const staged: StagedRow = {
      rowNo: checked.row,
      id,
      verdict: 'ok',
      choice: 'add',
      twinId: null,
      problems: null,
      row: valuesOf(value, villageName),
      grams: searchGrams(job.station.id, value.name),
      contact: sealContact(value.contact),
    }
    return { staged: asDuplicate(staged, twins.take(id, checked.row, value, villageName)), notes: checked.notes }
  }
}

function valuesOf({ position, contact, ...value }: PlaceRow, villageName: string): Values {
  const masked = contact === null ? null : maskContact(contact)
  return {
    ...value,
    villageName,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    contactName: masked?.name ?? null,
    contactPhone: masked?.phone || null,
  }
}

/** What a place of the file may be a duplicate of: the station's places, then row by row the file itself. */
async function openTwins({ job }: Opening) {
  const index = duplicateIndex()
  const idByRow = idsByRow()
  const idByExternalId = new Map<string, string>()
  for await (const { id, externalId, ...place } of readPlaces(job.db, job)) {
    index.add({ ...place, origin: { kind: 'place', id } })
    if (externalId !== null) idByExternalId.set(externalId, id)
  }

  const take = (id: string, row: number, value: PlaceRow, villageName: string): Twin | null => {
    const item: Comparable = {
      origin: { kind: 'row', row },
      name: value.name,
      villageId: value.villageId,
      villageName,
      position: value.position,
    }
    const same = value.externalId === null ? undefined : idByExternalId.get(value.externalId)
    const [likely] = same === undefined ? index.find(item) : []
    index.add(item)
    idByRow.set(row, id)
    if (same !== undefined) return { id: same, row: null, why: 'external-id', likeness: null, distanceM: null }
    if (likely === undefined) return null
    const { origin, why, likeness, distanceM } = likely
    const twinId = origin.kind === 'place' ? origin.id : idByRow.get(origin.row)
    if (twinId === undefined) return null
    return { id: twinId, row: origin.kind === 'row' ? origin.row : null, why, likeness, distanceM }
  }
  return { take }
}
