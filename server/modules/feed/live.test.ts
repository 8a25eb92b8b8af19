import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { endSessions } from '../accounts/index.ts'
import { openWorld, password, type World } from '../accounts/world.fixture.ts'
import { feedRoutes } from './index.ts'
import { liveFeed } from './live.ts'

let world: World

const openLive = (live = liveFeed()) => openWorld({ routes: feedRoutes(live), settings: { idleMinutes: 30 } })
const live = liveFeed()

beforeAll(async () => {
  world = await openLive(live)
})
// nothing is closed by hand: a client that left is waited for by nobody
afterAll(() => world.close(), 10_000)

type Stream = {
  /** What came until these words, or until the end. */
  until(words: string): Promise<string>
  readonly ended: Promise<string>
  close(): void
}

async function openStream(cookie: string, at = world): Promise<Stream> {
  const closing = new AbortController()
  const { status, body } = await fetch(`${at.address}/api/v1/live`, { headers: { cookie }, signal: closing.signal })
  if (status !== 200 || !body) throw new Error(`live: ${status}`)
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let told = ''
  const until = async (words: string | null): Promise<string> => {
    while (words === null || !told.includes(words)) {
      const { done, value } = await reader.read()
      if (done) break
      told += value
    }
    return told
  }
  await until(': connected')
  return {
    until,
    get ended() {
      return until(null)
    },
    close: () => closing.abort(),
  }
}

/** As any write tells the feed. */
async function change(at = world): Promise<string> {
  const id = randomUUIDv7()
  await sql`with moved as (update change_counter set seq = seq + 1 where station_id = ${at.stationId} returning seq)
    insert into change (station_id, seq, op, entity, id, at)
    select ${at.stationId}, seq, 'put', 'place', ${id}, ${at.parts.now()} from moved`.execute(at.db)
  return id
}

type Who = { readonly id: string; readonly userName: string; readonly cookie: string }

const overSoon: readonly (readonly [string, (who: Who) => Promise<unknown>])[] = [
  ['signed out on another page', ({ cookie }) => world.post('/sign-out', {}, { cookie })],
  ['signed out everywhere', ({ id }) => endSessions(world.db, { stationId: world.stationId, memberId: id })],
  [
    'given a new password on another page',
    async ({ userName }) => {
      const other = await world.cookieOf(userName)
      await world.post('/me/password', { currentPassword: password, newPassword: 'Falcon-2027-ok' }, { cookie: other })
    },
  ],
  [
    'gone from the station',
    ({ id }) => sql`update member set left_on = '2025-02-05' where id = ${id}`.execute(world.db),
  ],
  ['given another role', ({ id }) => sql`update member set role = 'auxiliary' where id = ${id}`.execute(world.db)],
  ['put on the shift list as leader', ({ id }) => shift(id)],
]

test.each(overSoon)('a live stream ends by itself when its member has been %s; others go on', async (_, happens) => {
  const member = await world.member('officer')
  const bystander = await world.member('officer')
  const cookie = await world.cookieOf(member.userName)
  const stream = await openStream(cookie)
  const other = await openStream(await world.cookieOf(bystander.userName))
  const before = await change()
  await Promise.all([stream.until(before), other.until(before)])

  await happens({ ...member, cookie })
  await stream.ended

  const after = await change()
  expect(await other.until(after)).toContain(after)
  expect(await stream.ended).not.toContain(after)
  other.close()
})

test('a live stream keeps no session alive, and ends with it', async () => {
  const { userName } = await world.member('officer')
  const cookie = await world.cookieOf(userName)
  const stream = await openStream(cookie)
  world.wait(31)
  await stream.ended
  expect((await world.get('/me', cookie)).status).toBe(401)
})

test('a server that closes ends its own streams at once; those of another server in the process go on', async () => {
  const closing = await openLive()
  const open = async (at: World) => openStream(await at.cookieOf((await at.member('officer')).userName), at)
  const [first, second] = [await open(closing), await open(world)]
  await first.until(await change(closing))

  await closing.close()
  await first.ended

  const after = await change()
  expect(await second.until(after)).toContain(after)
  second.close()
})

test('a client that goes away is let go at once', async () => {
  await expect.poll(live.open).toBe(0)
  const { userName } = await world.member('officer')
  const stream = await openStream(await world.cookieOf(userName))
  expect(live.open()).toBe(1)
  stream.close()
  await expect.poll(live.open, { timeout: 2000 }).toBe(0)
})

test('so is one that goes while it is being asked who it is', async () => {
  const cookie = await world.cookieOf((await world.member('officer')).userName)
  const holding = await world.db.startTransaction().execute()
  await sql`lock table auth.session in access exclusive mode`.execute(holding)
  const leaving = new AbortController()
  const asked = fetch(`${world.address}/api/v1/live`, { headers: { cookie }, signal: leaving.signal })
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_locks where not granted and relation = 'auth.session'::regclass`.execute(
      holding,
    )
    expect(rows).toHaveLength(1)
  })
  leaving.abort()
  await expect(asked).rejects.toThrow('aborted')
  await holding.commit().execute()
  // who comes after it is answered after it
  const next = await openStream(cookie)
  await expect.poll(live.open, { timeout: 2000 }).toBe(1)
  next.close()
  await expect.poll(live.open, { timeout: 2000 }).toBe(0)
})

function shift(leaderId: string): Promise<unknown> {
  return sql`insert into shift (station_id, id, starts_at, ends_at, duty_officer_id, shift_leader_id)
    values (${world.stationId}, ${randomUUIDv7()}, '2025-02-05T08:30+08:00', '2025-02-06T08:30+08:00', ${leaderId}, ${leaderId})`.execute(
    world.db,
  )
}
