import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { shanghai } from '@sifang/domain/calendar'
import { disputeOf } from '@sifang/domain/disputes'
import { readEntries } from '@sifang/server/modules/follow-ups/index'
import { type Connection, openDatabase } from '@sifang/server/platform/db/connection'
import { testServerVariable } from '@sifang/server/platform/db/template'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type EntryRow, followUpByTheLetter, type Posts } from '../rules/follow-ups-by-the-letter.ts'
import { send } from '../starts/http.fixture.ts'
import { newFolder, type Started, start } from '../starts/sifang.fixture.ts'

// Two servers, each with a data directory of its own under the same keys, on one database.
type Body = Readonly<Record<string, unknown>>
type Answer = { readonly status: number; readonly body: Body }
type Door = {
  readonly address: string
  readonly cookie: string
  ask(method: string, path: string, body?: unknown): Promise<Answer>
}

const chief = { userName: 'zhou', password: 'Kestrel-2026' }
const ten = '2025-02-05T10:00:00+08:00'
let environments: readonly Readonly<Record<string, string>>[]
let servers: readonly [Started, Started]
let doors: readonly [Door, Door]
let villageId: string
let chiefId: string
let officerId: string
let db: Connection
let closeDatabase: (() => Promise<void>) | undefined

beforeAll(async () => {
  const folder = await newFolder()
  const [one, other] = [join(folder, 'data'), join(folder, 'other')]
  const common = { DATABASE_URL: await emptyDatabase(), SIFANG_CLOCK: ten }
  const first = await start({ ...common, SIFANG_DATA: one }, ['--empty'])
  const code = /page: (\S+)/.exec(first.said)?.[1] ?? ''
  const station = { code, stationName: '黄河口派出所', chiefName: '周所长', ...chief }
  expect((await send(first.address, 'POST', '/first-run', station)).status).toBe(200)
  await mkdir(other)
  await copyFile(join(one, 'secrets.json'), join(other, 'secrets.json'))
  // no two clocks are the same: the second one's is a minute ahead
  const second = await start({ ...common, SIFANG_DATA: other, SIFANG_CLOCK: ten.replace('10:00:00', '10:01:00') })
  environments = [
    { ...common, SIFANG_DATA: one },
    { ...common, SIFANG_DATA: other },
  ]
  servers = [first, second]
  doors = [await doorOf(first), await doorOf(second)]
  const [door] = doors
  const { body } = await door.ask('GET', '/me')
  chiefId = String((body.member as Body).id)
  villageId = randomUUIDv7()
  await done(door.ask('PUT', `/villages/${villageId}`, { name: '西隋村' }))
  officerId = randomUUIDv7()
  await done(door.ask('PUT', `/members/${officerId}`, { name: '赵民警', role: 'officer', villageIds: [], lineIds: [] }))
  const days = ['05', '06', '07'].map((day) => {
    return { day: `2025-02-${day}`, basedOn: 0, dutyOfficerId: officerId, shiftLeaderId: chiefId }
  })
  await done(door.ask('PUT', `/roster/entries/${randomUUIDv7()}`, { days }))
  const opened = openDatabase(common.DATABASE_URL, 3)
  db = opened.db
  closeDatabase = opened.close
}, 120_000)
afterAll(async () => {
  await closeDatabase?.()
})

async function doorOf({ address }: Started): Promise<Door> {
  const signedIn = await send(address, 'POST', '/sign-in', chief)
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  return {
    address,
    cookie,
    ask: async (method, path, body) => {
      const answer = await send(address, method, path, body, cookie)
      return { status: answer.status, body: (await answer.json()) as Body }
    },
  }
}

async function done(asked: Promise<Answer>): Promise<Body> {
  const { status, body } = await asked
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

const nowOf = async ({ ask }: Door) => ((await ask('GET', '/health')).body.clock as Body).now

async function find(door: Door, kind: string, urgency: string): Promise<string> {
  const id = randomUUIDv7()
  const body = {
    kind,
    urgency,
    source: { kind: 'call' },
    placeId: villageId,
    at: await nowOf(door),
    words: '有人吵起来了',
  }
  await done(door.ask('PUT', `/findings/${id}`, body))
  return id
}

/** All that comes on the live stream of a server. */
async function listen({ address, cookie }: Door) {
  const ending = new AbortController()
  const { body } = await fetch(`${address}/api/v1/live`, { headers: { cookie }, signal: ending.signal })
  if (!body) throw new Error('no stream')
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let told = ''
  const until = async (words: string) => {
    while (!told.includes(words)) {
      const { done: over, value } = await reader.read()
      if (over) throw new Error('the stream ended')
      told += value
    }
  }
  await until(': connected')
  return { until, close: () => ending.abort() }
}

test('what is done on one is told to those who listen on the other', async () => {
  const [one, other] = doors
  const streams = [await listen(one), await listen(other)] as const
  const [here, there] = [await find(one, 'need', 'ordinary'), await find(other, 'need', 'ordinary')]
  for (const stream of streams) {
    await stream.until(here)
    await stream.until(there)
    stream.close()
  }
})

test('one command sent to both at once is done once; of two steps at once one is refused with what stands', async () => {
  for (let round = 0; round < 10; round++) {
    const id = await find(doors[round % 2 ? 0 : 1], 'need', 'ordinary')
    const same = { id: randomUUIDv7(), basedOn: 1, step: { kind: 'accepted' } }
    const [first, second] = await Promise.all(doors.map(({ ask }) => ask('POST', `/follow-ups/${id}/entries`, same)))
    expect(first).toMatchObject({ status: 200, body: { version: 2 } })
    expect(second).toEqual(first)
    const steps = [{ kind: 'settled' }, { kind: 'escalated', post: 'chief' }].map((step, n) =>
      doors[n]?.ask('POST', `/follow-ups/${id}/entries`, { id: randomUUIDv7(), basedOn: 2, step }),
    )
    const answers = await Promise.all(steps)
    // by one person: neither clashes, but each finds what the other left
    for (const answer of answers) expect(answer?.status).toBeLessThan(500)
    const { rows } = await sql<{ version: number }>`
      select version from follow_up_entry where follow_up_id = ${id} order by version`.execute(db)
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, n) => n + 1))
  }
})

test('numbers of papers have no gap and none is given twice', { timeout: 60_000 }, async () => {
  const issue = async (door: Door) => {
    const id = await find(door, 'dispute', 'ordinary')
    for (const [part, name] of [
      ['applicant', '甲某'],
      ['respondent', '乙某'],
    ]) {
      const person = { name, phone: '13800000000', address: '西隋村' }
      await done(door.ask('PUT', `/disputes/${id}/parties/${randomUUIDv7()}`, { id: randomUUIDv7(), part, person }))
    }
    const host = { kind: 'member', memberId: chiefId }
    const words = { place: '机井旁', course: '分别听了两家的意见', outcome: '约定隔日轮流浇地' }
    for (const [step, said] of [
      [{ kind: 'procedure-chosen', procedure: 'on-scene', cause: 'irrigation', host }, {}],
      [{ kind: 'on-the-scene', withCadre: false }, {}],
      [{ kind: 'settled-there' }, words],
    ] as const) {
      const basedOn = (await done(door.ask('GET', `/disputes/${id}`))).version
      await done(door.ask('POST', `/disputes/${id}/steps`, { id: randomUUIDv7(), basedOn, step, words: said }))
    }
    const body = { disputeId: id, kind: 'on-scene', no: null }
    return done(door.ask('PUT', `/papers/${randomUUIDv7()}`, body))
  }
  const issued = await Promise.all(Array.from({ length: 24 }, (_, n) => issue(doors[n % 2 ? 0 : 1])))
  const numbers = issued.map(({ number }) => Number(number)).toSorted((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 24 }, (_, n) => n + 1))
  // and what stands of each dispute is what its entries come to, on a clock that runs
  const { rows } = await sql<
    Body & { stationId: string; id: string }
  >`select station_id, id, standing from dispute`.execute(db)
  expect(rows).toHaveLength(24)
  for (const { stationId, id, standing } of rows)
    expect(standing).toEqual(disputeOf(await readEntries(db, stationId, id), shanghai))
})

test('both started again a day later: what ran out meanwhile has happened exactly once', {
  timeout: 120_000,
}, async () => {
  const urgent = await Promise.all(
    Array.from({ length: 60 }, (_, n) => find(doors[n % 2 ? 0 : 1], 'dispute', 'urgent')),
  )
  for (const server of servers) await server.end()
  const later = '2025-03-10T10:00:00+08:00'
  const [one, other] = environments.map((environment) => start({ ...environment, SIFANG_CLOCK: later }))
  if (!one || !other) throw new Error('two servers')
  servers = await Promise.all([one, other])
  await vi.waitFor(
    async () => {
      const { rows } = await sql`select from follow_up where acts and runs_out_at < ${later}`.execute(db)
      expect(rows).toHaveLength(0)
    },
    { timeout: 60_000, interval: 100 },
  )
  const { rows } = await sql<Body & { id: string }>`select * from follow_up order by id`.execute(db)
  expect(rows.length).toBeGreaterThan(urgent.length)
  for (const row of rows) {
    const { rows: entries } = await sql<EntryRow>`
      select kind, at, received_at, by, details from follow_up_entry where follow_up_id = ${row.id} order by version`.execute(
      db,
    )
    expect(row).toMatchObject(followUpByTheLetter(entries, posts))
    const byClock = entries.filter(({ by }) => by === null).map(({ kind }) => kind)
    if (urgent.includes(row.id)) expect(byClock).toEqual(['escalated'])
    else expect(byClock.length).toBeLessThan(2)
  }
})

test('what each keeps in memory is never from before what was done on the other', async () => {
  doors = [await doorOf(servers[0]), await doorOf(servers[1])]
  const [one, other] = doors
  const streaksOf = async (door: Door) => JSON.stringify((await done(door.ask('GET', '/streaks'))).rows)
  const start = { id: randomUUIDv7(), day: '2025-02-05', evidence: '接处警登记' }
  const streak = { name: '无命案', kind: 'days', subject: { kind: 'station' }, breakers: ['homicide'], start }
  await done(one.ask('PUT', `/streaks/${randomUUIDv7()}`, streak))
  const before = await streaksOf(other)
  expect(await streaksOf(one)).toBe(before)
  const incident = { occurredAt: '2025-03-01T09:00:00+08:00', where: { kind: 'village', villageId }, source: '110' }
  await done(one.ask('PUT', `/incidents/${randomUUIDv7()}`, { ...incident, category: 'homicide' }))
  // what was reported by the clock of one is known on the other when its own clock is there
  await expect.poll(() => streaksOf(other)).not.toBe(before)
  expect(await streaksOf(one)).toBe(await streaksOf(other))
  for (const server of servers) expect((await server.end()).code).toBe(0)
})

const posts: Posts = (at) => {
  const isOn = at >= Date.parse('2025-02-05T08:30:00+08:00') && at < Date.parse('2025-02-08T08:30:00+08:00')
  const [dutyOfficer, shiftLeader] = isOn ? [officerId, chiefId] : [null, null]
  return { communityOfficer: null, dutyOfficer, shiftLeader, chief: chiefId, deputies: [] }
}

/** On the server of the test run. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(process.env[testServerVariable] ?? '')
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const name = `two_${randomBytes(6).toString('hex')}`
  await client.query(`create database ${name}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}
