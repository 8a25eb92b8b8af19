import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from './connection.ts'
import { thenCommit, withNext } from './pipelined-client.ts'
import { testDatabase } from './template.ts'

let opened: ReturnType<typeof openDatabase>

beforeAll(async () => {
  opened = openDatabase((await testDatabase()).url, 3)
  await sql`create table note (id int primary key, other int references note (id) deferrable initially deferred)`.execute(
    opened.db,
  )
})
afterAll(() => opened.close())

const ids = async (): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`select id from note order by id`.execute(opened.db)
  return rows.map(({ id }) => id)
}
const insert = (id: number, other: number | null = null) => sql`insert into note values (${id}, ${other})`

describe('a transaction whose begin and commit travel with its statements', () => {
  test('is there as a whole when it ends', async () => {
    await opened.db.transaction().execute(async (tx) => {
      await insert(1).execute(tx)
      await sql`${insert(2)}${thenCommit}`.execute(tx)
    })
    expect(await ids()).toEqual([1, 2])
  })

  test('leaves nothing when its last statement fails', async () => {
    const failing = opened.db.transaction().execute(async (tx) => {
      await insert(3).execute(tx)
      await sql`${insert(1)}${thenCommit}`.execute(tx)
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(await ids()).toEqual([1, 2])
  })

  test('leaves nothing when its work throws between two statements', async () => {
    const failing = opened.db.transaction().execute(async (tx) => {
      await insert(3).execute(tx)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await ids()).toEqual([1, 2])
  })

  test('says so when the commit itself fails', async () => {
    const failing = opened.db.transaction().execute(async (tx) => {
      await sql`${insert(4, 99)}${thenCommit}`.execute(tx)
    })
    await expect(failing).rejects.toMatchObject({ code: '23503' })
    expect(await ids()).toEqual([1, 2])
  })

  test('takes a lock that travels with the next statement, and lets it go when it ends', async () => {
    const order: string[] = []
    const lockFirst = (tx: Parameters<Parameters<ReturnType<typeof opened.db.transaction>['execute']>[0]>[0]) =>
      sql`select from note where id = 1 for update${withNext}`.execute(tx)
    const { promise: locked, resolve: tellLocked } = Promise.withResolvers<void>()
    const { promise: mayEnd, resolve: letEnd } = Promise.withResolvers<void>()
    const first = opened.db.transaction().execute(async (tx) => {
      await lockFirst(tx)
      await sql`select 1`.execute(tx)
      tellLocked()
      await mayEnd
      order.push('first')
    })
    await locked
    const second = opened.db.transaction().execute(async (tx) => {
      await lockFirst(tx)
      await sql`select 1`.execute(tx)
      order.push('second')
    })
    await vi.waitFor(async () => {
      const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database()`.execute(opened.db)
      expect(rows).toHaveLength(1)
    })
    letEnd()
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second'])
  })

  test('fails for the reason of the statement that travelled with the next', async () => {
    const failing = opened.db.transaction().execute(async (tx) => {
      await sql`insert into note values (1)${withNext}`.execute(tx)
      await sql`select 1`.execute(tx)
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    await opened.db.transaction().execute(async (tx) => void (await insert(9).execute(tx)))
    expect(await ids()).toContain(9)
    await sql`delete from note where id = 9`.execute(opened.db)
  })

  test('that does nothing costs nothing', async () => {
    expect(await opened.db.transaction().execute(async () => 'done')).toBe('done')
  })

  test('keeps many at once apart, failing and not', async () => {
    const work = Array.from({ length: 40 }, (_, index) =>
      opened.db
        .transaction()
        .execute(async (tx) => {
          await insert(100 + index).execute(tx)
          if (index % 4 === 1) throw new Error('no')
          await sql`${insert(index % 4 === 2 ? 1 : 200 + index)}${thenCommit}`.execute(tx)
        })
        .catch(() => undefined),
    )
    await Promise.all(work)
    const kept = Array.from({ length: 40 }, (_, index) => index).filter((index) => index % 4 === 0 || index % 4 === 3)
    expect(await ids()).toEqual([1, 2, ...kept.map((index) => 100 + index), ...kept.map((index) => 200 + index)])
  })
})
