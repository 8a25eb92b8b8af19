import type { Reply } from '@sifang/client'
import type { Person } from './harness.ts'

type Own = Reply<'/field/own'>
type Village = Reply<'/field/villages/{id}'>
type Changes = Reply<'/field/changes'>

/** What a phone carries, as plain data. */
export type Carried = { readonly seq: number; readonly own: Own; readonly villages: ReadonlyMap<string, Village> }

/** Everything anew, as at the first sync. */
export async function carry(by: Person): Promise<Carried> {
  const own = await by.api.get('/field/own')
  const villages = await Promise.all(own.villageIds.map((id) => village(by, id)))
  return { seq: own.seq, own, villages: new Map(villages.map((part) => [part.village.id, part])) }
}

export const village = (by: Person, id: string): Promise<Village> =>
  by.api.get('/field/villages/{id}', { path: { id } })

export const changesSince = (by: Person, { seq, own, villages }: Carried): Promise<Changes> =>
  by.api.get('/field/changes', { query: { after: seq, epoch: own.epoch, villages: [...villages.keys()].join(',') } })

/** What it carries after a sync, by what the answer says and nothing else. */
export async function sync(by: Person, before: Carried): Promise<Carried> {
  const changes = await changesSince(by, before)
  if (changes.restart) return carry(by)
  const { standsInFor, leadsShift, today, dutyOfficer } = changes.day
  const isOther = JSON.stringify(standsInFor) !== JSON.stringify(before.own.member.standsInFor)
  const isRead = changes.own || isOther
  const own = isRead
    ? await by.api.get('/field/own')
    : { ...before.own, today, dutyOfficer, member: { ...before.own.member, leadsShift } }
  const gone = (entity: string) => changes.gone.filter((one) => one.entity === entity).map(({ id }) => id)
  const villages = new Map<string, Village>()
  for (const [id, part] of before.villages) {
    if (changes.villagesLost.includes(id)) continue
    const places = put(
      without(part.places, [...gone('place'), ...changes.places.map((place) => place.id)]),
      changes.places.filter(({ villageId }) => villageId === id),
    )
    const told = new Map(changes.dutiesOf.map(({ placeId, duties }) => [placeId, duties]))
    const here = new Set(places.map((place) => place.id))
    const duties = [...part.duties.filter(({ placeId }) => !told.has(placeId)), ...[...told.values()].flat()]
    const followUps = put(
      without(part.followUps, [...gone('follow-up'), ...changes.followUps.map((one) => one.id)]),
      changes.followUps.filter(({ villageId }) => villageId === id),
    )
    const named = places.find((place) => place.id === id)?.name ?? part.village.name
    villages.set(id, {
      ...part,
      village: { ...part.village, name: named },
      places,
      duties: duties.filter(({ placeId }) => here.has(placeId)),
      followUps,
    })
  }
  for (const id of changes.reload) villages.set(id, await village(by, id))
  const reports = put(
    without(
      own.reports,
      changes.reports.map(({ id }) => id),
    ),
    changes.reports,
  )
  const visits = isRead ? own.visits : (changes.visits ?? own.visits)
  return { seq: changes.seq, own: { ...own, reports, visits, ...(isRead ? {} : changes.inHand) }, villages }
}

type Named = { readonly id: string }
const without = <T extends Named>(rows: readonly T[], ids: readonly string[]): T[] =>
  rows.filter(({ id }) => !ids.includes(id))
const put = <T>(rows: readonly T[], more: readonly T[]): T[] => [...rows, ...more]

/** The same whatever the order in which it came about, and without where the feed stood. */
export function settled({ own, villages }: Carried) {
  const sorted = <T>(rows: readonly T[]): T[] =>
    rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const { seq: _, epoch: __, ...rest } = own
  return {
    own: { ...rest, reports: sorted(own.reports), followUps: sorted(own.followUps) },
    villages: [...villages.values()]
      .map(({ village, places, duties, followUps }) => ({
        village,
        places: sorted(places),
        duties: sorted(duties),
        followUps: sorted(followUps),
      }))
      .toSorted((a, b) => (a.village.id < b.village.id ? -1 : 1)),
  }
}
