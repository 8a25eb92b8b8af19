import type { Checklist } from '@sifang/domain/checklists'
import { planStands } from '@sifang/domain/checks'
import { paperNumber } from '@sifang/domain/papers'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { countFiles } from '../attachments/index.ts'
import { checklistContent } from '../checklists/index.ts'
import { shortNameOf } from '../papers/index.ts'
import { membersOf } from './queries.ts'
import type { checkDetail, placeDetail } from './schema.ts'
import type { StoredAnswers } from './sealed.ts'

type Detail = z.input<typeof checkDetail>
type Stored = Omit<Detail, 'plannedAt' | 'members' | 'places' | 'planStands' | 'withdrawn'> & {
  plannedAt: Date
  withdrawnAt: Date | null
  withdrawnByName: string | null
  withdrawnReason: string | null
}
type StoredPlace = Omit<Detail['places'][number], 'checkedAt'> & { checkedAt: Date | null }

/** One check with its places: what is clear of it. Errors: check/not-found. */
export async function getCheck(ctx: Context, id: string): Promise<Detail> {
  const { rows } = await sql<Stored>`
    select c.id, c.title, c.planned_on, c.state, c.done, c.checklist_id, c.checklist_version,
      l.title as checklist_title, c.outsiders, c.version, c.planned_at, m.name as planned_by_name, c.withdrawn_at,
      w.name as withdrawn_by_name, c.withdrawn_reason
    from targeted_check c
    join checklist_version l on l.station_id = c.station_id and l.checklist_id = c.checklist_id
      and l.version = c.checklist_version
    join member m on m.station_id = c.station_id and m.id = c.planned_by
    left join member w on w.station_id = c.station_id and w.id = c.withdrawn_by
    where c.station_id = ${ctx.station.id} and c.id = ${id}`.execute(ctx.db)
  const { withdrawnAt, withdrawnByName, withdrawnReason, ...check } = rows[0] ?? fail('check/not-found')
  const withdrawn =
    withdrawnAt && withdrawnByName && withdrawnReason
      ? { at: withdrawnAt.toISOString(), byName: withdrawnByName, reason: withdrawnReason }
      : null
  const places = await sql<StoredPlace>`
    select s.place_id, p.name, p.kind, v.name as village_name, p.tier, s.state, s.checked_at,
      (select count(*)::int from targeted_check_hazard h where h.station_id = s.station_id
        and h.check_id = s.check_id and h.place_id = s.place_id) as hazards,
      (select count(*)::int from targeted_check_hazard h where h.station_id = s.station_id
        and h.check_id = s.check_id and h.place_id = s.place_id and h.rectified_at is null) as open_hazards
    from targeted_check_place s
    join place p on p.station_id = s.station_id and p.id = s.place_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    where s.station_id = ${ctx.station.id} and s.check_id = ${id} order by s.no`.execute(ctx.db)
  return {
    ...check,
    plannedAt: check.plannedAt.toISOString(),
    planStands: planStands({ state: check.state, photos: await countFiles(ctx.db, ctx.station.id, id) }),
    withdrawn,
    members: [...(await membersOf(ctx.db, ctx.station.id, id))],
    places: places.rows.map((row) => ({ ...row, checkedAt: row.checkedAt?.toISOString() ?? null })),
  }
}

type PlaceDetail = z.input<typeof placeDetail>
export type StoredSheet = Omit<
  PlaceDetail,
  'checkedAt' | 'members' | 'hazards' | 'signed' | 'checklist' | 'answers' | 'paperNumber'
> & {
  readonly checkedAt: Date | null
  readonly content: Checklist
  readonly answers: StoredAnswers
  readonly sealedAnswers: Buffer | null
  readonly sealedOutsiders: Buffer | null
  readonly checklistTitle: string
  readonly paperYear: number | null
  readonly paperNo: number | null
}

/** One place of a check as it lies in the tables. Errors: check/not-found. */
export async function getSheet(
  connection: Connection,
  stationId: string,
  checkId: string,
  placeId: string,
): Promise<StoredSheet> {
  const { rows } = await sql<StoredSheet>`
    select c.id as check_id, c.title, c.planned_on, s.place_id, p.name as place_name, v.name as village_name, s.state,
      s.version, s.answers, s.sealed_answers, c.sealed_outsiders, s.checked_at, s.visit_id, l.content,
      l.title as checklist_title, s.paper_year, s.paper_number as paper_no
    from targeted_check c
    join targeted_check_place s on s.station_id = c.station_id and s.check_id = c.id and s.place_id = ${placeId}
    join place p on p.station_id = s.station_id and p.id = s.place_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    join checklist_version l on l.station_id = c.station_id and l.checklist_id = c.checklist_id
      and l.version = c.checklist_version
    where c.station_id = ${stationId} and c.id = ${checkId}`.execute(connection)
  return rows[0] ?? fail('check/not-found')
}

/** One place of a check: its questions, what is clear of the answers, its hazards. Errors: check/not-found. */
export async function getPlace(ctx: Context, checkId: string, placeId: string): Promise<PlaceDetail> {
  const stored = await getSheet(ctx.db, ctx.station.id, checkId, placeId)
  const signed = await sql<PlaceDetail['signed'][number]>`
    select m.name as member_name, s.party, s.refused from targeted_check_signature s
    left join member m on m.station_id = s.station_id and m.id = s.member_id
    where s.station_id = ${ctx.station.id} and s.check_id = ${checkId} and s.place_id = ${placeId} order by s.no`.execute(
    ctx.db,
  )
  const { title, plannedOn, placeName, villageName, state, version, answers, visitId } = stored
  return {
    ...{ checkId, title, plannedOn, placeId, placeName, villageName, state, version, answers, visitId },
    paperNumber: await paperNumberOf(ctx, ctx.db, stored),
    checkedAt: stored.checkedAt?.toISOString() ?? null,
    checklist: checklistContent.parse(stored.content),
    members: [...(await membersOf(ctx.db, ctx.station.id, checkId))],
    hazards: [...(await hazardsOf(ctx.db, ctx.station.id, checkId, placeId))],
    signed: signed.rows,
  }
}

/** The number of a sheet's paper; null until it is complete. */
export async function paperNumberOf(
  ctx: Context,
  connection: Connection,
  { paperYear, paperNo }: Pick<StoredSheet, 'paperYear' | 'paperNo'>,
): Promise<string | null> {
  if (paperYear === null || paperNo === null) return null
  return paperNumber(await shortNameOf(ctx, connection), 'targeted-check', paperYear, paperNo)
}

type HazardRow = PlaceDetail['hazards'][number]

/** Hazards of one place's check with how their follow-ups stand and every re-check. */
export async function hazardsOf(
  connection: Connection,
  stationId: string,
  checkId: string,
  placeId: string,
): Promise<readonly HazardRow[]> {
  const { rows } = await sql<Omit<HazardRow, 'rectifiedAt'> & { rectifiedAt: Date | null }>`
    select h.id, h.question, h.answer, h.settle_by, h.recheck_on, h.rectified_at, f.state as follow_up_state,
      m.name as owner_name,
      coalesce((select jsonb_agg(jsonb_build_object('outcome', r.outcome, 'at',
          to_char(r.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'byName', b.name, 'nextOn', r.next_on)
          order by r.at, r.id)
        from targeted_recheck r join member b on b.station_id = r.station_id and b.id = r.by
        where r.station_id = h.station_id and r.hazard_id = h.id), '[]') as rechecks
    from targeted_check_hazard h
    join follow_up f on f.station_id = h.station_id and f.id = h.id
    join member m on m.station_id = f.station_id and m.id = f.owner_id
    where h.station_id = ${stationId} and h.check_id = ${checkId} and h.place_id = ${placeId}
    order by h.no`.execute(connection)
  return rows.map((row) => ({ ...row, rectifiedAt: row.rectifiedAt?.toISOString() ?? null }))
}
