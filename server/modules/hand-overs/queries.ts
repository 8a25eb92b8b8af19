import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { open } from '../../platform/secrets/index.ts'
import { countFollowUps, findOpenBy } from '../follow-ups/index.ts'
import type { handOverDetail, handOverNow, handOverPage, handOverQuery, handOverRow } from './schema.ts'
import { findShiftsNow, type Shift, shownShift } from './shifts.ts'

export async function insertHandOver(
  ctx: Context,
  tx: Tx,
  given: {
    id: string
    shiftId: string
    nextShiftId: string
    openItems: readonly { id: string; version: number }[]
    handOn: readonly string[]
    sealedNote: Buffer | null
  },
): Promise<void> {
  await sql`
    insert into hand_over (station_id, id, shift_id, next_shift_id, open_items, hand_on, sealed_note, given_by, given_at)
    values (${ctx.station.id}, ${given.id}, ${given.shiftId}, ${given.nextShiftId}, ${JSON.stringify(given.openItems)},
      ${[...given.handOn]}::uuid[], ${given.sealedNote}, ${ctx.actor.memberId}, ${ctx.now()})`.execute(tx)
}

/** Asked under the shift's lock, so that two who give it at once are one after the other. */
export async function shiftIsGiven(ctx: Context, tx: Tx, shiftId: string): Promise<boolean> {
  await sql`select from shift where station_id = ${ctx.station.id} and id = ${shiftId} for no key update`.execute(tx)
  const { rows } = await sql`
    select from hand_over where station_id = ${ctx.station.id} and shift_id = ${shiftId}`.execute(tx)
  return rows.length > 0
}

type Locked = {
  readonly nextShiftId: string
  readonly handOn: readonly string[]
  readonly givenBy: string
  readonly takenAt: Date | null
}

/** Errors: hand-over/not-found. */
export async function lockHandOver(ctx: Context, tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select next_shift_id, hand_on, given_by, taken_at from hand_over
    where station_id = ${ctx.station.id} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('hand-over/not-found')
}

export async function markTaken(ctx: Context, tx: Tx, id: string): Promise<void> {
  await sql`
    update hand_over set taken_by = ${ctx.actor.memberId}, taken_at = ${ctx.now()}
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

type Row = z.input<typeof handOverRow>
type StoredShift = Omit<Shift, 'startsAt' | 'endsAt'> & { readonly startsAt: string; readonly endsAt: string }
type Stored = Omit<Row, 'shift' | 'next' | 'givenAt' | 'takenAt'> & {
  readonly shift: StoredShift
  readonly next: StoredShift
  readonly givenAt: Date
  readonly takenAt: Date | null
  readonly openIds: readonly string[]
  readonly handOn: readonly string[]
  readonly sealedNote: Buffer | null
}

const shiftJson = (column: 'h.shift_id' | 'h.next_shift_id') => sql`(
  select jsonb_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
    'dutyOfficer', jsonb_build_object('id', o.id, 'name', o.name), 'shiftLeader', jsonb_build_object('id', l.id, 'name', l.name))
  from shift s
  join member o on o.station_id = s.station_id and o.id = s.duty_officer_id
  join member l on l.station_id = s.station_id and l.id = s.shift_leader_id
  where s.station_id = h.station_id and s.id = ${sql.raw(column)})`

const selectHandOvers = sql`
  select h.id, ${shiftJson('h.shift_id')} as shift, ${shiftJson('h.next_shift_id')} as next,
    jsonb_build_object('id', g.id, 'name', g.name) as given_by, h.given_at,
    case when t.id is null then null else jsonb_build_object('id', t.id, 'name', t.name) end as taken_by, h.taken_at,
    jsonb_array_length(h.open_items) as open_count, h.sealed_note is not null as has_note,
    array(select (x ->> 'id')::uuid from jsonb_array_elements(h.open_items) x) as open_ids, h.hand_on, h.sealed_note
  from hand_over h
  join member g on g.station_id = h.station_id and g.id = h.given_by
  left join member t on t.station_id = h.station_id and t.id = h.taken_by`

const time = (text: string): string => new Date(text).toISOString()
const asShift = (shift: StoredShift) => ({ ...shift, startsAt: time(shift.startsAt), endsAt: time(shift.endsAt) })

const asRow = ({ openIds: _openIds, handOn: _handOn, sealedNote: _sealedNote, ...stored }: Stored): Row => ({
  ...stored,
  shift: asShift(stored.shift),
  next: asShift(stored.next),
  givenAt: stored.givenAt.toISOString(),
  takenAt: stored.takenAt?.toISOString() ?? null,
})

/** Hand-overs, the latest first; rides on hand_over_by_time. */
export async function findHandOvers(
  ctx: Context,
  query: z.output<typeof handOverQuery>,
): Promise<z.input<typeof handOverPage>> {
  const after = readCursor(query.after, 2)
  const before = after ? sql`and (h.given_at, h.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const { rows } = await sql<Stored>`
    ${selectHandOvers} where h.station_id = ${ctx.station.id} ${before}
    order by h.given_at desc, h.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(asRow),
    next: rows.length > query.limit && last ? cursor([last.givenAt.toISOString(), last.id]) : null,
  }
}

/** One hand-over; its note is opened, which is on record. Errors: hand-over/not-found. */
export async function readHandOver(ctx: Context, id: string): Promise<z.input<typeof handOverDetail>> {
  const { rows } = await sql<Stored>`
    ${selectHandOvers} where h.station_id = ${ctx.station.id} and h.id = ${id}`.execute(ctx.db)
  const stored = rows[0] ?? fail('hand-over/not-found')
  const items = await findOpenBy(ctx, ctx.db, null, stored.openIds)
  const row = { ...asRow(stored), items: [...items], handOn: [...stored.handOn] }
  if (!stored.sealedNote) return { ...row, note: null }
  await record(ctx, ctx.db, { action: 'hand-over.read', entity: 'hand-over', entityId: id, purpose: 'hand-over' })
  return { ...row, note: (await open(ctx, ctx.db, id, stored.sealedNote)).toString() }
}

/** What is to be handed over now: the shift, the next one, and what stands open. */
export async function readHandOverNow(ctx: Context): Promise<z.input<typeof handOverNow>> {
  const { shift, next } = await findShiftsNow(ctx, ctx.db)
  const { rows } = shift
    ? await sql<Stored>`
        ${selectHandOvers} where h.station_id = ${ctx.station.id} and h.shift_id = ${shift.id}`.execute(ctx.db)
    : { rows: [] }
  const { open: unanswered, inHand, toTell, overdue } = await countFollowUps(ctx)
  const incidents = await sql<{ waiting: number }>`
    select count(*)::int as waiting from incident where station_id = ${ctx.station.id} and status = 'reported'`.execute(
    ctx.db,
  )
  return {
    shift: shift && shownShift(shift),
    next: next && shownShift(next),
    handOver: rows[0] ? asRow(rows[0]) : null,
    items: [...(await findOpenBy(ctx, ctx.db, next?.endsAt ?? ctx.now()))],
    openTotal: unanswered + inHand + toTell,
    waiting: { incidents: incidents.rows[0]?.waiting ?? 0, unanswered, overdue },
  }
}
