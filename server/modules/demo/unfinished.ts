import { sql } from 'kysely'
import type { Database } from '../../platform/db/connection.ts'

const mark = 'demo-unfinished'

/** Notes that a demonstration station is being made: nobody can sign in there until its passwords were shown. */
export async function beginDemo(db: Database): Promise<void> {
  await sql`insert into machine (key, value) values (${mark}, 'true') on conflict do nothing`.execute(db)
}

/** Its passwords were shown: from now on it stays. */
export async function finishDemo(db: Database): Promise<void> {
  await sql`delete from machine where key = ${mark}`.execute(db)
}

/** Removes a demonstration station whose making was cut off, with all that belongs to it. */
export async function removeUnfinishedDemo(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const found = await sql`select from machine where key = ${mark} and not exists (select from station where not demo)`
    if ((await found.execute(tx)).rows.length === 0) return
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where column_name = 'station_id' and table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`.execute(tx)
    await sql`truncate ${sql.raw(rows.map(({ name }) => name).join(', '))} cascade`.execute(tx)
    await sql`delete from machine where key = ${mark}`.execute(tx)
  })
}
