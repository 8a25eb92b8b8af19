import { dayOf } from '@sifang/domain/calendar'
import { countsAtOnce } from '@sifang/domain/findings'
import { mayDecide, type Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { appendEntry } from '../follow-ups/index.ts'
import { applyChange, mayApply } from '../places/index.ts'
import type { BaseDataChange } from './base-data.ts'
import type { DecideBaseData } from './base-data-schema.ts'

type Said = {
  readonly id: string
  readonly followUpId: string
  readonly placeId: string
  readonly change: BaseDataChange
  readonly at: Date
  readonly reporterId: string | null
  readonly enteredBy: string
  readonly decided: boolean
  readonly corrected: boolean
}

/**
 * What an officer decides about what somebody else said of base data (DOMAIN.md §5). Confirmed: it is applied in the same
 * transaction, on top of the version that was looked at, and its follow-up is settled; rejected: settled with the reason.
 * Whoever reported it is then to be told. Errors: finding/not-found, finding/corrected-already, finding/decided-already,
 * account/not-allowed, account/own-entry, record/changed and those of the change and of `appendEntry`.
 */
export function decide(ctx: Context, findingId: string, command: DecideBaseData) {
  return once(ctx, { id: command.id, target: findingId, body: command }, async (tx) => {
    const said = await getSaid(ctx, tx, findingId)
    const own = { enteredBy: said.enteredBy, alsoOf: said.reporterId ? [said.reporterId] : [] }
    const refusal = mayDecide('confirm-base-data', ctx.actor, own)
    if (refusal) fail(refusal)
    if (said.corrected) fail('finding/corrected-already')
    if (said.decided) fail('finding/decided-already')

    const applied = command.verdict === 'confirmed' ? await apply(ctx, tx, said, command.basedOn) : none
    const words = command.verdict === 'rejected' ? command.reason : undefined
    const settled = await settle(ctx, tx, said, { ...command, placeId: applied.placeId }, words)
    return {
      reply: { id: findingId, followUpId: said.followUpId, verdict: command.verdict, placeId: applied.placeId },
      changed: [...settled, ...applied.changed],
    }
  })
}

type New = Omit<Said, 'decided' | 'corrected'> & { readonly residentAsked: boolean }

/**
 * What police saw themselves counts at once: it is applied with its entry, and there is nothing left to do. What others said
 * or passed on waits, and so does what is done by hand or is not theirs to change.
 */
export async function applyAtOnce(ctx: Context, tx: Tx, said: New): Promise<readonly Change[]> {
  const { change, reporterId, residentAsked } = said
  if (change.kind === 'other' || reporterId === null || residentAsked) return []
  if (!mayApply(ctx, await kindOf(ctx, tx, said.placeId), change)) return []
  if (!countsAtOnce(ctx.actor.role, await roleOf(ctx, tx, reporterId))) return []
  const { placeId, changed } = await apply(ctx, tx, said, null)
  const settled = await settle(ctx, tx, said, { id: ctx.newId(), verdict: 'confirmed', placeId })
  // the one whose word it is has settled it
  if (reporterId !== ctx.actor.memberId) return [...settled, ...changed]
  const step = { kind: 'confirmed', from: reporterId } as const
  const closed = await appendEntry(ctx, tx, said.followUpId, { id: ctx.newId(), step })
  return [...closed.changed, ...changed]
}

const none = { placeId: null, changed: [] }

async function apply(ctx: Context, tx: Tx, said: Pick<Said, 'placeId' | 'change' | 'at'>, basedOn: number | null) {
  const { change, placeId, at } = said
  // what no rule can apply was done by hand before
  if (change.kind === 'other') return none
  return applyChange(ctx, tx, { placeId, basedOn, change, seenOn: dayOf(at, ctx.station.timeZone) })
}

type Decision = Pick<DecideBaseData, 'id' | 'verdict'> & { readonly placeId: string | null }

async function settle(
  ctx: Context,
  tx: Tx,
  { id: findingId, followUpId }: Pick<Said, 'id' | 'followUpId'>,
  { id, verdict, placeId }: Decision,
  words?: string,
): Promise<readonly Change[]> {
  await sql`
    insert into base_data_decision (station_id, id, finding_id, follow_up_id, verdict, place_id, at, by)
    values (${ctx.station.id}, ${id}, ${findingId}, ${followUpId}, ${verdict}, ${placeId}, ${ctx.now()}, ${ctx.actor.memberId})`.execute(
    tx,
  )
  const settled = await appendEntry(ctx, tx, followUpId, { id: ctx.newId(), step: { kind: 'settled' }, words })
  const details = { findingId, verdict }
  await record(ctx, tx, { action: 'base-data.decided', entity: 'follow-up', entityId: followUpId, details })
  return settled.changed
}

/** A change of base data as it was said, held against other decisions. Errors: finding/not-found. */
async function getSaid(ctx: Context, tx: Tx, findingId: string): Promise<Said> {
  const { rows } = await sql<Said>`
    select d.id, d.follow_up_id, d.place_id, d.change, d.at, d.reporter_id, d.entered_by,
      exists (select from base_data_decision x where x.station_id = d.station_id and x.finding_id = d.id) as decided,
      exists (select from finding c where c.station_id = d.station_id and c.corrects_id = d.id) as corrected
    from finding d join follow_up f on f.station_id = d.station_id and f.id = d.follow_up_id
    where d.station_id = ${ctx.station.id} and d.id = ${findingId} and d.kind = 'base-data-change' and d.change is not null
    for no key update of f`.execute(tx)
  return rows[0] ?? fail('finding/not-found')
}

async function roleOf(ctx: Context, connection: Connection, memberId: string): Promise<Role | null> {
  const { rows } = await sql<{ role: Role }>`
    select role from member where station_id = ${ctx.station.id} and id = ${memberId}`.execute(connection)
  return rows[0]?.role ?? null
}

async function kindOf(ctx: Context, connection: Connection, placeId: string): Promise<string> {
  const { rows } = await sql<{ kind: string }>`
    select kind from place where station_id = ${ctx.station.id} and id = ${placeId}`.execute(connection)
  return rows[0]?.kind ?? fail('place/not-found')
}
