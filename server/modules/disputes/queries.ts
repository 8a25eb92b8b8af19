import type { Dispute, HostFacts } from '@sifang/domain/disputes'
import type { Role } from '@sifang/domain/permissions'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { readable } from '../follow-ups/index.ts'

/** Keeps what stands, and the columns that lists and figures ask for. */
export async function keepDispute(
  tx: Tx,
  stationId: string,
  row: { readonly id: string; readonly villageId: string | null },
  dispute: Dispute,
): Promise<void> {
  const { state, procedure, cause, reportedOn, acceptedOn, settledOn, endedOn } = dispute
  await sql`
    insert into dispute (station_id, id, standing, state, procedure, cause, village_id, reported_on, accepted_on, settled_on,
      ended_on)
    values (${stationId}, ${row.id}, ${JSON.stringify(dispute)}, ${state}, ${procedure}, ${cause}, ${row.villageId},
      ${reportedOn}, ${acceptedOn}, ${settledOn}, ${endedOn})
    on conflict (station_id, id) do update set standing = excluded.standing, state = excluded.state,
      procedure = excluded.procedure, cause = excluded.cause, accepted_on = excluded.accepted_on,
      settled_on = excluded.settled_on, ended_on = excluded.ended_on`.execute(tx)
}

export async function insertWords(
  tx: Tx,
  stationId: string,
  words: { disputeId: string; entryId: string; version: number; kind: string; sealed: Buffer },
): Promise<void> {
  await sql`
    insert into dispute_words (station_id, dispute_id, entry_id, version, kind, sealed)
    values (${stationId}, ${words.disputeId}, ${words.entryId}, ${words.version}, ${words.kind}, ${words.sealed})`.execute(
    tx,
  )
}

export async function readWords(connection: Connection, stationId: string, disputeId: string) {
  const { rows } = await sql<{ version: number; kind: string; sealed: Buffer }>`
    select version, kind, sealed from dispute_words
    where station_id = ${stationId} and dispute_id = ${disputeId} and sealed is not null order by version`.execute(
    connection,
  )
  return rows
}

export type PartyPart = 'applicant' | 'respondent' | 'other'
export type Party = { readonly id: string; readonly part: PartyPart; readonly sealed: Buffer | null }

export async function readParties(
  connection: Connection,
  stationId: string,
  disputeId: string,
): Promise<readonly Party[]> {
  const { rows } = await sql<Party>`
    select id, part, sealed from dispute_party
    where station_id = ${stationId} and dispute_id = ${disputeId} order by ordinal, id`.execute(connection)
  return rows
}

/** Enters a party or writes it anew. Errors: dispute/party-unknown, when the id is another dispute's. */
export async function keepParty(
  tx: Tx,
  stationId: string,
  party: { id: string; disputeId: string; part: PartyPart; sealed: Buffer },
): Promise<void> {
  const { rows } = await sql`
    insert into dispute_party (station_id, id, dispute_id, part, ordinal, sealed)
    values (${stationId}, ${party.id}, ${party.disputeId}, ${party.part},
      (select count(*) + 1 from dispute_party where station_id = ${stationId} and dispute_id = ${party.disputeId}),
      ${party.sealed})
    on conflict (station_id, id) do update set part = excluded.part, sealed = excluded.sealed
      where dispute_party.dispute_id = excluded.dispute_id
    returning id`.execute(tx)
  if (rows.length === 0) fail('dispute/party-unknown')
}

/** Roles of members by id; whoever is none is left out. */
export async function rolesOf(
  connection: Connection,
  stationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Role>> {
  const { rows } = await sql<{ id: string; role: Role }>`
    select id, role from member where station_id = ${stationId} and id = any(${[...ids]}::uuid[])`.execute(connection)
  return new Map(rows.map(({ id, role }) => [id, role]))
}

type MediatorRow = {
  readonly committeeId: string
  readonly memberId: string | null
  readonly role: Role | null
  readonly hasSeal: boolean
  readonly covers: boolean
  readonly inTerm: boolean
}

/** A mediator of the register as the guards see them, for a village on a day. Errors: dispute/mediator-not-found. */
export async function mediatorFacts(
  connection: Connection,
  stationId: string,
  mediatorId: string,
  { villageId, on }: { readonly villageId: string | null; readonly on: string },
): Promise<HostFacts> {
  const { rows } = await sql<MediatorRow>`
    select m.committee_id, m.member_id, member.role, c.has_seal,
      c.place_id is null or c.place_id = v.id or c.place_id = v.community_id as covers,
      ${on}::date between greatest(m.from_day, c.from_day) and least(coalesce(m.to_day, 'infinity'), coalesce(c.to_day, 'infinity'))
        as in_term
    from mediator m
    join committee c on c.station_id = m.station_id and c.id = m.committee_id
    left join member on member.station_id = m.station_id and member.id = m.member_id
    left join place v on v.station_id = m.station_id and v.id = ${villageId}
    where m.station_id = ${stationId} and m.id = ${mediatorId}`.execute(connection)
  const row = rows[0] ?? fail('dispute/mediator-not-found')
  const { committeeId, memberId, role, hasSeal, covers, inTerm } = row
  return {
    host: { kind: 'mediator', mediatorId, committeeId, memberId },
    role,
    hasSeal,
    covers: covers ?? false,
    inTerm,
  }
}

/** The cadre of a village: the one who has had it longest; null when there is none on that day. */
export async function cadreOf(
  connection: Connection,
  stationId: string,
  villageId: string | null,
  on: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select m.id from member_area a join member m on m.station_id = a.station_id and m.id = a.member_id
    where a.station_id = ${stationId} and a.village_id = ${villageId} and m.role = 'cadre'
      and a.from_day <= ${on}::date and (a.to_day is null or a.to_day >= ${on}::date)
      and (m.left_on is null or m.left_on > ${on}::date)
    order by a.from_day, m.id limit 1`.execute(connection)
  return rows[0]?.id ?? null
}

/** What was said in the findings of a matter, sealed. */
export async function readFindingWords(connection: Connection, stationId: string, followUpId: string) {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from finding where station_id = ${stationId} and follow_up_id = ${followUpId} and sealed is not null
    order by received_at, id`.execute(connection)
  return rows
}

/** The village of a dispute's follow-up, within reach and read by this member. Errors: dispute/not-found, dispute/not-a-dispute. */
export async function getDisputeMatter(
  ctx: Context,
  connection: Connection,
  id: string,
): Promise<{
  readonly villageId: string | null
  readonly version: number
  readonly followUpState: string
  readonly ownerId: string
}> {
  const { rows } = await sql<{
    villageId: string | null
    version: number
    followUpState: string
    ownerId: string
    subject: string
  }>`select village_id, version, state as follow_up_state, owner_id, subject from follow_up f
    where station_id = ${ctx.station.id} and id = ${id} and ${readable(ctx)}`.execute(connection)
  const { subject, ...row } = rows[0] ?? fail('dispute/not-found')
  const own = row.villageId !== null && ctx.actor.villageIds.includes(row.villageId)
  if (ctx.scope !== 'station' && !own) fail('dispute/not-found')
  return subject === 'dispute' ? row : fail('dispute/not-a-dispute')
}
