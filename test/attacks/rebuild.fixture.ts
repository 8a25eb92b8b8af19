import { randomUUIDv7 } from 'node:crypto'
import { dayOf } from '@sifang/domain/calendar'
import { judgePlaces } from '@sifang/server/modules/duties/index'
import { ownerOf } from '@sifang/server/modules/places/owners'
import type { Connection, Database } from '@sifang/server/platform/db/connection'
import { sql } from 'kysely'

export type Place = Readonly<Record<string, unknown>> & { readonly id: string }
/** What the tables of present state say of a station: places, duties without who owned them when, incidents. */
export type Present = {
  readonly places: readonly Place[]
  readonly duties: readonly Readonly<Record<string, unknown>>[]
  readonly incidents: readonly Readonly<Record<string, unknown>>[]
}

type Station<C = Database> = { readonly db: C; readonly stationId: string; now(): Date }

const undo = new Error('undone')

/** Failed attempts are kept while windows run. */
export async function readPresent({ db, stationId, now }: Station<Connection>): Promise<Present> {
  const places = await sql<Place>`
    select id, tier, tier_since, owner_id, last_visit_at, last_counted_at, lapses_on, closed_at, facts from place
    where station_id = ${stationId} order by id`.execute(db)
  const duties = await sql<Readonly<Record<string, unknown>>>`
    select place_id, line_id, period, period_start, from_at, until, tier, visits, visits_done, state, fulfilled_at, reported_late,
      case when state = 'open' and until >= ${dayOf(now(), 'Asia/Shanghai')}::date then failed_attempts end as failed_attempts
    from duty where station_id = ${stationId} order by place_id, line_id, period, period_start`.execute(db)
  const incidents = await sql<Readonly<Record<string, unknown>>>`
    select id, status from incident where station_id = ${stationId} order by id`.execute(db)
  return { places: places.rows, duties: duties.rows, incidents: incidents.rows }
}

/** The same made anew from the append-only tables alone; nothing is changed by it. */
export async function rebuildPresent({ db, stationId, now }: Station): Promise<Present> {
  let rebuilt: Present | null = null
  await db
    .transaction()
    .execute(async (tx) => {
      const station = { id: stationId, name: '', timeZone: 'Asia/Shanghai', demo: false }
      await sql`delete from duty where station_id = ${stationId}`.execute(tx)
      await sql`
        update place p set last_visit_at = null, last_counted_at = null, lapses_on = null, steady_since = null, judged_through = null,
          owner_id = case when p.kind = 'community' then p.owner_id else ${ownerOf({ station, now })} end,
          tier = (${lastTier(sql.ref('tier'))}), tier_since = (${lastTier(sql.ref('at'))}),
          closed_at = (
            select case when e.kind = 'reopened' then null else e.at end from place_event e
            where e.station_id = p.station_id and e.place_id = p.id and e.kind in ('closed', 'merged', 'reopened')
            order by e.at desc, e.id desc limit 1),
          facts = coalesce((
            select jsonb_object_agg(f.key, jsonb_build_object('value', f.value, 'confirmedOn', f.confirmed_on))
            from (select distinct on (key) key, value, confirmed_on from place_fact f
                  where f.station_id = p.station_id and f.place_id = p.id order by key, recorded_at desc, id desc) f), '{}')
        where station_id = ${stationId}`.execute(tx)
      await sql`
        update incident i set status = coalesce((
          select r.verdict from incident_review r where r.station_id = i.station_id and r.incident_id = i.id
          order by r.at desc, r.ordinal desc limit 1), 'reported')
        where station_id = ${stationId}`.execute(tx)
      const { rows } = await sql<{ id: string }>`select id from place where station_id = ${stationId}`.execute(tx)
      const ids = rows.map(({ id }) => id)
      await judgePlaces({ station, now, newId: () => randomUUIDv7() }, tx, ids)
      rebuilt = await readPresent({ db: tx, stationId, now })
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  if (!rebuilt) throw new Error('nothing was rebuilt')
  return rebuilt
}

const lastTier = (column: ReturnType<typeof sql.ref>) => sql`
  select ${column} from tier_change c where c.station_id = p.station_id and c.place_id = p.id
  order by c.at desc, c.ordinal desc limit 1`
