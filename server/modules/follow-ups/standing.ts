import { type ClockRules, type FollowUp, isClosed, nextClock, runningClocks } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connection.ts'
import type { Write } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { instant } from './entries.ts'

/** What stands of a follow-up besides what its entries come to. */
export type Standing = {
  readonly id: string
  readonly villageId: string | null
  readonly placeKind: string
  readonly followUp: FollowUp
}

type Stored = Omit<Standing, 'followUp'> & { readonly standing: FollowUp }

/** The follow-up, locked against other entries. Errors: follow-up/not-found. */
export async function lockFollowUp(connection: Connection, stationId: string, id: string): Promise<Standing> {
  const { rows } = await sql<Stored>`
    select f.id, f.village_id, p.kind as place_kind, f.standing
    from follow_up f join place p on p.station_id = f.station_id and p.id = f.place_id
    where f.station_id = ${stationId} and f.id = ${id} for no key update of f`.execute(connection)
  const { standing, ...row } = rows[0] ?? fail('follow-up/not-found')
  return { ...row, followUp: standing }
}

/** The present state as it is kept: all of it, and the columns that lists ask for. A function of entries and rules alone. */
export function columnsOf(followUp: FollowUp, rules: ClockRules) {
  const next = nextClock(followUp, rules)
  const acts = next !== null && next.outcome.kind !== 'stands'
  return {
    standing: JSON.stringify(followUp),
    version: followUp.version,
    subject: followUp.subject,
    urgency: followUp.urgency,
    topic: followUp.topic,
    state: followUp.state,
    ownerId: followUp.ownerId,
    changedAt: instant(followUp.changedAt),
    clock: next?.clock ?? null,
    dueAt: next === null ? null : instant(next.dueAt),
    runsOutAt: next === null ? null : instant(next.runsOutAt),
    acts,
    overdueFrom: overdueFrom(followUp, rules),
    mergedIntoId: followUp.mergedIntoId,
    closedAt: isClosed(followUp) ? instant(followUp.since) : null,
  }
}

/** The first of its times that makes it 逾期, past or to come. */
function overdueFrom(followUp: FollowUp, rules: ClockRules): Date | null {
  const dates = runningClocks(followUp, rules)
    .filter(({ outcome }) => outcome.kind !== 'closes')
    .map(({ dueAt }) => dueAt)
  return dates.length === 0 ? null : instant(Math.min(...dates))
}

/** What writes down a follow-up that has opened, to be sent together with its entries. */
export function insertingFollowUp(
  connection: Connection,
  stationId: string,
  row: { readonly id: string; readonly villageId: string | null },
  followUp: FollowUp,
  rules: ClockRules,
): readonly Write[] {
  const values = {
    stationId,
    ...row,
    placeId: followUp.placeId,
    openedAt: instant(followUp.openedAt),
    ...columnsOf(followUp, rules),
  }
  return [sql`${connection.insertInto('followUp').values(values)}`, keepingMembers(stationId, row.id, followUp)]
}

/** What writes down how a follow-up stands now, to be sent together with the entries that came. */
export function updatingFollowUp(
  connection: Connection,
  stationId: string,
  id: string,
  followUp: FollowUp,
  rules: ClockRules,
): readonly Write[] {
  const update = connection
    .updateTable('followUp')
    .set(columnsOf(followUp, rules))
    .where('stationId', '=', stationId)
    .where('id', '=', id)
  return [sql`${update}`, keepingMembers(stationId, id, followUp)]
}

/** Whoever reported it or ever had it finds it again, however long ago. */
function keepingMembers(stationId: string, id: string, { reporterIds, handlerIds }: FollowUp): Write {
  return sql`
    insert into follow_up_member (station_id, follow_up_id, member_id, reported, handled)
    select ${stationId}, ${id}, m, m = any(${[...reporterIds]}::uuid[]), m = any(${[...handlerIds]}::uuid[])
    from unnest(${[...new Set([...reporterIds, ...handlerIds])]}::uuid[]) m
    on conflict (station_id, member_id, follow_up_id) do update
      set reported = excluded.reported, handled = excluded.handled
      where (follow_up_member.reported, follow_up_member.handled) is distinct from (excluded.reported, excluded.handled)`
}
