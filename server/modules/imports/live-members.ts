import { sql } from 'kysely'
import type { Tx } from '../../platform/db/connection.ts'
import { addedRows, type GoingLive, type Live, mergedRows, type Span, within } from './live.ts'

async function addMembers(tx: Tx, live: Live, span: Span): Promise<number> {
  const added = await sql`
    insert into member (station_id, id, name, search_grams, role, user_name, joined_on)
    select r.station_id, r.id, r."row" ->> 'name', r.search_grams, r."row" ->> 'role', r."row" ->> 'userName', ${live.today}
    from import_row r where ${addedRows(live)} and ${within(span)}`.execute(tx)
  await addAreas(tx, live, sql`${addedRows(live)} and ${within(span)}`, sql`r.id`)
  return Number(added.numAffectedRows ?? 0n)
}

/** The villages of a row as areas from today on, where the member has not that village already. */
async function addAreas(
  tx: Tx,
  live: Live,
  rows: ReturnType<typeof sql>,
  memberId: ReturnType<typeof sql>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into member_area (station_id, member_id, id, village_id, from_day)
    select distinct on (${memberId}, v.id) r.station_id, ${memberId}, gen_random_uuid(), v.id::uuid, ${live.today}::date
    from import_row r, jsonb_array_elements_text(r."row" -> 'villageIds') as v(id)
    where ${rows} and not exists (
      select from member_area a where a.station_id = r.station_id and a.member_id = ${memberId} and a.village_id = v.id::uuid
        and (a.to_day is null or a.to_day >= ${live.today}::date))`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

export const membersLive: GoingLive = {
  add: addMembers,
  /** A member who is there already gets the areas; role, name and user name stay as they are. */
  merge: async (tx, live) => {
    await addAreas(tx, live, mergedRows(live), sql`r.twin_id`)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from import_row r where ${mergedRows(live)}`.execute(tx)
    return rows[0]?.n ?? 0
  },
  changes: async () => [{ op: 'reload', entity: 'member', id: null }],
  toJudge: async () => [],
}
