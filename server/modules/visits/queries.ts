import type { Role } from '@sifang/domain/members'
import type { VisitKind, VisitOutcome } from '@sifang/domain/visits'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import type { Write } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { type Decidable, refuseAdmission, refuseVoiding } from './decisions.ts'
import { isRead, isReadInFull, readingOfVisit } from './reading.ts'
import type { visitPage, visitQuery, visitRow } from './schema.ts'

export type Participant = { readonly id: string; readonly role: Role }

/** The members among `ids` who have not left. Rides on the member's primary key. */
export async function findParticipants(
  tx: Tx,
  stationId: string,
  ids: readonly string[],
): Promise<readonly Participant[]> {
  const { rows } = await sql<Participant>`
    select id, role from member where station_id = ${stationId} and id = any(${[...ids]}::uuid[]) and left_on is null`.execute(
    tx,
  )
  return rows
}

export type NewVisit = {
  readonly id: string
  readonly placeId: string
  readonly kind: VisitKind
  readonly at: Date
  readonly receivedAt: Date
  readonly outcome: VisitOutcome
  readonly failure: string | null
  readonly nextAttemptAt: Date | null
  readonly note: string | null
  readonly observed: readonly string[]
  readonly participants: readonly string[]
  readonly rolesPresent: readonly Role[]
  readonly othersPresent: string | null
  readonly source: 'app' | 'paper'
  readonly roundListId: string | null
  readonly recordedBy: string
  /** The phone's clock jumped. */
  readonly timeUncertain: boolean
  /** Of one whose time is uncertain: the phone's last contact before it, where there was one. */
  readonly timeAfter: Date | null
}

/** Writes a visit; `waits` when an officer must let it count. */
export function insertVisit(stationId: string, visit: NewVisit, waits: boolean): Write {
  return sql`
    insert into visit (station_id, id, place_id, kind, at, received_at, outcome, failure, next_attempt_at, note, observed,
      participants, roles_present, others_present, source, round_list_id, recorded_by, time_uncertain, time_after, waits)
    values (${stationId}, ${visit.id}, ${visit.placeId}, ${visit.kind}, ${visit.at}, ${visit.receivedAt}, ${visit.outcome},
      ${visit.failure}, ${visit.nextAttemptAt}, ${visit.note}, ${[...visit.observed]}::text[],
      ${[...visit.participants]}::uuid[], ${[...visit.rolesPresent]}::text[], ${visit.othersPresent}, ${visit.source},
      ${visit.roundListId}, ${visit.recordedBy}, ${visit.timeUncertain}, ${visit.timeAfter}, ${waits})`
}

export type StoredVisit = Decidable & { readonly placeId: string }

/** Locked against a second voiding at the same moment. Errors: visit/not-found. */
export async function lockVisit(tx: Tx, stationId: string, id: string): Promise<StoredVisit> {
  const { rows } = await sql<StoredVisit>`
    select place_id, recorded_by, participants, waits, admitted_at, voided_at from visit
    where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('visit/not-found')
}

export async function markVoid(
  tx: Tx,
  stationId: string,
  id: string,
  by: string,
  at: Date,
  reason: string,
): Promise<void> {
  await sql`
    update visit set voided_at = ${at}, voided_by = ${by}, void_reason = ${reason}
    where station_id = ${stationId} and id = ${id}`.execute(tx)
}

export async function markAdmitted(tx: Tx, stationId: string, id: string, by: string, at: Date): Promise<void> {
  await sql`
    update visit set admitted_at = ${at}, admitted_by = ${by} where station_id = ${stationId} and id = ${id}`.execute(
    tx,
  )
}

type Row = z.input<typeof visitRow>
type Stored = Omit<
  Row,
  'at' | 'receivedAt' | 'nextAttemptAt' | 'timeAfter' | 'waits' | 'admitted' | 'mayVoid' | 'mayAdmit'
> & {
  at: Date
  receivedAt: Date
  nextAttemptAt: Date | null
  timeAfter: Date | null
  admittedByName: string | null
  decidable: Omit<Decidable, 'admittedAt' | 'voidedAt'>
  admittedAt: Date | null
  voidedAt: Date | null
}

/**
 * Visits, the latest first. Without a filter it rides on visit_by_time, with a place on visit_by_place: a page reads
 * `limit` rows of one station. A volunteer sees own visits only, those beside the police own villages'; somebody is looked
 * for only in what is read in full.
 */
export async function findVisits(ctx: Context, query: z.output<typeof visitQuery>): Promise<z.input<typeof visitPage>> {
  const after = readCursor(query.after, 2)
  const own = ctx.scope === 'village'
  const { rows } = await sql<Stored>`
    ${selectVisits}
    where x.station_id = ${ctx.station.id} and ${isRead(ctx)}
      and (${query.placeId ?? null}::uuid is null or x.place_id = ${query.placeId ?? null})
      and (${query.memberId ?? null}::uuid is null
        or (${query.memberId ?? null}::uuid = any(x.participants) and ${isReadInFull(ctx)}))
      and (${query.kind ?? null}::text is null or x.kind = ${query.kind ?? null})
      and (${query.outcome ?? null}::text is null or x.outcome = ${query.outcome ?? null})
      and (${query.waiting ?? false}::boolean is false or (x.waits and x.admitted_at is null and x.voided_at is null))
      and (not ${own}::boolean or p.village_id = any(${[...ctx.actor.villageIds]}::uuid[]))
      and (${after?.[0] ?? null}::timestamptz is null
        or (x.at, x.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by x.at desc, x.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map((row) => asRow(ctx, row))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.at, last.id]) : null }
}

/** One visit. Errors: visit/not-found. */
export async function getVisit(ctx: Context, id: string): Promise<Row> {
  const { rows } = await sql<Stored>`
    ${selectVisits} where x.station_id = ${ctx.station.id} and x.id = ${id} and ${isRead(ctx)}
      and (not ${ctx.scope === 'village'}::boolean or p.village_id = any(${[...ctx.actor.villageIds]}::uuid[]))`.execute(
    ctx.db,
  )
  return asRow(ctx, rows[0] ?? fail('visit/not-found'))
}

const selectVisits = sql`
  select x.id, x.place_id, p.name as place_name, p.kind as place_kind, v.name as village_name, x.kind, x.at, x.received_at,
    x.outcome, x.failure, x.next_attempt_at, x.note, x.observed, x.others_present, x.roles_present, x.source,
    r.number as round_list_number, x.time_uncertain, x.time_after,
    (select jsonb_build_object('id', m.id, 'name', m.name)
      from member m where m.station_id = x.station_id and m.id = x.recorded_by) as recorded_by,
    x.admitted_at, x.voided_at,
    (select m.name from member m where m.station_id = x.station_id and m.id = x.admitted_by) as admitted_by_name,
    jsonb_build_object('recordedBy', x.recorded_by, 'participants', x.participants, 'waits', x.waits) as decidable,
    (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'role', m.role) order by m.name), '[]')
      from member m where m.station_id = x.station_id and m.id = any(x.participants)) as participants,
    case when x.voided_at is null then null else jsonb_build_object(
      'at', to_char(x.voided_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'reason', x.void_reason, 'byName',
      (select m.name from member m where m.station_id = x.station_id and m.id = x.voided_by)) end as voided
  from visit x
  join place p on p.station_id = x.station_id and p.id = x.place_id
  left join place v on v.station_id = p.station_id and v.id = p.village_id
  left join round_list r on r.station_id = x.station_id and r.id = x.round_list_id`

function asRow(ctx: Context, stored: Stored): Row {
  const { decidable, admittedAt, admittedByName, voidedAt, ...row } = stored
  const visit: Decidable = { ...decidable, admittedAt, voidedAt }
  const full = readingOfVisit(ctx, { ...visit, outcome: row.outcome }) === 'full'
  return {
    ...row,
    ...(full ? {} : inBrief(row)),
    at: row.at.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    timeAfter: row.timeAfter?.toISOString() ?? null,
    waits: visit.waits && !admittedAt && !voidedAt,
    admitted: admittedAt && { at: admittedAt.toISOString(), byName: full ? admittedByName : null },
    mayVoid: refuseVoiding(ctx.actor, visit) === null,
    mayAdmit: refuseAdmission(ctx.actor, visit) === null,
  }
}

/** What names persons, and what somebody wrote in own words, is left out where a visit is read in brief. */
const inBrief = ({ voided }: Pick<Row, 'voided'>) => ({
  participants: null,
  recordedBy: null,
  note: null,
  othersPresent: null,
  voided: voided && { at: voided.at, reason: null, byName: null },
})
