import type { Answers } from '@sifang/domain/checklists'
import type { CheckState, OutsideParty } from '@sifang/domain/checks'
import type { Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { countFiles } from '../attachments/index.ts'
import type { Hazard } from './schema.ts'

export type CheckMember = { readonly id: string; readonly name: string; readonly role: Role }

/** The members among these who have not left. */
export async function findMembers(
  connection: Connection,
  stationId: string,
  ids: readonly string[],
): Promise<readonly CheckMember[]> {
  const { rows } = await sql<CheckMember>`
    select id, name, role from member
    where station_id = ${stationId} and id = any(${[...ids]}::uuid[]) and left_on is null order by name`.execute(
    connection,
  )
  return rows
}

/** Villages of the places, which all have to be there and open. Errors: place/not-found, place/closed. */
export async function villagesOf(
  connection: Connection,
  stationId: string,
  placeIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ villageId: string | null; closed: boolean }>`
    select village_id, closed_at is not null as closed from place
    where station_id = ${stationId} and id = any(${[...placeIds]}::uuid[]) and merged_into_id is null
      and kind <> 'community'`.execute(connection)
  if (rows.length !== new Set(placeIds).size) fail('place/not-found')
  if (rows.some(({ closed }) => closed)) fail('place/closed')
  return [...new Set(rows.flatMap(({ villageId }) => (villageId === null ? [] : [villageId])))]
}

/** Villages of a check's places, for the change feed. */
export async function villagesAt(tx: Tx, stationId: string, checkId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ villageId: string }>`
    select distinct p.village_id from targeted_check_place s
    join place p on p.station_id = s.station_id and p.id = s.place_id
    where s.station_id = ${stationId} and s.check_id = ${checkId} and p.village_id is not null`.execute(tx)
  return rows.map(({ villageId }) => villageId)
}

/** What is planned, but for places and members. */
export type NewCheck = {
  readonly id: string
  readonly title: string
  readonly plannedOn: string
  readonly checklistId: string
  readonly checklistVersion: number
  readonly places: number
  readonly outsiders: readonly OutsideParty[]
  readonly sealedOutsiders: Buffer | null
}

export async function insertCheck(tx: Tx, ctx: Context, made: NewCheck): Promise<void> {
  await sql`
    insert into targeted_check (station_id, id, title, planned_on, checklist_id, checklist_version, state, places,
      planned_at, planned_by, outsiders, sealed_outsiders)
    values (${ctx.station.id}, ${made.id}, ${made.title}, ${made.plannedOn}, ${made.checklistId},
      ${made.checklistVersion}, 'planned', ${made.places}, ${ctx.now()}, ${ctx.actor.memberId},
      ${[...made.outsiders]}::text[], ${made.sealedOutsiders})`.execute(tx)
}

/** Puts places and members into a check that has none. */
export async function insertPlanned(
  tx: Tx,
  stationId: string,
  id: string,
  { placeIds, memberIds }: { readonly placeIds: readonly string[]; readonly memberIds: readonly string[] },
): Promise<void> {
  await insertMembers(tx, stationId, id, memberIds)
  await sql`
    insert into targeted_check_place (station_id, check_id, place_id, no, state)
    select ${stationId}, ${id}, p.id, p.no, 'planned'
    from unnest(${[...placeIds]}::uuid[]) with ordinality as p(id, no)`.execute(tx)
}

export async function insertMembers(
  tx: Tx,
  stationId: string,
  checkId: string,
  memberIds: readonly string[],
): Promise<void> {
  await sql`
    insert into targeted_check_member (station_id, check_id, member_id)
    select ${stationId}, ${checkId}, m from unnest(${[...memberIds]}::uuid[]) m`.execute(tx)
}

/** Puts another plan in the place of the one that stands, which has not begun: places and members are taken out of it. */
export async function changeStored(tx: Tx, stationId: string, made: NewCheck): Promise<void> {
  await sql`
    update targeted_check set version = version + 1, title = ${made.title}, planned_on = ${made.plannedOn},
      checklist_id = ${made.checklistId}, checklist_version = ${made.checklistVersion}, places = ${made.places},
      outsiders = ${[...made.outsiders]}::text[], sealed_outsiders = ${made.sealedOutsiders}
    where station_id = ${stationId} and id = ${made.id}`.execute(tx)
  await sql`delete from targeted_check_member where station_id = ${stationId} and check_id = ${made.id}`.execute(tx)
  await sql`delete from targeted_check_place where station_id = ${stationId} and check_id = ${made.id}`.execute(tx)
}

export async function withdrawStored(tx: Tx, ctx: Context, id: string, reason: string): Promise<void> {
  await sql`
    update targeted_check set state = 'withdrawn', withdrawn_at = ${ctx.now()}, withdrawn_by = ${ctx.actor.memberId},
      withdrawn_reason = ${reason}
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
  await sql`
    update targeted_check_place set state = 'withdrawn'
    where station_id = ${ctx.station.id} and check_id = ${id}`.execute(tx)
}

export type StoredCheck = {
  readonly state: CheckState
  readonly version: number
  readonly checklistId: string
  readonly checklistVersion: number
  /** And other files: attachments of its matter. */
  readonly photos: number
}

/** A check, locked against other commands; photos are counted once it is. Errors: check/not-found. */
export async function lockCheck(tx: Tx, stationId: string, id: string): Promise<StoredCheck> {
  const { rows } = await sql<Omit<StoredCheck, 'photos'>>`
    select state, version, checklist_id, checklist_version from targeted_check
    where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  const check = rows[0] ?? fail('check/not-found')
  return { ...check, photos: await countFiles(tx, stationId, id) }
}

/** One place of a check, as commands need it. */
export type Sheet = {
  readonly checkId: string
  readonly placeId: string
  readonly villageId: string | null
  readonly checklistId: string
  readonly checklistVersion: number
  readonly state: CheckState
  readonly version: number
  readonly places: number
  readonly done: number
}

/** One place of a check, its check locked against other commands. Errors: check/not-found. */
export async function lockSheet(tx: Tx, stationId: string, checkId: string, placeId: string): Promise<Sheet> {
  const { rows: held } = await sql`
    select from targeted_check where station_id = ${stationId} and id = ${checkId} for no key update`.execute(tx)
  if (held.length === 0) fail('check/not-found')
  const { rows } = await sql<Sheet>`
    select s.check_id, s.place_id, p.village_id, c.checklist_id, c.checklist_version, s.state, s.version, c.places, c.done
    from targeted_check c
    join targeted_check_place s on s.station_id = c.station_id and s.check_id = c.id and s.place_id = ${placeId}
    join place p on p.station_id = s.station_id and p.id = s.place_id
    where c.station_id = ${stationId} and c.id = ${checkId}`.execute(tx)
  return rows[0] ?? fail('check/not-found')
}

/** Members of a check, by name. */
export async function membersOf(
  connection: Connection,
  stationId: string,
  checkId: string,
): Promise<readonly CheckMember[]> {
  const { rows } = await sql<CheckMember>`
    select m.id, m.name, m.role from targeted_check_member t
    join member m on m.station_id = t.station_id and m.id = t.member_id
    where t.station_id = ${stationId} and t.check_id = ${checkId} order by m.name, m.id`.execute(connection)
  return rows
}

export async function keepAnswers(
  tx: Tx,
  stationId: string,
  { checkId, placeId, version }: Sheet,
  answers: { clear: Answers; sealed: Buffer | null },
): Promise<void> {
  await sql`
    update targeted_check_place set version = ${version + 1}, answers = ${JSON.stringify(answers.clear)},
      sealed_answers = ${answers.sealed}, state = case when state = 'planned' then 'under-way' else state end
    where station_id = ${stationId} and check_id = ${checkId} and place_id = ${placeId}`.execute(tx)
}

export type Completion = {
  readonly at: Date
  readonly visitId: string
  /** Of its paper. */
  readonly year: number
  readonly number: number
}

export async function markComplete(tx: Tx, ctx: Context, { checkId, placeId }: Sheet, made: Completion): Promise<void> {
  await sql`
    update targeted_check_place set state = 'complete', checked_at = ${made.at}, completed_at = ${ctx.now()},
      completed_by = ${ctx.actor.memberId}, visit_id = ${made.visitId}, paper_year = ${made.year}, paper_number = ${made.number}
    where station_id = ${ctx.station.id} and check_id = ${checkId} and place_id = ${placeId}`.execute(tx)
}

/** How far the places of a check are. */
export async function countPlaces(
  tx: Tx,
  stationId: string,
  checkId: string,
): Promise<{ places: number; begun: number; done: number }> {
  const { rows } = await sql<{ places: number; begun: number; done: number }>`
    select count(*)::int as places, count(*) filter (where state <> 'planned')::int as begun,
      count(*) filter (where state = 'complete')::int as done
    from targeted_check_place where station_id = ${stationId} and check_id = ${checkId}`.execute(tx)
  return rows[0] ?? fail('check/not-found')
}

export async function setCheckState(
  tx: Tx,
  stationId: string,
  checkId: string,
  state: CheckState,
  done: number,
): Promise<void> {
  await sql`
    update targeted_check set state = ${state}, done = ${done}
    where station_id = ${stationId} and id = ${checkId}`.execute(tx)
}

export type NewSignature = {
  readonly memberId: string | null
  readonly party: OutsideParty | null
  readonly refused: boolean
  readonly sealed: Buffer
}

export async function insertSignatures(
  tx: Tx,
  stationId: string,
  { checkId, placeId }: Sheet,
  signatures: readonly NewSignature[],
): Promise<void> {
  for (const [index, { memberId, party, refused, sealed }] of signatures.entries()) {
    await sql`
      insert into targeted_check_signature (station_id, check_id, place_id, no, member_id, party, refused, sealed)
      values (${stationId}, ${checkId}, ${placeId}, ${index + 1}, ${memberId}, ${party}, ${refused}, ${sealed})`.execute(
      tx,
    )
  }
}

export async function insertHazard(
  tx: Tx,
  stationId: string,
  { checkId, placeId }: Sheet,
  no: number,
  hazard: Hazard,
): Promise<void> {
  await sql`
    insert into targeted_check_hazard (station_id, id, check_id, place_id, no, question, answer, settle_by, recheck_on)
    values (${stationId}, ${hazard.id}, ${checkId}, ${placeId}, ${no}, ${hazard.question}, ${hazard.answer},
      ${hazard.settleBy}, ${hazard.recheckOn})`.execute(tx)
}

export type StoredHazard = {
  readonly id: string
  readonly placeId: string
  readonly villageId: string | null
  readonly rectifiedAt: Date | null
}

/** A hazard of a check, locked against another re-check. Errors: check/hazard-not-found. */
export async function lockHazard(tx: Tx, stationId: string, checkId: string, id: string): Promise<StoredHazard> {
  const { rows } = await sql<StoredHazard>`
    select h.id, h.place_id, p.village_id, h.rectified_at from targeted_check_hazard h
    join place p on p.station_id = h.station_id and p.id = h.place_id
    where h.station_id = ${stationId} and h.check_id = ${checkId} and h.id = ${id} for no key update of h`.execute(tx)
  return rows[0] ?? fail('check/hazard-not-found')
}

export async function insertRecheck(
  tx: Tx,
  ctx: Context,
  made: { id: string; hazardId: string; outcome: 'rectified' | 'not-rectified'; nextOn: string | null },
): Promise<void> {
  await sql`
    insert into targeted_recheck (station_id, id, hazard_id, outcome, at, by, next_on)
    values (${ctx.station.id}, ${made.id}, ${made.hazardId}, ${made.outcome}, ${ctx.now()}, ${ctx.actor.memberId},
      ${made.nextOn})`.execute(tx)
  await sql`
    update targeted_check_hazard set recheck_on = ${made.nextOn},
      rectified_at = ${made.outcome === 'rectified' ? ctx.now() : null}
    where station_id = ${ctx.station.id} and id = ${made.hazardId}`.execute(tx)
}
