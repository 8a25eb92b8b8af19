import { sql } from 'kysely'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import type { DefineStreak, NewStart } from './schema.ts'

export type StoredStart = {
  readonly day: string | null
  readonly firstYear: number | null
  readonly evidence: string
  readonly paper: string | null
  readonly recordedAt: string
  readonly recordedByName: string | null
}

export type StoredStreak = {
  readonly id: string
  readonly name: string
  readonly kind: 'days' | 'years' | 'festival'
  readonly subject: 'all-lines' | 'line' | 'station' | 'village'
  readonly lineId: string | null
  readonly villageId: string | null
  readonly subjectName: string | null
  readonly breakers: readonly string[]
  readonly lastLunarDay: number | null
  readonly endedAt: Date | null
  /** In the order recorded. */
  readonly starts: readonly StoredStart[]
}

/** All streaks of a station with their starts, in the order defined: a handful of rows. `id`: one of them. */
export async function findStreaks(
  connection: Connection,
  stationId: string,
  id: string | null = null,
): Promise<readonly StoredStreak[]> {
  const { rows } = await sql<StoredStreak>`
    select s.id, s.name, s.kind, s.subject, s.line_id, s.village_id, coalesce(l.name, v.name) as subject_name, s.breakers,
      s.last_lunar_day, s.ended_at,
      coalesce((
        select json_agg(json_build_object('day', t.day, 'firstYear', t.first_year, 'evidence', t.evidence, 'paper', t.paper,
          'recordedAt', t.recorded_at, 'recordedByName', m.name) order by t.recorded_at, t.ordinal)
        from streak_start t left join member m on m.station_id = t.station_id and m.id = t.recorded_by
        where t.station_id = s.station_id and t.streak_id = s.id), '[]') as starts
    from streak s
    left join line l on l.station_id = s.station_id and l.id = s.line_id
    left join place v on v.station_id = s.station_id and v.id = s.village_id
    where s.station_id = ${stationId} and (${id}::uuid is null or s.id = ${id})
    order by s.defined_at, s.id`.execute(connection)
  return rows.map((row) => ({
    ...row,
    starts: row.starts.map((start) => ({ ...start, recordedAt: new Date(start.recordedAt).toISOString() })),
  }))
}

/** Errors: streak/not-found. */
export async function getStreak(connection: Connection, stationId: string, id: string): Promise<StoredStreak> {
  const [found] = await findStreaks(connection, stationId, id)
  return found ?? fail('streak/not-found')
}

/** The streak, locked against its end at the same moment. Errors: streak/not-found. */
export async function lockStreak(
  tx: Tx,
  stationId: string,
  id: string,
): Promise<Pick<StoredStreak, 'kind' | 'endedAt'>> {
  const { rows } = await sql<Pick<StoredStreak, 'kind' | 'endedAt'>>`
    select kind, ended_at from streak where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('streak/not-found')
}

type By = { readonly at: Date; readonly by: string }

/** Errors: streak/name-taken, streak/counted-twice. */
export async function insertStreak(
  tx: Tx,
  stationId: string,
  streak: Pick<DefineStreak, 'name' | 'kind' | 'subject' | 'breakers'> & {
    readonly id: string
    readonly lastLunarDay: number | null
  },
  { at, by }: By,
): Promise<void> {
  const { subject } = streak
  await tx
    .insertInto('streak')
    .values({
      stationId,
      id: streak.id,
      name: streak.name,
      kind: streak.kind,
      subject: subject.kind,
      lineId: subject.kind === 'line' ? subject.lineId : null,
      villageId: subject.kind === 'village' ? subject.villageId : null,
      breakers: [...new Set(streak.breakers)].sort(),
      lastLunarDay: streak.lastLunarDay,
      definedAt: at,
      definedBy: by,
    })
    .execute()
}

export async function insertStart(
  tx: Tx,
  stationId: string,
  streakId: string,
  start: NewStart,
  { at, by }: By,
): Promise<void> {
  await tx
    .insertInto('streakStart')
    .values({
      stationId,
      id: start.id,
      streakId,
      day: start.day ?? null,
      firstYear: start.firstYear ?? null,
      evidence: start.evidence,
      paper: start.paper ?? null,
      recordedAt: at,
      recordedBy: by,
    })
    .execute()
}

export async function updateEnded(tx: Tx, stationId: string, id: string, { at, by }: By): Promise<void> {
  await tx
    .updateTable('streak')
    .set({ endedAt: at, endedBy: by })
    .where('stationId', '=', stationId)
    .where('id', '=', id)
    .execute()
}

/** Whether the line or village that a streak is about is the station's. */
export async function requireSubject(tx: Tx, stationId: string, subject: DefineStreak['subject']): Promise<void> {
  if (subject.kind === 'line') {
    const { rows } = await sql`select from line where station_id = ${stationId} and id = ${subject.lineId}`.execute(tx)
    if (rows.length === 0) fail('line/not-found')
  }
  if (subject.kind === 'village') {
    const { rows } = await sql`
      select from place where station_id = ${stationId} and id = ${subject.villageId} and kind = 'village'`.execute(tx)
    if (rows.length === 0) fail('place/village-unknown')
  }
}
