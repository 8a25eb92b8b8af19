import { randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '../../server/modules/demo/index.ts'
import { type Database, openDatabase } from '../../server/platform/db/connection.ts'
import { testDatabase } from '../../server/platform/db/template.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { createServer } from '../../server/platform/http/server.ts'
import { createLog } from '../../server/platform/log/index.ts'
import { heldByMatters } from '../../server/platform/secrets/sealed-columns.ts'
import { routesOf } from '../../server/routes.ts'

// “Full view only with a purpose and logged” (ARCHITECTURE): who opens what is sealed, and that lists never do.

const modules = fileURLToPath(new URL('../../server/modules', import.meta.url))
const opening = /\.open\(|\bopen\(ctx|\bopenStream\(|\bopenAttachment\(/

/** Every top-level function of the modules, named by its module and its own name. */
const functions = globSync('**/*.ts', { cwd: modules })
  .filter((file) => !/\.(test|fixture|test-setup|test-support)\.ts$/.test(file))
  .flatMap((file) =>
    readFileSync(`${modules}/${file}`, 'utf8')
      .split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)
      .map((text) => ({ name: `${file.split('/')[0]} ${/(?:function|const) (\w+)/.exec(text)?.[1]}`, text })),
  )

/** They open only for one of these, which has logged the reading before. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'check-ins openPoints': ['check-ins readTrack'],
  'checks openAnswers': ['checks readPlaceContent', 'checks checkPaper'],
  'checks openOutsiders': ['checks readPlaceContent'],
  'checks openSignature': ['checks openSignatures'],
  'checks openSignatures': ['checks readPlaceContent', 'checks checkPaper'],
  'checks wordsOf': ['checks hazardBlocks'],
  'checks hazardBlocks': ['checks checkPaper'],
  'appointments sealedPart': ['appointments readSealedMinute'],
}

/** They open, and nothing of it goes further: to a keyed hash, to a rule that looks for names in a text. */
const keptInside = ['disputes partyNames', 'appointments namesIn']

/** What was approved for everybody to read lies under the matter’s key so that it goes with it. */
const published = ['appointments opened']

/** Others of that name: the sheets of an import. */
const others = ['imports judgeRows']

/** What a phone sealed is opened to go into its route, or to be shown to its author; no list tells its words. */
const arriving = ['devices openEnvelope']

/** It opens one matter to say what is missing on its papers, and logs that with the purpose “paper”. */
const opensOne = ['/disputes/:id/papers']

const logs = /\brecord(Reading)?\(ctx, /
const logsFirst = (text: string): boolean => {
  const at = text.search(logs)
  return at >= 0 && /purpose|recordReading/.test(text) && at < text.search(opening)
}

describe('what is sealed', () => {
  test('is opened by readings that log it with a purpose first, and by nothing else', () => {
    const known = [...Object.keys(parts), ...keptInside, ...published, ...others, ...arriving]
    const openers = functions.filter(({ text }) => opening.test(text))
    expect(openers.length).toBeGreaterThan(15)
    const silent = openers.filter(({ name, text }) => !known.includes(name) && !logsFirst(text)).map(({ name }) => name)
    expect(silent).toEqual([])
  })

  test.each(Object.entries(parts))('is opened by %s for readings alone', (name, callers) => {
    const own = name.split(' ')[1] ?? ''
    const calls = new RegExp(`\\b${own}\\(`)
    const module = `${name.split(' ')[0]} `
    const found = functions.filter((one) => one.name.startsWith(module) && one.name !== name && calls.test(one.text))
    expect(found.map((one) => one.name).sort()).toEqual([...callers].sort())
    for (const caller of found) {
      if (caller.name in parts) continue
      const at = caller.text.search(logs)
      expect(at, caller.name).toBeGreaterThan(0)
      expect(at, caller.name).toBeLessThan(caller.text.search(calls))
    }
  })
})

describe('a station whose sealed content is damaged', () => {
  let dataDir: string
  let routes: readonly Route[]
  let db: Database
  let close: () => Promise<void>
  let app: FastifyInstance
  let address: string

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sifang-readings-'))
    routes = routesOf({ uploads: join(dataDir, 'uploads'), dataDir })
    const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
    const now = () => new Date('2026-03-18T10:00:00+08:00')
    const opened = openDatabase((await testDatabase()).url)
    ;({ db, close } = opened)
    const machine = { db, pool: opened.pool, keys }
    await loadDemo(machine, { places: 60, days: 60, seed: 7, stationName: '试验派出所', now: now() })
    for (const { table, whenErased } of heldByMatters) {
      // sentences that were approved for everybody are shown in lists
      if (table === 'promise_publication') continue
      const columns = whenErased === 'remove' ? sealedOf[table] : whenErased.empty
      for (const column of columns ?? []) {
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = '\\x00' where ${sql.ref(column)} is not null`.execute(
          db,
        )
      }
    }
    const { rows } = await sql<{ stationId: string; memberId: string }>`
      select station_id, id as member_id from member where role = 'chief' limit 1`.execute(db)
    const { stationId = '', memberId = '' } = rows[0] ?? {}
    const actor = {
      memberId,
      name: '所长',
      role: 'chief' as const,
      villageIds: [],
      lineIds: [],
      leadsShift: false,
      standsInFor: [],
    }
    const station = { id: stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: true }
    const server = {
      db,
      keys,
      now,
      log: createLog({ level: 'silent' }),
      authenticate: async () => ({ actor, station }),
    }
    app = await createServer(server, routes)
    address = await app.listen({ host: '127.0.0.1', port: 0 })
  }, 60_000)
  afterAll(async () => {
    await app.close()
    await close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const get = async (path: string) => {
    const leave = new AbortController()
    const answer = await fetch(`${address}/api/v1${path}`, { signal: leave.signal })
    // a live stream has no end
    leave.abort()
    return answer.status
  }
  const readings = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit where purpose is not null`.execute(
      db,
    )
    return rows[0]?.n ?? 0
  }
  const idOf = async (table: string, column = 'id') => {
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(column)} as id from ${sql.table(table)} limit 1`.execute(db)
    return rows[0]?.id ?? ''
  }

  test('fails to answer where it is opened: so it would be seen', async () => {
    const followUpId = await idOf('finding', 'follow_up_id')
    const placeId = await idOf('place_contact', 'place_id')
    expect(await get(`/follow-ups/${followUpId}/content?purpose=handle`)).toBe(500)
    expect(await get(`/places/${placeId}/contact?purpose=incident`)).toBe(500)
    expect(await get(`/follow-ups/${followUpId}/content`)).toBe(400)
  })

  test('answers every list and every detail as ever, and nothing is logged as read', async () => {
    const before = await readings()
    const ids: Readonly<Record<string, string>> = {
      'follow-ups': await idOf('follow_up'),
      disputes: await idOf('follow_up'),
      incidents: await idOf('incident'),
      matters: await idOf('follow_up'),
      places: await idOf('place_contact', 'place_id'),
      visits: await idOf('visit'),
    }
    const statuses = new Map<string, number>()
    for (const { url } of routes.filter(lists)) {
      const path = url.replace(/:\w+/, ids[url.split('/')[1] ?? ''] ?? '')
      statuses.set(url, await get(path))
    }
    expect([...statuses].filter(([, status]) => status >= 500)).toEqual([])
    const answered = [...statuses].filter(([, status]) => status === 200).map(([url]) => url)
    for (const url of ['/follow-ups', '/follow-ups/:id', '/incidents/:id', '/places/:id/timeline', '/audit']) {
      expect(answered).toContain(url)
    }
    expect(answered.length).toBeGreaterThan(30)
    expect(await readings()).toBe(before)
  })

  /** GET without an id, or with that of something the demonstration has. */
  function lists({ method, url }: Route): boolean {
    if (method !== 'GET' || opensOne.includes(url)) return false
    const named = url.match(/:\w+/g) ?? []
    return (
      named.length === 0 ||
      (named.length === 1 && /^\/(follow-ups|disputes|incidents|matters|places|visits)\//.test(url))
    )
  }
})

/** Of rows that go whole when their matter is erased: what is sealed in them. */
const sealedOf: Readonly<Record<string, readonly string[]>> = {
  place_contact: ['sealed'],
  attachment: ['sealed_name'],
  targeted_check_signature: ['sealed'],
  track_points: ['sealed'],
}
