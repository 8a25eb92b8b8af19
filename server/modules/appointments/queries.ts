import type { AppointmentKind, AppointmentState } from '@sifang/domain/appointments'
import type { Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'

export type StoredAppointment = {
  readonly id: string
  readonly kind: AppointmentKind
  readonly state: AppointmentState
  readonly startsAt: Date
  readonly endsAt: Date
  readonly placeId: string | null
  readonly serves: readonly string[]
  readonly hostId: string
  readonly rhythmId: string | null
  readonly version: number
  readonly heldAt: Date | null
  readonly closedAt: Date | null
  readonly present: readonly string[]
  readonly sealedConclusion: Buffer | null
  readonly calledOffReason: string | null
}

const columns = sql`id, kind, state, starts_at, ends_at, place_id, serves, host_id, rhythm_id, version, held_at, closed_at,
  present, sealed_conclusion, called_off_reason`

/** Errors: appointment/not-found. */
export async function getAppointment(ctx: Context, connection: Connection, id: string): Promise<StoredAppointment> {
  const { rows } = await sql<StoredAppointment>`
    select ${columns} from appointment where station_id = ${ctx.station.id} and id = ${id}`.execute(connection)
  return rows[0] ?? fail('appointment/not-found')
}

/** The appointment, locked: its steps, and the slots and bookings in it, come one after the other. Errors: appointment/not-found. */
export async function lockAppointment(ctx: Context, tx: Tx, id: string): Promise<StoredAppointment> {
  const { rows } = await sql<StoredAppointment>`
    select ${columns} from appointment where station_id = ${ctx.station.id} and id = ${id} for no key update`.execute(
    tx,
  )
  return rows[0] ?? fail('appointment/not-found')
}

/** The appointment as it stands for whoever books: it is not called off or held meanwhile. Errors: appointment/not-found. */
export async function shareAppointment(ctx: Context, tx: Tx, id: string): Promise<StoredAppointment> {
  const { rows } = await sql<StoredAppointment>`
    select ${columns} from appointment where station_id = ${ctx.station.id} and id = ${id} for share`.execute(tx)
  return rows[0] ?? fail('appointment/not-found')
}

export type NewAppointment = Pick<
  StoredAppointment,
  'id' | 'kind' | 'state' | 'startsAt' | 'endsAt' | 'placeId' | 'serves' | 'hostId'
> & { readonly rhythm: { readonly id: string; readonly day: string } | null }

/** Of two at once for one day of a rhythm one fails by appointment_rhythm_day_taken. */
export async function insertAppointment(ctx: Context, tx: Tx, appointment: NewAppointment): Promise<void> {
  const { id, kind, state, startsAt, endsAt, placeId, serves, hostId, rhythm } = appointment
  await sql`
    insert into appointment (station_id, id, kind, state, starts_at, ends_at, place_id, serves, host_id, rhythm_id,
      rhythm_day, planned_by, planned_at, opened_at)
    values (${ctx.station.id}, ${id}, ${kind}, ${state}, ${startsAt}, ${endsAt}, ${placeId}, ${[...serves]}::uuid[],
      ${hostId}, ${rhythm?.id ?? null}, ${rhythm?.day ?? null}, ${ctx.actor.memberId}, ${ctx.now()},
      ${state === 'open' ? ctx.now() : null})`.execute(tx)
}

/** Its next state and what goes with it; answers the new version. */
export async function updateState(
  ctx: Context,
  tx: Tx,
  id: string,
  state: 'open' | 'held' | 'closed' | 'called-off',
  more: {
    readonly present?: readonly string[]
    readonly visitIds?: readonly string[]
    readonly sealedConclusion?: Buffer | null
    readonly reason?: string
  } = {},
): Promise<number> {
  const [now, by] = [ctx.now(), ctx.actor.memberId]
  const set = {
    open: sql`opened_at = ${now}`,
    held: sql`held_at = ${now}, held_by = ${by}, present = ${[...(more.present ?? [])]}::uuid[],
      visit_ids = ${[...(more.visitIds ?? [])]}::uuid[]`,
    closed: sql`closed_at = ${now}, closed_by = ${by}, sealed_conclusion = ${more.sealedConclusion ?? null}`,
    'called-off': sql`called_off_at = ${now}, called_off_by = ${by}, called_off_reason = ${more.reason ?? null}`,
  }[state]
  const { rows } = await sql<{ version: number }>`
    update appointment set state = ${state}, version = version + 1, ${set}
    where station_id = ${ctx.station.id} and id = ${id} returning version`.execute(tx)
  return rows[0]?.version ?? fail('appointment/not-found')
}

export type StoredSlot = {
  readonly id: string
  readonly appointmentId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly taken: number
}

/** Slots of an appointment in the order of their times. */
export async function findSlots(
  ctx: Context,
  connection: Connection,
  appointmentId: string,
): Promise<readonly StoredSlot[]> {
  const { rows } = await sql<StoredSlot>`
    select id, appointment_id, starts_at, ends_at, capacity, taken from appointment_slot
    where station_id = ${ctx.station.id} and appointment_id = ${appointmentId} order by starts_at, id`.execute(
    connection,
  )
  return rows
}

export async function insertSlots(
  ctx: Context,
  tx: Tx,
  appointmentId: string,
  slots: readonly { id: string; startsAt: string; endsAt: string; capacity: number }[],
): Promise<void> {
  if (slots.length === 0) return
  await sql`
    insert into appointment_slot (station_id, id, appointment_id, starts_at, ends_at, capacity)
    select ${ctx.station.id}, s.id, ${appointmentId}, s."startsAt", s."endsAt", s.capacity
    from jsonb_to_recordset(${JSON.stringify(slots)}::jsonb)
      as s (id uuid, "startsAt" timestamptz, "endsAt" timestamptz, capacity int)`.execute(tx)
}

/** Takes a slot away: deleted when nobody ever booked it, else kept without room, since bookings' entries name it. */
export async function removeSlot(ctx: Context, tx: Tx, slotId: string): Promise<void> {
  const { rows } = await sql`
    select from booking_entry where station_id = ${ctx.station.id} and slot_id = ${slotId} limit 1`.execute(tx)
  await (rows.length > 0
    ? sql`update appointment_slot set capacity = 0 where station_id = ${ctx.station.id} and id = ${slotId}`
    : sql`delete from appointment_slot where station_id = ${ctx.station.id} and id = ${slotId}`
  ).execute(tx)
}

/** Its new times and place; its slots move by as much. Answers the new version. */
export async function updateTimes(
  ctx: Context,
  tx: Tx,
  id: string,
  to: Pick<StoredAppointment, 'startsAt' | 'endsAt' | 'placeId' | 'serves'> & { readonly byMs: number },
): Promise<number> {
  await sql`
    update appointment_slot set starts_at = starts_at + ${to.byMs} * interval '1 millisecond',
      ends_at = ends_at + ${to.byMs} * interval '1 millisecond'
    where station_id = ${ctx.station.id} and appointment_id = ${id}`.execute(tx)
  const { rows } = await sql<{ version: number }>`
    update appointment set starts_at = ${to.startsAt}, ends_at = ${to.endsAt}, place_id = ${to.placeId},
      serves = ${[...to.serves]}::uuid[], version = version + 1
    where station_id = ${ctx.station.id} and id = ${id} returning version`.execute(tx)
  return rows[0]?.version ?? fail('appointment/not-found')
}

/** What kind of place it is; closed and merged ones are none. Errors: place/not-found. */
export async function placeForAppointment(
  ctx: Context,
  connection: Connection,
  placeId: string,
): Promise<{ readonly kind: string; readonly villageId: string | null; readonly communityId: string | null }> {
  const { rows } = await sql<{ kind: string; villageId: string | null; communityId: string | null }>`
    select p.kind, p.village_id, coalesce(p.community_id, v.community_id) as community_id
    from place p left join place v on v.station_id = p.station_id and v.id = p.village_id
    where p.station_id = ${ctx.station.id} and p.id = ${placeId} and p.closed_at is null and p.merged_into_id is null`.execute(
    connection,
  )
  return rows[0] ?? fail('place/not-found')
}

/** Open communities of the station. */
export async function findCommunities(ctx: Context, connection: Connection): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from place where station_id = ${ctx.station.id} and kind = 'community' and closed_at is null
      and merged_into_id is null order by name`.execute(connection)
  return rows.map(({ id }) => id)
}

/** How many of these are open villages or communities. */
export async function countDivisions(ctx: Context, connection: Connection, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from place where station_id = ${ctx.station.id} and id = any(${[...ids]}::uuid[])
      and kind in ('village', 'community') and closed_at is null and merged_into_id is null`.execute(connection)
  return rows[0]?.n ?? 0
}

/** The role of somebody who is here. Errors: member/not-found. */
export async function roleOf(ctx: Context, connection: Connection, memberId: string): Promise<Role> {
  const { rows } = await sql<{ role: Role }>`
    select role from member where station_id = ${ctx.station.id} and id = ${memberId} and left_on is null`.execute(
    connection,
  )
  return rows[0]?.role ?? fail('member/not-found')
}
