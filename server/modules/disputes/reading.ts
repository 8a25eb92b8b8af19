import { dayOf, zoneOf } from '@sifang/domain/calendar'
import {
  allowedSteps,
  confirmationState,
  type Dispute,
  disputeDates,
  disputeOf,
  dueWarnings,
  incidentUndecided,
  missingOf,
  needOf,
} from '@sifang/domain/disputes'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { readEntries } from '../follow-ups/index.ts'
import { getStation } from '../stations/index.ts'
import { getDisputeMatter, readParties } from './queries.ts'
import type { DisputeQuery, disputeDetail, disputePage, disputeRow } from './schema.ts'

type Row = z.input<typeof disputeRow>

/** Disputes that were taken up, the latest reported first; codes only. Rides on dispute_by_day or dispute_of_village. */
export async function findDisputes(ctx: Context, query: DisputeQuery): Promise<z.input<typeof disputePage>> {
  const after = readCursor(query.after, 2)
  const conditions = [sql`d.station_id = ${ctx.station.id}`]
  if (ctx.scope !== 'station') conditions.push(sql`d.village_id = any(${[...ctx.actor.villageIds]}::uuid[])`)
  if (query.state) conditions.push(sql`d.state = ${query.state}`)
  if (query.procedure) conditions.push(sql`d.procedure = ${query.procedure}`)
  if (query.cause) conditions.push(sql`d.cause = ${query.cause}`)
  if (query.villageId) conditions.push(sql`d.village_id = ${query.villageId}`)
  if (after) conditions.push(sql`(d.reported_on, d.id) < (${after[0]}::date, ${after[1]}::uuid)`)
  const { rows } = await sql<Row>`
    ${selectRows} where ${sql.join(conditions, sql` and `)}
    order by d.reported_on desc, d.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.reportedOn, last.id]) : null }
}

const selectRows = sql`
  select d.id, f.version, d.state, d.procedure, d.cause, d.village_id, v.name as village_name, d.reported_on, d.accepted_on,
    d.settled_on, d.ended_on, f.state as follow_up_state
  from dispute d
  join follow_up f on f.station_id = d.station_id and f.id = d.id
  left join place v on v.station_id = d.station_id and v.id = d.village_id`

/** One dispute with what may come next, what is missing and its dates; without names and words. Errors: dispute/not-found. */
export async function readDispute(ctx: Context, id: string): Promise<z.input<typeof disputeDetail>> {
  const matter = await getDisputeMatter(ctx, ctx.db, id)
  const dispute = disputeOf(await readEntries(ctx.db, ctx.station.id, id), zoneOf(ctx.station.timeZone))
  const { settings } = await getStation(ctx.db, ctx.station.id)
  const today = dayOf(ctx.now(), ctx.station.timeZone)
  const dates = disputeDates(dispute, settings.disputes)
  const warned = dueWarnings(dates, today)
  const { state, procedure, cause, reportedOn, acceptedOn, settledOn, endedOn, agreement } = dispute
  return {
    id,
    version: matter.version,
    followUpState: matter.followUpState,
    villageId: matter.villageId,
    villageName: await villageName(ctx, matter.villageId),
    ...{ state, procedure, cause, reportedOn, acceptedOn, settledOn, endedOn },
    origin: dispute.origin,
    host: await hostNamed(ctx, ctx.db, dispute),
    // a volunteer's peace-making is not named
    hostMemberId: procedure === 'informal' ? null : (dispute.host?.memberId ?? null),
    circumstances: [...dispute.circumstances],
    cadreContacted: dispute.cadreContacted,
    informed: dispute.informed,
    sittings: [...dispute.sittings],
    agreement: agreement && {
      ...agreement,
      needed: [...agreement.needed],
      signedBy: [...agreement.signedBy],
      instalments: [...agreement.instalments],
    },
    confirmation: confirmationState(dispute, today),
    revisits: [...dispute.revisits],
    referredTo: dispute.referredTo,
    refusedFor: dispute.refusedFor,
    noPenalty: dispute.noPenalty,
    incident: dispute.incident,
    incidentAsked: incidentUndecided(dispute),
    incidentId: dispute.incidentId,
    needTo: cause === null ? null : needOf(cause),
    needId: dispute.needId,
    parties: (await readParties(ctx.db, ctx.station.id, id)).map(({ id: partyId, part }) => ({ id: partyId, part })),
    allowed: [...allowedSteps(dispute)],
    missing: [...missingOf(dispute, settings.disputes)],
    dates: dates.map((date) => {
      const warning = warned.find(({ kind, no }) => kind === date.kind && no === date.no)
      const daysLeft = date.on === null ? null : (Date.parse(date.on) - Date.parse(today)) / 86_400_000
      return { ...date, daysLeft, warns: warning !== undefined }
    }),
  }
}

async function villageName(ctx: Context, villageId: string | null): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from place where station_id = ${ctx.station.id} and id = ${villageId}`.execute(ctx.db)
  return rows[0]?.name ?? null
}

/** Who hosts it, by name: an officer's or a mediator's function is no secret; a volunteer's peace-making is not named. */
export async function hostNamed(ctx: Context, connection: Connection, { host, procedure }: Dispute) {
  if (host === null || procedure === 'informal') return null
  const id = host.kind === 'mediator' ? host.mediatorId : host.memberId
  const { rows } = await sql<{ name: string }>`
    select coalesce(m.name, member.name) as name
    from (select ${id}::uuid as id) asked
    left join mediator m on m.station_id = ${ctx.station.id} and m.id = asked.id
    left join member on member.station_id = ${ctx.station.id} and member.id = coalesce(m.member_id, asked.id)`.execute(
    connection,
  )
  return { kind: host.kind, id, name: rows[0]?.name ?? '' }
}
