import type { OwnPart, VillagePart } from '../types.ts'
import type { Carried, PartChanges } from './carried.ts'

type Place = VillagePart['places'][number]
type FollowUp = VillagePart['followUps'][number]

/** The part after what changed since its mark. Told twice, it comes out the same. */
export function withChanges(carried: Carried, changes: PartChanges): Carried {
  const { mark, own } = carried
  if (!mark || !own || changes.restart || changes.epoch !== mark.epoch) return { ...carried, mark: null }
  const villages = new Map([...carried.villages].filter(([id]) => !changes.villagesLost.includes(id)))
  const goes = (entity: PartChanges['gone'][number]['entity']) =>
    new Set(changes.gone.filter((gone) => gone.entity === entity).map(({ id }) => id))
  const told: Told = {
    places: byId(changes.places),
    followUps: byId(changes.followUps),
    gonePlaces: goes('place'),
    goneFollowUps: goes('follow-up'),
    duties: new Map(changes.dutiesOf.map(({ placeId, duties }) => [placeId, duties])),
  }
  for (const [id, part] of villages) villages.set(id, villageAfter(id, part, told))
  const missing = new Set([...mark.missing, ...changes.reload].filter((id) => !changes.villagesLost.includes(id)))
  return {
    own: ownAfter(own, changes),
    villages,
    mark: {
      epoch: changes.epoch,
      seq: changes.seq,
      missing: [...missing],
      ownMissing: mark.ownMissing || changes.own || isOther(own, changes),
    },
  }
}

type Told = {
  readonly places: ReadonlyMap<string, Place>
  readonly followUps: ReadonlyMap<string, FollowUp>
  readonly gonePlaces: ReadonlySet<string>
  readonly goneFollowUps: ReadonlySet<string>
  readonly duties: ReadonlyMap<string, VillagePart['duties']>
}

function villageAfter(id: string, part: VillagePart, told: Told): VillagePart {
  const places = merged(part.places, told.places, told.gonePlaces, ({ villageId }) => villageId === id)
  const followUps = merged(part.followUps, told.followUps, told.goneFollowUps, ({ villageId }) => villageId === id)
  const here = new Set(places.map((place) => place.id))
  const isTold =
    places !== part.places || followUps !== part.followUps || [...told.duties.keys()].some((of) => here.has(of))
  // the very same: it need not be written again
  if (!isTold) return part
  const duties = [
    ...part.duties.filter(({ placeId }) => here.has(placeId) && !told.duties.has(placeId)),
    ...[...told.duties].flatMap(([placeId, of]) => (here.has(placeId) ? of : [])),
  ]
  // a village is a place too, and may have been renamed
  const name = places.find((place) => place.id === id)?.name ?? part.village.name
  return { ...part, village: { ...part.village, name }, places, followUps, duties }
}

function ownAfter(own: OwnPart, { reports, visits, inHand, day }: PartChanges): OwnPart {
  const { today, dutyOfficer, leadsShift } = day
  const member = { ...own.member, leadsShift }
  return {
    ...own,
    today,
    dutyOfficer,
    member,
    reports: merged(own.reports, byId(reports), new Set(), () => true),
    visits: visits ?? own.visits,
    ...inHand,
  }
}

/** For whom the member stands in is another one now: what they have in hand is read anew. */
const isOther = (own: OwnPart, { day }: PartChanges): boolean =>
  JSON.stringify(day.standsInFor) !== JSON.stringify(own.member.standsInFor)

/** Rows of one holder: those told of replace or leave it, new ones come where they belong to it; else the very same. */
function merged<T extends { readonly id: string }>(
  rows: readonly T[],
  told: ReadonlyMap<string, T>,
  gone: ReadonlySet<string>,
  belongs: (row: T) => boolean,
): readonly T[] {
  const kept = rows.filter(({ id }) => !told.has(id) && !gone.has(id))
  const come = [...told.values()].filter((row) => belongs(row) && !gone.has(row.id))
  return come.length === 0 && kept.length === rows.length ? rows : [...kept, ...come]
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]))
