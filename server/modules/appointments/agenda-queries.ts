import type { AgendaOrigin, AgendaOutcome } from '@sifang/domain/appointments'
import type { Urgency } from '@sifang/domain/findings'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'

export type StoredItem = {
  readonly id: string
  readonly appointmentId: string
  readonly no: number | null
  readonly followUpId: string | null
  readonly placeId: string | null
  readonly kind: string
  readonly urgency: Urgency
  readonly origins: readonly AgendaOrigin[]
  readonly matterId: string | null
  readonly hasWords: boolean
  readonly putAt: Date | null
  readonly outcome: AgendaOutcome | null
  readonly promiseId: string | null
  readonly promisedFor: string | null
}

const columns = sql`i.id, i.appointment_id, i.no, i.follow_up_id, i.place_id, i.kind, i.urgency, i.origins, i.matter_id,
  (i.sealed_subject is not null or i.sealed_answer is not null) as has_words, i.put_at, i.outcome, i.promise_id, i.promised_for`

/** Items written down: put on by hand, or all once it was held; those taken off again are left out. */
export async function findItems(
  ctx: Context,
  connection: Connection,
  appointmentId: string,
): Promise<readonly StoredItem[]> {
  const { rows } = await sql<StoredItem>`
    select ${columns} from agenda_item i where i.station_id = ${ctx.station.id} and i.appointment_id = ${appointmentId}
      and i.taken_off_at is null order by i.no nulls last, i.put_at, i.id`.execute(connection)
  return rows
}

/** Errors: agenda/not-found. */
export async function lockItem(ctx: Context, tx: Tx, id: string): Promise<StoredItem> {
  const { rows } = await sql<StoredItem>`
    select ${columns} from agenda_item i where i.station_id = ${ctx.station.id} and i.id = ${id}
      and i.taken_off_at is null for no key update`.execute(tx)
  return rows[0] ?? fail('agenda/not-found')
}

export async function findOutcomes(ctx: Context, connection: Connection, appointmentId: string) {
  const { rows } = await sql<{ no: number; outcome: AgendaOutcome | null }>`
    select no, outcome from agenda_item where station_id = ${ctx.station.id} and appointment_id = ${appointmentId}
      and no is not null order by no`.execute(connection)
  return rows
}

export type NewItem = Pick<
  StoredItem,
  'id' | 'appointmentId' | 'no' | 'followUpId' | 'placeId' | 'kind' | 'urgency' | 'origins' | 'matterId'
> & { readonly sealedSubject: Buffer | null; readonly byHand: boolean }

export async function insertItem(ctx: Context, tx: Tx, item: NewItem): Promise<void> {
  await sql`
    insert into agenda_item (station_id, id, appointment_id, no, follow_up_id, place_id, kind, urgency, origins, matter_id,
      sealed_subject, put_by, put_at)
    values (${ctx.station.id}, ${item.id}, ${item.appointmentId}, ${item.no}, ${item.followUpId}, ${item.placeId},
      ${item.kind}, ${item.urgency}, ${JSON.stringify(item.origins)}::jsonb, ${item.matterId}, ${item.sealedSubject},
      ${item.byHand ? ctx.actor.memberId : null}, ${item.byHand ? ctx.now() : null})`.execute(tx)
}

export async function numberItem(
  ctx: Context,
  tx: Tx,
  id: string,
  item: { readonly no: number; readonly urgency: Urgency; readonly origins: readonly AgendaOrigin[] },
): Promise<void> {
  await sql`
    update agenda_item set no = ${item.no}, urgency = ${item.urgency}, origins = ${JSON.stringify(item.origins)}::jsonb
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

export async function takeItemOff(ctx: Context, tx: Tx, id: string): Promise<void> {
  await sql`
    update agenda_item set taken_off_at = ${ctx.now()}, taken_off_by = ${ctx.actor.memberId}
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

export async function setOutcome(
  ctx: Context,
  tx: Tx,
  id: string,
  decided: {
    readonly outcome: AgendaOutcome
    readonly promiseId?: string
    readonly promisedFor?: string
    readonly sealedAnswer?: Buffer | null
  },
): Promise<void> {
  await sql`
    update agenda_item set outcome = ${decided.outcome}, decided_at = ${ctx.now()}, decided_by = ${ctx.actor.memberId},
      promise_id = ${decided.promiseId ?? null}, promised_for = ${decided.promisedFor ?? null},
      sealed_answer = ${decided.sealedAnswer ?? null}
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

/** Bookings that ask for something to be taken up. */
export async function findAsked(ctx: Context, connection: Connection, appointmentId: string) {
  const { rows } = await sql<{
    id: string
    startsAt: Date
    followUpId: string | null
    kind: string
    villageId: string | null
    matterId: string
  }>`
    select b.id, s.starts_at, b.follow_up_id, b.kind, b.village_id, b.matter_id
    from booking b join appointment_slot s on s.station_id = b.station_id and s.id = b.slot_id
    where b.station_id = ${ctx.station.id} and b.appointment_id = ${appointmentId} and b.state <> 'cancelled'`.execute(
    connection,
  )
  return rows
}

/** What the agenda says of follow-ups: codes alone. */
export async function findMatters(ctx: Context, connection: Connection, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; subject: string; urgency: Urgency; placeId: string }>`
    select id, subject, urgency, place_id from follow_up where station_id = ${ctx.station.id}
      and id = any(${[...ids]}::uuid[])`.execute(connection)
  return new Map(rows.map((row) => [row.id, row]))
}
