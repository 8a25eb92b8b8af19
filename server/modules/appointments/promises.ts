import { publicationRefusal } from '@sifang/domain/appointments'
import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter, type Matter } from '../../platform/secrets/index.ts'
import { findingContent } from '../follow-ups/index.ts'
import { bookingOpened } from './booking-schema.ts'
import type { promisePage, promiseQuery, promiseRow, publishedPromises } from './promise-schema.ts'

type Row = z.input<typeof promiseRow>
type Published = z.input<typeof publishedPromises>['rows'][number]
type Stored = Omit<Row, 'overdue' | 'published'> & {
  readonly sealed: Buffer | null
  readonly approvedAt: Date | null
  readonly approvedByName: string | null
}

/** Promises of appointments by their day, the first on top. Rides on agenda_item_promised. */
export async function findPromises(
  ctx: Context,
  query: z.output<typeof promiseQuery>,
): Promise<z.input<typeof promisePage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Stored>`
    select f.id, f.subject, f.state, i.promised_for as "on", jsonb_build_object('id', p.id, 'name', p.name) as place,
      v.name as village_name, jsonb_build_object('id', m.id, 'name', m.name) as owner, i.appointment_id,
      (select jsonb_build_object('on', d.due_on, 'ownerName', o.name) from follow_up_date d
        join member o on o.station_id = d.station_id and o.id = d.owner_id
        where d.station_id = f.station_id and d.follow_up_id = f.id and d.kind = 'revisit' order by d.no limit 1) as revisit,
      u.sealed, u.approved_at, b.name as approved_by_name
    from agenda_item i
    join follow_up f on f.station_id = i.station_id and f.id = i.promise_id
    join place p on p.station_id = f.station_id and p.id = f.place_id
    left join place v on v.station_id = f.station_id and v.id = f.village_id
    join member m on m.station_id = f.station_id and m.id = f.owner_id
    left join promise_publication u on u.station_id = f.station_id and u.follow_up_id = f.id and u.withdrawn_at is null
    left join member b on b.station_id = u.station_id and b.id = u.approved_by
    where i.station_id = ${ctx.station.id} and i.promise_id is not null
      and (f.closed_at is not null) = ${query.closed ?? false}::boolean
      and (${query.villageId ?? null}::uuid is null or f.village_id = ${query.villageId ?? null})
      and (${after?.[0] ?? null}::date is null
        or (i.promised_for, i.promise_id) > (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
    order by i.promised_for, i.promise_id limit ${query.limit + 1}`.execute(ctx.db)
  const shown: Row[] = []
  for (const stored of rows.slice(0, query.limit)) shown.push(await asRow(ctx, stored))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.on, last.id]) : null }
}

async function asRow(ctx: Context, { sealed, approvedAt, approvedByName, ...row }: Stored): Promise<Row> {
  const unsettled = row.state === 'open' || row.state === 'accepted' || row.state === 'working'
  const text = sealed && (await opened(ctx, ctx.db, row.id, sealed))
  return {
    ...row,
    overdue: unsettled && row.on < dayOf(ctx.now(), ctx.station.timeZone),
    published:
      text !== null && approvedAt ? { text, at: approvedAt.toISOString(), byName: approvedByName ?? '' } : null,
  }
}

/** The text is for everybody; it goes with the matter's key all the same. */
async function opened(ctx: Context, connection: Connection, id: string, sealed: Buffer): Promise<string> {
  return (await getMatter(connection, ctx, id)).open(sealed).toString()
}

/**
 * Lets everybody read a sentence about a promise, in place of the one before. Errors: promise/not-found,
 * promise/number-in-text, promise/name-in-text, secret/erased.
 */
export function publishPromise(ctx: Context, promiseId: string, command: { id: string; text: string }) {
  return once(ctx, { id: command.id, target: promiseId, body: command }, async (tx) => {
    const { villageId } = await lockPromise(ctx, tx, promiseId)
    const matter = await getMatter(tx, ctx, promiseId)
    const refusal = publicationRefusal(command.text, await namesIn(ctx, tx, matter))
    if (refusal) fail(refusal)
    await withdrawStanding(ctx, tx, promiseId)
    await sql`
      insert into promise_publication (station_id, id, follow_up_id, village_id, sealed, approved_by, approved_at)
      values (${ctx.station.id}, ${command.id}, ${promiseId}, ${villageId}, ${matter.seal(command.text)},
        ${ctx.actor.memberId}, ${ctx.now()})`.execute(tx)
    await record(ctx, tx, { action: 'promise.published', entity: 'follow-up', entityId: promiseId })
    return { reply: { id: promiseId, published: true }, changed: [promiseChange(promiseId, villageId)] }
  })
}

/** Nobody reads it any more. Errors: promise/not-found, promise/not-published. */
export function withdrawPromise(ctx: Context, promiseId: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: promiseId, body: command }, async (tx) => {
    const { villageId } = await lockPromise(ctx, tx, promiseId)
    if ((await withdrawStanding(ctx, tx, promiseId)) === 0) fail('promise/not-published')
    await record(ctx, tx, { action: 'promise.withdrawn', entity: 'follow-up', entityId: promiseId })
    return { reply: { id: promiseId, published: false }, changed: [promiseChange(promiseId, villageId)] }
  })
}

const promiseChange = (id: string, villageId: string | null) => ({
  op: 'put' as const,
  entity: 'promise',
  id,
  villagesAfter: villageId ? [villageId] : [],
})

async function lockPromise(ctx: Context, tx: Tx, id: string): Promise<{ villageId: string | null }> {
  const { rows } = await sql<{ villageId: string | null }>`
    select village_id from follow_up where station_id = ${ctx.station.id} and id = ${id}
      and (standing ->> 'promisedAt') is not null for no key update`.execute(tx)
  return rows[0] ?? fail('promise/not-found')
}

async function withdrawStanding(ctx: Context, tx: Tx, followUpId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update promise_publication set withdrawn_at = ${ctx.now()}, withdrawn_by = ${ctx.actor.memberId}
    where station_id = ${ctx.station.id} and follow_up_id = ${followUpId} and withdrawn_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Names of those who asked about it: of its bookings, and of its findings. They stay here; only the rule reads them. */
async function namesIn(ctx: Context, tx: Tx, matter: Matter): Promise<readonly string[]> {
  const bookings = await sql<{ matterId: string; sealed: Buffer }>`
    select b.matter_id, b.sealed from booking b where b.station_id = ${ctx.station.id} and (b.follow_up_id = ${matter.id}
      or b.id in (select (o ->> 'bookingId')::uuid from agenda_item i, jsonb_array_elements(i.origins) o
        where i.station_id = ${ctx.station.id} and i.promise_id = ${matter.id} and o ->> 'kind' = 'booking'))`.execute(
    tx,
  )
  const findings = await sql<{ sealed: Buffer }>`
    select sealed from finding where station_id = ${ctx.station.id} and follow_up_id = ${matter.id}
      and sealed is not null`.execute(tx)
  const names: string[] = []
  for (const { matterId, sealed } of bookings.rows) {
    const its = matterId === matter.id ? matter : await getMatter(tx, ctx, matterId)
    names.push(bookingOpened.parse(JSON.parse(its.open(sealed).toString())).name)
  }
  for (const { sealed } of findings.rows) {
    const { asker } = findingContent.parse(JSON.parse(matter.open(sealed).toString()))
    if (asker?.name) names.push(asker.name)
  }
  return names
}

/**
 * What everybody may read of promises in a village, or of all; the latest first. Nothing that was not approved, and nobody's
 * name: not who asked, not who sees to it.
 */
export async function findPublishedPromises(
  ctx: Context,
  connection: Connection,
  villageId: string | null,
): Promise<readonly Published[]> {
  const { rows } = await sql<Omit<Published, 'text'> & { sealed: Buffer }>`
    select f.id, f.standing ->> 'settleBy' as "on", u.sealed, f.state, v.name as village_name
    from promise_publication u join follow_up f on f.station_id = u.station_id and f.id = u.follow_up_id
    left join place v on v.station_id = u.station_id and v.id = u.village_id
    where u.station_id = ${ctx.station.id} and u.withdrawn_at is null and u.sealed is not null
      and (${villageId}::uuid is null or u.village_id = ${villageId})
    order by u.approved_at desc limit 50`.execute(connection)
  const published: Published[] = []
  for (const { sealed, ...promise } of rows) {
    published.push({ ...promise, text: await opened(ctx, connection, promise.id, sealed) })
  }
  return published
}
