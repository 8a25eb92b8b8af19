import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { isCompacted } from '../../platform/records/changes.ts'
import { neverRead } from '../follow-ups/index.ts'
import { carriedVillages, findCarriedDuties, findCarriedPlaces } from './carried.ts'
import { readDay } from './day.ts'
import { findVillageFollowUps } from './follow-ups.ts'
import { findInHand } from './in-hand.ts'
import { findReports } from './reports.ts'
import type { partChanges, partChangesQuery } from './schema.ts'
import { atOneMoment, type Standing } from './snapshot.ts'
import { findOwnVisits } from './visits.ts'

type Changes = z.input<typeof partChanges>
type Query = z.output<typeof partChangesQuery>

/** What differs from an answer that has nothing to tell. */
type Told = Partial<Omit<Changes, 'epoch' | 'seq' | 'day'>>

const nothing = {
  restart: false,
  reload: [],
  villagesLost: [],
  own: false,
  places: [],
  dutiesOf: [],
  followUps: [],
  reports: [],
  visits: null,
  inHand: null,
  gone: [],
} satisfies Omit<Changes, 'epoch' | 'seq' | 'day'>

/**
 * What became of the part that a member carries, since `after`, as of one moment (./snapshot.ts): what a change names is
 * read as it stands now, so each thing is told once, and what it no longer is in is gone. Of a follow-up that a member
 * never reads they are told nothing.
 */
export function readChanges(ctx: Context, query: Query): Promise<Changes> {
  return atOneMoment(ctx, async (ctx, standing) => {
    const day = await readDay(ctx)
    if (await isTooFar(ctx, standing, query)) return { ...standing, ...nothing, day, restart: true }
    const carried = await carriedVillages(ctx)
    const gained = carried.filter((id) => !query.villages.includes(id))
    const lost = query.villages.filter((id) => !carried.includes(id))
    const kept = carried.filter((id) => query.villages.includes(id))
    const entries = query.after === standing.seq ? [] : await findEntries(ctx, query.after, kept)
    const told =
      entries.length > mostEntries ? { own: true, reload: kept } : await tell(ctx, entries, { carried, kept })
    return {
      ...standing,
      ...nothing,
      ...told,
      day,
      reload: [...new Set([...gained, ...(told.reload ?? [])])],
      villagesLost: lost,
      own: gained.length + lost.length > 0 || (told.own ?? false),
    }
  })
}

/** Another epoch, a feed that was compacted since, or a number that no feed of this epoch has come to. */
async function isTooFar(ctx: Context, { epoch, seq }: Standing, { after, epoch: theirs }: Query): Promise<boolean> {
  if (theirs !== epoch || after > seq) return true
  const { rows } = await sql<{ tooFar: boolean }>`select ${isCompacted(ctx.station.id, after)} as too_far`.execute(
    ctx.db,
  )
  return rows[0]?.tooFar ?? true
}

type Entry = {
  readonly entity: string
  /** Null: a range, everything of this entity in these villages. */
  readonly id: string | null
  /** Where it lay and lies; of none: the whole station. */
  readonly villages: readonly string[]
  /** Of a place that is a village or community itself. */
  readonly division: boolean
}

/** More are not told one by one: the villages are read whole. */
const mostEntries = 500

/** What `own` has of these is read again whole. */
const forAll: readonly string[] = ['member', 'shift', 'stand-in', 'station', 'line', 'policy', 'checklist']
const ofOwn: readonly string[] = [...forAll, 'track-consent']

/**
 * What there is to tell of, each thing once: what lies or lay in these villages, and what is the member's own elsewhere, of
 * which a range entry does not say whether it is among what changed.
 * Plan: change_pkey from `after` on.
 */
async function findEntries(ctx: Context, after: number, villageIds: readonly string[]): Promise<readonly Entry[]> {
  const { memberId, lineIds, standsInFor } = ctx.actor
  const mine = sql`any(${[memberId, ...standsInFor]}::uuid[])`
  const villages = sql`c.villages_before || c.villages_after`
  const here = sql`(${villages} && ${[...villageIds]}::uuid[] or ${villages} = '{}')`
  // on own lines, or where something stands that this member has in hand, or reported
  const ownPlace = sql`(p.line_id = any(${[...lineIds]}::uuid[]) or exists (
    select from follow_up f join follow_up_member o on o.station_id = f.station_id and o.follow_up_id = f.id
    where f.station_id = c.station_id and f.place_id = c.id and o.member_id = ${mine}))`
  const ownFollowUp = sql`exists (
    select from follow_up_member o where o.station_id = c.station_id and o.follow_up_id = c.id and o.member_id = ${mine})`
  const ownBooking = sql`exists (select from booking b where b.station_id = c.station_id and b.id = c.id
    and ${memberId}::uuid in (b.credited_id, b.taken_by))`
  const { rows } = await sql<Entry>`
    select c.entity, c.id, coalesce(array_agg(distinct lay.village) filter (where lay.village is not null), '{}') as villages,
      coalesce(bool_or(p.kind in ('village', 'community')), false) as division
    from change c
    left join place p on p.station_id = c.station_id and p.id = c.id
    left join lateral unnest(${villages}) as lay (village) on true
    where c.station_id = ${ctx.station.id} and c.seq > ${after} and (
      c.entity = any(${[...forAll]}::text[])
      or (c.entity in ('place', 'duty') and (${here} or ${ownPlace} or c.id is null))
      or (c.entity = 'place' and p.kind = 'village')
      or (c.entity = 'follow-up' and (${here} or ${ownFollowUp}) and not ${neverRead(ctx)})
      or (c.entity = 'visit' and exists (select from visit x where x.station_id = c.station_id and x.id = c.id
        and x.recorded_by = ${memberId}))
      or (c.entity = 'track-consent' and exists (select from track_consent t where t.station_id = c.station_id
        and t.id = c.id and t.member_id = ${memberId}))
      or (c.entity in ('booking', 'appointment') and ${ctx.scope === 'station' ? sql`true` : ownBooking}))
    group by c.entity, c.id limit ${sql.lit(mostEntries + 1)}`.execute(ctx.db)
  return rows
}

/** `kept`: those that the phone says it has and that are its member's, so that naming others tells nothing of them. */
type Villages = { readonly carried: readonly string[]; readonly kept: readonly string[] }

async function tell(ctx: Context, entries: readonly Entry[], { carried, kept }: Villages): Promise<Told> {
  const ofPlaces = entries.filter(({ entity }) => entity === 'place' || entity === 'duty')
  const ofFollowUps = entries.filter(({ entity }) => entity === 'follow-up')
  const ranges = [...ofPlaces, ...ofFollowUps].filter(({ id }) => id === null)
  const reload = kept.filter((village) => ranges.some(({ villages }) => isIn(villages, [village])))
  const oneByOne = kept.filter((village) => !reload.includes(village))
  const places = await tellPlaces(ctx, ofPlaces, kept, oneByOne)
  const followUps = await tellFollowUps(ctx, ofFollowUps, kept, oneByOne)
  const reports =
    entries.length === 0
      ? []
      : await findReports(
          ctx,
          touchedBy(
            ofFollowUps,
            ofPlaces.filter(({ entity }) => entity === 'place'),
          ),
        )
  const elsewhere = ofPlaces.some((entry) => isElsewhere(entry, kept))
  // their places may have another name
  const visited = ranges.length > 0 || entries.some(({ entity }) => entity === 'visit' || entity === 'place')
  const booked = entries.some(({ entity }) => entity === 'booking' || entity === 'appointment')
  return {
    ...places,
    ...followUps,
    reports,
    visits: visited ? await findOwnVisits(ctx) : null,
    gone: [...places.gone, ...followUps.gone],
    reload,
    own: entries.some((entry) => ofOwn.includes(entry.entity) || namesVillages(entry)),
    inHand: elsewhere || booked || ofFollowUps.length > 0 ? await findInHand(ctx, carried) : null,
  }
}

/** Own reports that moved, or whose place has another name. */
const touchedBy = (ofFollowUps: readonly Entry[], ofPlaces: readonly Entry[]) =>
  sql`(f.id = any(${[...idsOf(ofFollowUps)]}::uuid[]) or f.place_id = any(${[...idsOf(ofPlaces)]}::uuid[]))`

const idsOf = (entries: readonly Entry[]): readonly string[] => entries.flatMap(({ id }) => id ?? [])

/** A range entry of no village is of all. */
const isIn = (villages: readonly string[], some: readonly string[], all = true): boolean =>
  villages.length === 0 ? all : villages.some((id) => some.includes(id))

/** It is, or may be, of something that lies in none of these villages. */
const isElsewhere = ({ id, villages }: Entry, carried: readonly string[]): boolean =>
  id === null
    ? villages.length === 0 || !villages.every((one) => carried.includes(one))
    : !isIn(villages, carried, false)

/** Villages stand in `own` by their names. */
const namesVillages = ({ entity, id, division }: Entry): boolean => entity === 'place' && (division || id === null)

async function tellPlaces(
  ctx: Context,
  entries: readonly Entry[],
  kept: readonly string[],
  villageIds: readonly string[],
) {
  const touched = entries.filter(({ villages }) => isIn(villages, kept, false))
  const ids = [...new Set(idsOf(touched))]
  if (ids.length === 0) return { places: [], dutiesOf: [], gone: [] }
  const which = sql`p.id = any(${ids}::uuid[]) and p.village_id = any(${[...villageIds]}::uuid[])`
  const places = await findCarriedPlaces(ctx, which)
  const duties = await findCarriedDuties(ctx, which, dayOf(ctx.now(), ctx.station.timeZone))
  const present = new Set(places.map(({ id }) => id))
  return {
    places,
    dutiesOf: places.map(({ id }) => ({ placeId: id, duties: duties.filter(({ placeId }) => placeId === id) })),
    gone: ids.filter((id) => !present.has(id)).map((id) => ({ entity: 'place' as const, id })),
  }
}

/** Follow-ups that have left what this member reads of villages are gone; those in hand are told beside. */
async function tellFollowUps(
  ctx: Context,
  entries: readonly Entry[],
  kept: readonly string[],
  villageIds: readonly string[],
) {
  const touched = entries.flatMap(({ id, villages }) => (id === null ? [] : [{ id, villages }]))
  if (touched.length === 0) return { followUps: [], gone: [] }
  const among = sql`f.id = any(${touched.map(({ id }) => id)}::uuid[])`
  const followUps = await findVillageFollowUps(ctx, sql`${among} and f.village_id = any(${[...villageIds]}::uuid[])`)
  const present = new Set(followUps.map(({ id }) => id))
  const carriedBefore = touched.filter(({ villages }) => isIn(villages, kept, false))
  return {
    followUps,
    gone: carriedBefore.filter(({ id }) => !present.has(id)).map(({ id }) => ({ entity: 'follow-up' as const, id })),
  }
}
