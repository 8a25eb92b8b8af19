import type { Instant } from '@sifang/domain/calendar'
import type { Urgency } from '@sifang/domain/findings'
import type { ClockRules, FollowUp, FollowUpSubject } from '@sifang/domain/follow-ups'
import { type LadderReason, ladderOf } from '@sifang/domain/ladder'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { ladderFacts } from './ladder.ts'
import { clockRulesFor } from './rules.ts'

/** A follow-up that the ladder has brought before the chief. */
export type ForChief = {
  readonly id: string
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
  readonly placeId: string
  readonly villageId: string | null
  readonly reason: LadderReason
  readonly since: Instant
}

/** More than this does not fit onto an agenda; the longest open ones come first. */
const most = 300

/**
 * What stands on the ladder's rung “appointment” now, all of the station. Only what may stand there is judged: past one
 * of its times, or one of several at a place with a tier. Rides on follow_up_open and follow_up_of_place.
 */
export async function findForChief(ctx: Context, connection: Connection): Promise<readonly ForChief[]> {
  const { rows } = await sql<{ id: string; villageId: string | null; placeKind: string; standing: FollowUp }>`
    select f.id, f.village_id, p.kind as place_kind, f.standing
    from follow_up f join place p on p.station_id = f.station_id and p.id = f.place_id
    where f.station_id = ${ctx.station.id} and f.closed_at is null and f.state in ('open', 'accepted', 'working')
      and f.subject in ('dispute', 'hazard', 'tip', 'need')
      and (f.overdue_from < ${ctx.now()} or (p.tier is not null and exists (
        select from follow_up o where o.station_id = f.station_id and o.place_id = f.place_id and o.id <> f.id
          and o.opened_at <= f.opened_at)))
    order by f.opened_at, f.id limit ${most}`.execute(connection)
  const rulesOf = rulesByVillage(ctx, connection)
  const found: ForChief[] = []
  for (const { id, villageId, placeKind, standing } of rows) {
    const facts = await ladderFacts(ctx, id, placeKind, standing, await rulesOf(villageId))
    const stands = ladderOf(facts, ctx.now().getTime())?.stands
    if (stands?.rung !== 'appointment') continue
    const { subject, urgency, placeId } = standing
    const since = stands.at ?? standing.openedAt
    found.push({ id, subject, urgency, placeId, villageId, reason: stands.reason, since })
  }
  return found
}

/** The ladder reads their lengths alone: the same for all of a village. */
function rulesByVillage(ctx: Context, connection: Connection) {
  const known = new Map<string | null, ClockRules>()
  return async (villageId: string | null): Promise<ClockRules> => {
    const rules = known.get(villageId) ?? (await clockRulesFor(ctx, connection, villageId, ctx.now().getTime()))
    known.set(villageId, rules)
    return rules
  }
}
