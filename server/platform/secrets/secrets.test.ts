import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/connection.ts'
import { testDatabase } from '../db/template.ts'
import { decrypt, encrypt } from './cipher.ts'
import {
  applyErasures,
  createMatter,
  eraseMatter,
  getMatter,
  keyedHash,
  matterMaker,
  newStationKey,
  open,
  seal,
  unwrapKey,
  wrapKey,
} from './index.ts'

const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
const binding = { purpose: 'matter-content', stationId: 's', matterId: 'm' } as const

describe('the cipher', () => {
  const key = randomBytes(32)

  test('gives back what was sealed, and never the same ciphertext twice', () => {
    const sealed = encrypt(key, Buffer.from('张三 13800000000'), binding)
    expect(decrypt(key, sealed, binding).toString()).toBe('张三 13800000000')
    expect(encrypt(key, Buffer.from('张三 13800000000'), binding).equals(sealed)).toBe(false)
  })

  test('any flipped bit, cut or lengthened ciphertext does not open', () => {
    const sealed = encrypt(key, Buffer.from('text'), binding)
    for (let at = 0; at < sealed.length; at++) {
      const tampered = Buffer.from(sealed)
      tampered.writeUInt8(tampered.readUInt8(at) ^ 1, at)
      expect(() => decrypt(key, tampered, binding)).toThrow()
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => decrypt(key, sealed.subarray(0, length), binding)).toThrow()
    }
    expect(() => decrypt(key, Buffer.concat([sealed, Buffer.of(0)]), binding)).toThrow()
  })

  test.each([
    { ...binding, stationId: 'another' },
    { ...binding, matterId: 'another' },
    { ...binding, purpose: 'matter-key' as const },
    // parts that run together to the same text are still other parts
    { ...binding, stationId: 's\0m', matterId: '' },
  ])('opens only where it belongs: %j', (elsewhere) => {
    const sealed = encrypt(key, Buffer.from('text'), binding)
    expect(() => decrypt(key, sealed, elsewhere)).toThrow()
  })

  test('a wrapped key opens under its own key only, and only a key is a key', () => {
    const inner = randomBytes(32)
    const wrapped = wrapKey(key, inner, binding)
    expect(unwrapKey(key, wrapped, binding).equals(inner)).toBe(true)
    expect(() => unwrapKey(randomBytes(32), wrapped, binding)).toThrow()
    expect(() => unwrapKey(key, encrypt(key, Buffer.from('short'), binding), binding)).toThrow()
  })

  test('a keyed hash depends on key, purpose and text', () => {
    const one = keyedHash(key, 'a', 'b').toString('hex')
    const others = [keyedHash(randomBytes(32), 'a', 'b'), keyedHash(key, 'ab', ''), keyedHash(key, 'a', 'c')]
    expect(others.map((other) => other.toString('hex'))).not.toContain(one)
    expect(keyedHash(key, 'a', 'b').toString('hex')).toBe(one)
  })
})

describe('matters', () => {
  let db: Database
  let close: () => Promise<void>
  const at = new Date('2025-01-01T00:00:00Z')
  const contexts: Record<'here' | 'there', ReturnType<typeof contextOf>> = {
    here: contextOf(randomUUIDv7()),
    there: contextOf(randomUUIDv7()),
  }
  const { here, there } = contexts

  function contextOf(id: string) {
    const station = { id, name: '所', timeZone: 'Asia/Shanghai', demo: false }
    return { station, keys, now: () => at, newId: () => randomUUIDv7() }
  }

  beforeAll(async () => {
    const { url } = await testDatabase()
    ;({ db, close } = openDatabase(url))
    for (const { station } of [here, there]) {
      await sql`insert into station (station_id, name, wrapped_key, created_at)
        values (${station.id}, ${station.name}, ${newStationKey(keys, station.id)}, ${at})`.execute(db)
    }
  })
  afterAll(() => close())

  test('what is sealed for a matter opens for that matter of that station', async () => {
    const id = randomUUIDv7()
    await createMatter(db, here, id)
    const sealed = await seal(here, db, id, '李四')
    expect((await open(here, db, id, sealed)).toString()).toBe('李四')
    await expect(open(there, db, id, sealed)).rejects.toMatchObject({ code: 'request/not-found' })

    const other = randomUUIDv7()
    await createMatter(db, here, other)
    await expect(open(here, db, other, sealed)).rejects.toThrow()
  })

  test('a key moved to another matter or station does not open', async () => {
    const [id, other] = [randomUUIDv7(), randomUUIDv7()]
    const { wrapped } = await createMatter(db, here, id)
    await sql`insert into matter_key (station_id, matter_id, wrapped_key, created_at)
      values (${here.station.id}, ${other}, ${wrapped}, ${at}), (${there.station.id}, ${id}, ${wrapped}, ${at})`.execute(
      db,
    )
    await expect(getMatter(db, here, other)).rejects.toThrow()
    await expect(getMatter(db, there, id)).rejects.toThrow()
  })

  test('another outer key opens nothing, though the station key was opened before', async () => {
    const id = randomUUIDv7()
    await createMatter(db, here, id)
    await expect(getMatter(db, { ...here, keys: { ...keys, outer: randomBytes(32) } }, id)).rejects.toThrow()
  })

  test('an erased matter opens no more, is in the ledger, and stays erased after a restore', async () => {
    const id = randomUUIDv7()
    const { wrapped } = await createMatter(db, here, id)
    const sealed = await seal(here, db, id, '王五')
    const erase = () => db.transaction().execute((tx) => eraseMatter(tx, here, id, 'retention over'))
    await erase()
    await erase()
    await expect(open(here, db, id, sealed)).rejects.toMatchObject({ code: 'secret/erased' })
    const ledger = await sql`select matter_id, reason, at from erasure where station_id = ${here.station.id}`.execute(
      db,
    )
    expect(ledger.rows).toEqual([{ matterId: id, reason: 'retention over', at }])

    await sql`update matter_key set wrapped_key = ${wrapped}, erased_at = null where matter_id = ${id}`.execute(db)
    expect(await applyErasures(db)).toBe(1)
    await expect(open(here, db, id, sealed)).rejects.toMatchObject({ code: 'secret/erased' })
  })

  test('bulk work makes matters without a query each', async () => {
    const make = await matterMaker(db, here)
    const matter = make(randomUUIDv7())
    const sealed = matter.seal('赵六')
    await sql`insert into matter_key (station_id, matter_id, wrapped_key, created_at)
      values (${here.station.id}, ${matter.id}, ${matter.wrapped}, ${at})`.execute(db)
    expect((await open(here, db, matter.id, sealed)).toString()).toBe('赵六')
  })
})
