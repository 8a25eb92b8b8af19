import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { type Gathered, gatherAgenda } from './agenda.ts'
import { isOwn } from './booking-queries.ts'
import { findSlots, type StoredAppointment } from './queries.ts'
import type { agendaRow, appointmentDetail, bookingRow } from './schema.ts'
import { requireSeen } from './service.ts'

type Detail = z.input<typeof appointmentDetail>
type BookingShown = z.input<typeof bookingRow> & { readonly slotId: string }

/** One appointment with its slots, bookings (without names) and agenda. Errors: appointment/not-found. */
export async function readAppointment(ctx: Context, id: string): Promise<Detail> {
  const appointment = await requireSeen(ctx, ctx.db, id)
  const [slots, bookings, names] = [
    await findSlots(ctx, ctx.db, id),
    await findBookings(ctx, id),
    await readNames(ctx, appointment),
  ]
  const gathered = ctx.scope === 'station' ? await gatherAgenda(ctx, ctx.db, appointment) : null
  const { kind, state, version, serves, placeId, hostId, present } = appointment
  return {
    id,
    kind,
    state,
    version,
    startsAt: appointment.startsAt.toISOString(),
    endsAt: appointment.endsAt.toISOString(),
    place: names.place(placeId),
    host: names.member(hostId) ?? { id: hostId, name: '' },
    serves: serves.flatMap((each) => names.division(each) ?? []),
    reached: gathered ? await findReached(ctx, appointment, gathered) : [],
    present: present.flatMap((each) => names.member(each) ?? []),
    slots: slots.map(({ appointmentId: _, startsAt, endsAt, ...slot }) => ({
      ...slot,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      bookings: bookings.filter(({ slotId }) => slotId === slot.id).map(({ slotId: __, ...booking }) => booking),
    })),
    agenda: gathered && (await asRows(ctx, gathered)),
    calledOffReason: appointment.calledOffReason,
    heldAt: appointment.heldAt?.toISOString() ?? null,
    closedAt: appointment.closedAt?.toISOString() ?? null,
    hasConclusion: appointment.sealedConclusion !== null,
  }
}

/** Bookings in the order in which they were taken down; cancelled ones too. Rides on booking_of_appointment. */
export async function findBookings(ctx: Context, appointmentId: string): Promise<readonly BookingShown[]> {
  const { rows } = await sql<Omit<BookingShown, 'takenAt'> & { takenAt: Date }>`
    select b.id, b.slot_id, b.state, b.cancelled_late, b.to_tell, b.kind, b.channel, b.follow_up_id, b.taken_at, m.name as taken_by,
      case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as village,
      case when c.id is null then null else jsonb_build_object('id', c.id, 'name', c.name) end as credited
    from booking b
    join member m on m.station_id = b.station_id and m.id = b.taken_by
    left join member c on c.station_id = b.station_id and c.id = b.credited_id
    left join place v on v.station_id = b.station_id and v.id = b.village_id
    where b.station_id = ${ctx.station.id} and b.appointment_id = ${appointmentId} and ${isOwn(ctx)}
    order by b.taken_at, b.id`.execute(ctx.db)
  return rows.map(({ takenAt, ...row }) => ({ ...row, takenAt: takenAt.toISOString() }))
}

async function readNames(ctx: Context, { serves, placeId, hostId, present }: StoredAppointment) {
  const places = await sql<{ id: string; name: string; kind: string }>`
    select id, name, kind from place where station_id = ${ctx.station.id}
      and id = any(${[...serves, ...(placeId ? [placeId] : [])]}::uuid[])`.execute(ctx.db)
  const members = await sql<{ id: string; name: string }>`
    select id, name from member where station_id = ${ctx.station.id} and id = any(${[hostId, ...present]}::uuid[])`.execute(
    ctx.db,
  )
  const division = (id: string | null) => places.rows.find((row) => row.id === id) ?? null
  return {
    division,
    place: (id: string | null) => {
      const found = division(id)
      return found && { id: found.id, name: found.name }
    },
    member: (id: string) => members.rows.find((row) => row.id === id) ?? null,
  }
}

/** Of the communities and villages it is for, those where people came from or what is taken up lies. */
async function findReached(
  ctx: Context,
  { id, serves, placeId }: StoredAppointment,
  gathered: readonly Gathered[],
): Promise<string[]> {
  const lie = gathered.flatMap((each) => each.placeId ?? [])
  const { rows } = await sql<{ id: string }>`
    with came as (
      select village_id as id from booking where station_id = ${ctx.station.id} and appointment_id = ${id}
        and state in ('booked', 'came') and village_id is not null
      union select p.village_id from place p where p.station_id = ${ctx.station.id} and p.id = any(${lie}::uuid[])
      union select ${placeId}::uuid
    ), near as (
      select id from came union
      select v.community_id from place v join came on v.id = came.id where v.station_id = ${ctx.station.id}
    )
    select id from near where id = any(${[...serves]}::uuid[])`.execute(ctx.db)
  return rows.map((row) => row.id)
}

type Shown = z.input<typeof agendaRow>

async function asRows(ctx: Context, gathered: readonly Gathered[]): Promise<Shown[]> {
  const placeIds = gathered.flatMap(({ placeId }) => placeId ?? [])
  const promiseIds = gathered.flatMap(({ row }) => row?.promiseId ?? [])
  const itemIds = gathered.flatMap(({ row }) => row?.id ?? [])
  const places = await sql<{ id: string; name: string }>`
    select id, name from place where station_id = ${ctx.station.id} and id = any(${placeIds}::uuid[])`.execute(ctx.db)
  const promises = await sql<{ id: string; state: string; ownerName: string }>`
    select f.id, f.state, m.name as owner_name from follow_up f
    join member m on m.station_id = f.station_id and m.id = f.owner_id
    where f.station_id = ${ctx.station.id} and f.id = any(${promiseIds}::uuid[])`.execute(ctx.db)
  const put = await sql<{ id: string; name: string }>`
    select i.id, m.name from agenda_item i join member m on m.station_id = i.station_id and m.id = i.put_by
    where i.station_id = ${ctx.station.id} and i.id = any(${itemIds}::uuid[])`.execute(ctx.db)
  return gathered.map(({ item, row, kind, placeId }) => {
    const promise = promises.rows.find(({ id }) => id === row?.promiseId)
    return {
      id: row?.id ?? null,
      no: row?.no ?? null,
      followUpId: item.followUpId,
      kind: kind as Shown['kind'],
      urgency: item.urgency,
      place: places.rows.find(({ id }) => id === placeId) ?? null,
      origins: item.origins.map((origin) => {
        const at = new Date(origin.at).toISOString()
        if (origin.kind !== 'hand') return { ...origin, at }
        return { ...origin, at, byName: put.rows.find(({ id }) => id === origin.itemId)?.name ?? null }
      }),
      hasWords: row?.hasWords ?? false,
      outcome: row?.outcome ?? null,
      promise:
        promise && row?.promisedFor
          ? { followUpId: promise.id, on: row.promisedFor, ownerName: promise.ownerName, state: promise.state }
          : null,
    }
  })
}
