import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/connection.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { auditHeads } from './audit-chain.ts'
import { noteHeads, readHeads } from './audit-heads.ts'
import { sealAll, sealAudit } from './sealer.ts'
import { verifyAudit } from './verify-audit.ts'

const stationId = randomUUIDv7()
const keys = { audit: randomBytes(32) }
const now = new Date('2026-11-24T10:00+08:00')

let database: TestDatabase
let opened: { db: Database; pool: pg.Pool; close(): Promise<void> }
let folder: string

beforeEach(async () => {
  database = await testDatabase()
  opened = openDatabase(database.url, 5)
  opened.pool.on('error', () => undefined)
  folder = await mkdtemp(join(tmpdir(), 'sifang-audit-'))
})

afterEach(async () => {
  await opened.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function write(count: number): Promise<void> {
  await opened.pool.query(
    `insert into audit (station_id, id, at, action, entity, details)
     select $1, gen_random_uuid(), timestamptz '2026-11-24T00:00Z' + n * interval '1 second', 'contact.read', 'place',
       jsonb_build_object('z', n, 'a', '张')
     from generate_series(1, $2::int) as n`,
    [stationId, count],
  )
}

const seal = () => sealAudit(opened.db, keys, stationId, now)
const verify = async () => verifyAudit(opened.db, keys, stationId, await readHeads(folder))

/** Three seals of 10 entries each, whose head is noted. */
async function chain(): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await write(10)
    await seal()
  }
  await noteHeads(folder, await auditHeads(opened.db))
}

test('every entry gets its number once, in batches, and the chain holds', async () => {
  await write(2500)
  expect(await seal()).toMatchObject({ no: 3, lastChainNo: 2500 })
  expect(await seal()).toBeNull()
  await write(1)
  await seal()
  expect(await verify()).toEqual({ kind: 'whole', seals: 4, entries: 2501 })
})

test('two sealers at once make one chain', async () => {
  await write(3000)
  await Promise.all([seal(), seal(), seal()])
  expect(await verify()).toMatchObject({ kind: 'whole', entries: 3000 })
})

test('the job seals every station and notes the heads in the data directory', async () => {
  await write(5)
  const heads = await sealAll(opened.db, { audit: keys.audit }, folder, now)
  expect(heads).toHaveLength(1)
  expect(await readHeads(folder)).toEqual(heads)
  expect(await sealAll(opened.db, { audit: keys.audit }, folder, now)).toEqual([])
})

test('entries that wait for the sealer are no flaw', async () => {
  await chain()
  await write(3)
  expect(await verify()).toMatchObject({ kind: 'whole', entries: 30 })
})

describe('tampering shows:', () => {
  const cases: readonly [string, string, object][] = [
    [
      'a changed entry',
      `update audit set member_id = gen_random_uuid() where chain_no = 15`,
      { why: 'changed', firstBrokenNo: 2 },
    ],
    [
      'a changed instant',
      `update audit set at = at + interval '1 microsecond' where chain_no = 25`,
      { why: 'changed', firstBrokenNo: 3 },
    ],
    [
      'a changed detail',
      `update audit set details = '{"a":"李","z":5}' where chain_no = 5`,
      { why: 'changed', firstBrokenNo: 1 },
    ],
    ['a removed entry', `delete from audit where chain_no = 15`, { why: 'missing', firstBrokenNo: 2 }],
    [
      'two entries exchanged',
      `update audit set chain_no = 1000 - chain_no where chain_no in (14, 15); update audit set chain_no = case chain_no when 986 then 15 else 14 end where chain_no > 100`,
      { why: 'changed', firstBrokenNo: 2 },
    ],
    [
      'a removed seal with its entries',
      `delete from audit where chain_no between 11 and 20; delete from audit_seal where no = 2`,
      { why: 'missing', firstBrokenNo: 2 },
    ],
    [
      'a removed tail',
      `delete from audit where chain_no > 20; delete from audit_seal where no = 3`,
      { why: 'cut', firstBrokenNo: 3, lastChainNo: 30 },
    ],
    ['everything removed', `delete from audit; delete from audit_seal`, { why: 'cut', firstBrokenNo: 1 }],
    [
      'an entry slipped in',
      `insert into audit (station_id, id, at, action, entity, chain_no) select station_id, gen_random_uuid(), now(), 'x.y', 'z', 31 from audit limit 1`,
      { why: 'added', firstBrokenNo: 4 },
    ],
    [
      'a forged digest',
      `update audit_seal set digest = sha256('x') where no = 2`,
      { why: 'changed', firstBrokenNo: 2 },
    ],
  ]
  test.each(cases)('%s', async (_name, statement, flaw) => {
    await chain()
    expect(await verify()).toEqual({ kind: 'whole', seals: 3, entries: 30 })
    await opened.pool.query(statement)
    expect(await verify()).toMatchObject({ kind: 'broken', ...flaw })
  })

  test('a tail cut off and sealed anew, with the key', async () => {
    await chain()
    await opened.pool.query('delete from audit where chain_no > 20; delete from audit_seal where no = 3')
    await write(4)
    await seal()
    expect(await verify()).toMatchObject({ kind: 'broken', why: 'changed', firstBrokenNo: 3 })
  })

  test('a tail cut off, however long the sealer goes on afterwards', async () => {
    await chain()
    await opened.pool.query('delete from audit where chain_no > 20; delete from audit_seal where no = 3')
    for (let n = 0; n < 3; n++) {
      await write(4)
      await sealAll(opened.db, keys, folder, now)
    }
    expect(await verify()).toMatchObject({ kind: 'broken', why: 'changed', firstBrokenNo: 3 })
  })
})

test('an older head does not take the place of a newer one, and a damaged note is said to be damaged', async () => {
  await chain()
  const [head] = await readHeads(folder)
  await noteHeads(folder, [{ ...(head ?? fail()), no: 1 }])
  expect(await readHeads(folder)).toEqual([head])
  const path = join(folder, 'audit-heads.json')
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40))
  await expect(readHeads(folder)).rejects.toMatchObject({ code: 'data-directory-unreadable' })
})

function fail(): never {
  throw new Error('no head')
}
