import { sql } from 'kysely'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { openDatabase } from './connection.ts'
import { testDatabase } from './template.ts'

test('a connection that is lost in the midst of a transaction fails that one and nothing else', async () => {
  const database = await testDatabase()
  const { db, close } = openDatabase(database.url, 2)
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const isThere = async (pid: number) =>
    (await other.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 1

  const lost = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    const pid = rows[0]?.pid ?? 0
    await other.query('select pg_terminate_backend($1)', [pid])
    await vi.waitFor(async () => expect(await isThere(pid)).toBe(false))
    await sql`select 1`.execute(tx)
  })
  await expect(lost).rejects.toThrow()

  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  await other.end()
  await close()
  await database.drop()
})
