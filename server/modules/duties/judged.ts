import { sql } from 'kysely'
import type { Write } from '../../platform/db/write.ts'
import type { StoredDuty, StoredLife } from './life.ts'

/** A duty as the rules see it now, in the columns of the table `duty`. */
export type JudgedDuty = StoredDuty & { readonly placeId: string }

type Row = JudgedDuty & { readonly gone: boolean }

/** What differs between the stored duties of a place and what the rules say; a withdrawn forecast is gone without trace. */
export function dutyDifferences(life: StoredLife, judged: readonly JudgedDuty[]): readonly Row[] {
  const stored = new Map(life.duties.map((duty) => [keyOf(duty), duty]))
  const wanted = new Set(judged.map(keyOf))
  const changed = judged.filter((duty) => {
    const before = stored.get(keyOf(duty))
    return before === undefined || !isSame(before, duty)
  })
  const withdrawn = life.duties.filter((duty) => !wanted.has(keyOf(duty)))
  return [
    ...changed.map((duty) => ({ ...duty, gone: false })),
    ...withdrawn.map((duty) => ({ ...duty, placeId: life.id, gone: true })),
  ]
}

const keyOf = ({ lineId, period, periodStart }: StoredDuty): string => `${lineId} ${period} ${periodStart}`

function isSame(a: StoredDuty, b: StoredDuty): boolean {
  return (
    Date.parse(a.fromAt) === Date.parse(b.fromAt) &&
    a.until === b.until &&
    a.tier === b.tier &&
    a.visits === b.visits &&
    a.visitsDone === b.visitsDone &&
    a.state === b.state &&
    sameInstant(a.fulfilledAt, b.fulfilledAt) &&
    a.reportedLate === b.reportedLate &&
    a.ownerId === b.ownerId &&
    a.failedAttempts === b.failedAttempts
  )
}

const sameInstant = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : Date.parse(a) === Date.parse(b)

/** What brings the stored duties of any number of places to the judged ones. */
export function dutyWrites(stationId: string, rows: readonly Row[]): readonly Write[] {
  const gone = rows.filter((row) => row.gone)
  const kept = rows.filter((row) => !row.gone)
  const writes: Write[] = []
  if (gone.length > 0) {
    writes.push(sql`
      delete from duty d using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
        as x("placeId" uuid, "lineId" uuid, "period" text, "periodStart" date)
      where d.station_id = ${stationId} and d.place_id = x."placeId" and d.line_id = x."lineId" and d.period = x."period"
        and d.period_start = x."periodStart"`)
  }
  if (kept.length > 0) {
    writes.push(sql`
      insert into duty (station_id, place_id, line_id, period, period_start, from_at, until, tier, visits, visits_done, state,
        fulfilled_at, reported_late, owner_id, failed_attempts)
      select ${stationId}, x."placeId", x."lineId", x."period", x."periodStart", x."fromAt", x."until", x."tier", x."visits",
        x."visitsDone", x."state", x."fulfilledAt", x."reportedLate", x."ownerId", x."failedAttempts"
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
        as x("placeId" uuid, "lineId" uuid, "period" text, "periodStart" date, "fromAt" timestamptz, "until" date, "tier" text,
          "visits" int, "visitsDone" int, "state" text, "fulfilledAt" timestamptz, "reportedLate" boolean, "ownerId" uuid,
          "failedAttempts" int)
      on conflict (station_id, place_id, line_id, period, period_start) do update set
        from_at = excluded.from_at, until = excluded.until, tier = excluded.tier, visits = excluded.visits,
        visits_done = excluded.visits_done, state = excluded.state, fulfilled_at = excluded.fulfilled_at,
        reported_late = excluded.reported_late, owner_id = excluded.owner_id, failed_attempts = excluded.failed_attempts, version = duty.version + 1`)
  }
  return writes
}
