import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, type pageQuery, readCursor } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import type { EnterRoundList, RecordVisit, roundList, roundListPage, roundListRow } from './schema.ts'
import { enterVisit } from './service.ts'

/** Makes a numbered list to print and take along; places keep the order they were given in. Errors: place/not-found. */
export function makeRoundList(ctx: Context, id: string, command: { title: string; placeIds: readonly string[] }) {
  return once(ctx, { id, body: command }, async (tx) => {
    const placeIds = [...new Set(command.placeIds)]
    const { rows: known } = await sql`
      select from place where station_id = ${ctx.station.id} and id = any(${placeIds}::uuid[])`.execute(tx)
    if (known.length !== placeIds.length) fail('place/not-found')
    // the station's row keeps numbers apart: a list is made a few times a day
    await sql`select from station where station_id = ${ctx.station.id} for no key update`.execute(tx)
    const { rows } = await sql<{ number: number }>`
      insert into round_list (station_id, id, number, title, made_at, made_by, place_ids)
      select ${ctx.station.id}, ${id}, coalesce(max(number), 0) + 1, ${command.title}, ${ctx.now()}, ${ctx.actor.memberId},
        ${placeIds}::uuid[]
      from round_list where station_id = ${ctx.station.id} returning number`.execute(tx)
    await record(ctx, tx, { action: 'round-list.made', entity: 'round-list', entityId: id })
    return { reply: { id, number: rows[0]?.number ?? 0 }, changed: [{ op: 'put' as const, entity: 'round-list', id }] }
  })
}

/** Round lists, the latest first: rides on round_list_number_taken, and on visit_of_round_list for what was entered. */
export async function findRoundLists(
  ctx: Context,
  query: z.output<typeof pageQuery>,
): Promise<z.input<typeof roundListPage>> {
  const after = readCursor(query.after, 1)
  const { rows } = await sql<Omit<z.input<typeof roundListRow>, 'madeAt'> & { madeAt: Date }>`
    select r.id, r.number, r.title, r.made_at, jsonb_build_object('id', m.id, 'name', m.name) as made_by,
      cardinality(r.place_ids) as places,
      (select count(distinct x.place_id)::int from visit x
        where x.station_id = r.station_id and x.round_list_id = r.id and x.voided_at is null) as entered
    from round_list r join member m on m.station_id = r.station_id and m.id = r.made_by
    where r.station_id = ${ctx.station.id} ${after ? sql`and r.number < ${after[0]}::int` : sql``}
    order by r.number desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.number]) : null }
}

/** A round list with its places in order. Errors: round-list/not-found. */
export async function getRoundList(ctx: Context, number: number): Promise<z.input<typeof roundList>> {
  const { rows } = await sql<Omit<z.input<typeof roundList>, 'madeAt'> & { madeAt: Date }>`
    select r.id, r.number, r.title, r.made_at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'villageName', v.name,
          'tier', p.tier, 'addressHint', p.address_hint, 'entered', exists (
            select from visit x where x.station_id = r.station_id and x.round_list_id = r.id and x.place_id = p.id
              and x.voided_at is null)) order by o.ordinality), '[]')
        from unnest(r.place_ids) with ordinality as o(id, ordinality)
        join place p on p.station_id = r.station_id and p.id = o.id
        left join place v on v.station_id = p.station_id and v.id = p.village_id) as places
    from round_list r where r.station_id = ${ctx.station.id} and r.number = ${number}`.execute(ctx.db)
  const list = rows[0] ?? fail('round-list/not-found')
  return { ...list, madeAt: list.madeAt.toISOString() }
}

/** Enters what was written on a paper list: all rows or none; each visit is marked as such. Errors: round-list/not-on-it and those of recordVisit. */
export async function enterRoundList(ctx: Context, number: number, command: EnterRoundList) {
  const list = await getRoundList(ctx, number)
  const onIt = new Set(list.places.map(({ id }) => id))
  if (command.rows.some(({ placeId }) => !onIt.has(placeId))) fail('round-list/not-on-it')
  return once(ctx, { id: command.id, target: list.id, body: command }, async (tx) => {
    let fulfilled = 0
    const changed = []
    // in the order of the places' ids, so that two lists entered at once cannot wait for each other
    for (const row of command.rows.toSorted((a, b) => (a.placeId < b.placeId ? -1 : 1))) {
      const entered = await enterVisit(ctx, tx, visitOf(row, command), list.id)
      fulfilled += entered.fulfilled
      changed.push(...entered.changed)
      await writeTogether(tx, entered.writes)
    }
    return { reply: { id: command.id, visits: command.rows.length, fulfilled }, changed }
  })
}

function visitOf(row: EnterRoundList['rows'][number], command: EnterRoundList): RecordVisit & { id: string } {
  const shared = {
    id: row.id,
    placeId: row.placeId,
    at: row.at,
    kind: command.kind,
    participants: command.participants,
    observed: [],
    ...(row.note ? { note: row.note } : {}),
  }
  return row.outcome === 'failed'
    ? { ...shared, outcome: row.outcome, failure: row.failure ?? 'other' }
    : { ...shared, outcome: row.outcome }
}
