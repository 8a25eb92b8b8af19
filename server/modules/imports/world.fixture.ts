import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@sifang/domain/permissions'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pino from 'pino'
import { type Database, openDatabase } from '../../platform/db/connection.ts'
import { testDatabase } from '../../platform/db/template.ts'
import type { Route } from '../../platform/http/route.ts'
import { createServer } from '../../platform/http/server.ts'
import { type Jobs, startJobs } from '../../platform/jobs/index.ts'
import { judgeTask } from '../duties/index.ts'
import { createDefaultPolicy } from '../policies/index.ts'
import { createStation } from '../stations/index.ts'
import { importRoutes, importTasks } from './index.ts'

export type Answer = { readonly status: number; readonly body: Body; readonly text: string }

/** The fields of any answer that the tests read. */
type Body = {
  readonly id: string
  readonly code: string
  readonly state: string
  readonly done: number
  readonly total: number | null
  readonly missing: readonly string[]
  readonly headings: readonly {
    readonly heading: string
    readonly key: string | null
    readonly reason: string | null
  }[]
  readonly report: Readonly<Record<string, number>>
  readonly problem: { readonly code: string; readonly zh: string } | null
  readonly details: Readonly<Record<string, unknown>>
  readonly fields: readonly { readonly path: string; readonly zh: string; readonly en: string }[]
  readonly rows: readonly {
    readonly row: number
    readonly choice: string
    readonly problems: readonly {
      readonly column: string
      readonly value: string
      readonly code: string
      readonly zh: string
    }[]
    readonly values: Readonly<Record<string, unknown>>
    readonly twin: {
      readonly kind: string
      readonly id: string
      readonly why: string
      readonly values: Readonly<Record<string, unknown>>
    }
  }[]
  readonly merge: number
  readonly skip: number
  readonly keep: number
}

export type World = {
  readonly db: Database
  readonly url: string
  readonly keys: ReturnType<typeof testKeys>
  readonly app: FastifyInstance
  readonly stationId: string
  readonly uploads: string
  readonly members: Readonly<Record<Role, string>>
  readonly villages: readonly { readonly id: string; readonly name: string }[]
  call(method: 'GET' | 'PUT' | 'POST', path: string, body?: object, role?: Role): Promise<Answer>
  upload(
    query: string,
    file: string | Uint8Array<ArrayBuffer>,
    options?: { role?: Role; id?: string; name?: string },
  ): Promise<Answer>
  /** Uploads, checks, and waits until the check is over. */
  check(query: string, file: string | Uint8Array<ArrayBuffer>): Promise<Answer>
  /** Starts a checked import and waits until it is over. */
  start(id: string, body?: object): Promise<Answer>
  /** Waits until the import stands in one of these states. */
  until(id: string, ...states: readonly string[]): Promise<Answer>
  startJobs(): Promise<Jobs>
  count(table: string): Promise<number>
  close(): Promise<void>
}

const roles: readonly Role[] = [
  'chief',
  'instructor',
  'deputy',
  'officer',
  'auxiliary',
  'volunteer',
  'cadre',
  'partner',
  'administrator',
  'auditor',
]
const testKeys = () => ({
  outer: randomBytes(32),
  audit: randomBytes(32),
  command: randomBytes(32),
  session: randomBytes(32),
})
export const now = () => new Date('2025-02-05T10:00:00+08:00')

/** A station with a member of each role and three villages, its server, and its jobs. */
export async function openWorld(more: { routes?: readonly Route[]; jobs?: boolean } = {}): Promise<World> {
  const { url } = await testDatabase()
  const { db, close } = openDatabase(url)
  const keys = testKeys()
  const uploads = await mkdtemp(join(tmpdir(), 'sifang-uploads-'))
  const stationId = randomUUIDv7()
  const members = Object.fromEntries(roles.map((role) => [role, randomUUIDv7()])) as Record<Role, string>
  await db.transaction().execute(async (tx) => {
    await createStation(tx, keys, {
      id: stationId,
      name: '试验派出所',
      divisionCode: null,
      createdAt: now(),
      epoch: randomUUIDv7(),
    })
    for (const role of roles) {
      await sql`insert into member (station_id, id, name, role, user_name, joined_on)
        values (${stationId}, ${members[role]}, ${`试${role}`}, ${role}, ${role}, '2024-01-01')`.execute(tx)
    }
    const by = { memberId: members.chief, at: now(), newId: () => randomUUIDv7() }
    await createDefaultPolicy(tx, { id: stationId, createdOn: '2025-01-01' }, by)
  })
  const villages = ['何家村', '解家村', '大许村'].map((name) => ({ id: randomUUIDv7(), name }))
  for (const [at, { id, name }] of villages.entries()) {
    await sql`insert into place (station_id, id, kind, name, village_id, latitude, longitude, owner_id, created_at, created_by)
      values (${stationId}, ${id}, 'village', ${name}, ${id}, ${37.35 + at / 50}, 118.43, ${members.chief}, ${now()}, ${members.chief})`.execute(
      db,
    )
  }
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const parts = { uploads, db, newId: () => randomUUIDv7() }
  const authenticate = async ({ headers }: { headers: Record<string, unknown> }) => {
    const role = roles.find((role) => role === headers['x-role'])
    if (!role) return null
    const actor = {
      memberId: members[role],
      name: '',
      role,
      villageIds: [],
      lineIds: [],
      leadsShift: false,
      standsInFor: [],
    }
    return { actor, station: { id: stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false } }
  }
  const app = await createServer({ db, keys, log, now, authenticate }, [...importRoutes(parts), ...(more.routes ?? [])])
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const running: Jobs[] = []

  const send = async (path: string, init: RequestInit, role: Role): Promise<Answer> => {
    const answer = await fetch(`${address}/api/v1${path}`, { ...init, headers: { ...init.headers, 'x-role': role } })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return { status: answer.status, text, body: isJson ? JSON.parse(text) : null }
  }
  const world: World = {
    db,
    url,
    keys,
    app,
    stationId,
    uploads,
    members,
    villages,
    call: (method, path, body, role = 'chief') =>
      send(
        path,
        body ? { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : { method },
        role,
      ),
    upload: (query, file, { role = 'chief', id = randomUUIDv7(), name = '场所.csv' } = {}) => {
      const form = new FormData()
      form.append('file', new Blob([file]), name)
      return send(`/imports/${id}/file?${query}`, { method: 'POST', body: form }, role)
    },
    check: async (query, file) => {
      const { body } = await world.upload(query, file)
      await world.call('POST', `/imports/${body.id}/check`, { id: randomUUIDv7() })
      return world.until(body.id, 'checked', 'failed')
    },
    start: async (id, body = {}) => {
      const answer = await world.call('POST', `/imports/${id}/start`, { id: randomUUIDv7(), ...body })
      if (answer.status !== 200) return answer
      return world.until(id, 'done', 'failed')
    },
    until: async (id, ...states) => {
      for (let tries = 0; tries < 600; tries++) {
        const answer = await world.call('GET', `/imports/${id}`)
        if (states.includes(answer.body.state)) return answer
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error(`import is not ${states.join(' or ')}: ${(await world.call('GET', `/imports/${id}`)).text}`)
    },
    startJobs: async () => {
      const jobs = await startJobs({
        url,
        db,
        keys,
        log,
        tasks: [judgeTask, ...importTasks(parts)],
        now,
        newId: () => randomUUIDv7(),
      })
      running.push(jobs)
      return jobs
    },
    count: async (table) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} where station_id = ${stationId}`.execute(db)
      return rows[0]?.n ?? 0
    },
    close: async () => {
      await Promise.all(running.map((jobs) => jobs.stop()))
      await app.close()
      await close()
      await rm(uploads, { recursive: true, force: true })
    },
  }
  if (more.jobs ?? true) await world.startJobs()
  return world
}

export { writeFile }

/** A sheet of places as CSV text: a heading and rows. */
export function placesCsv(
  rows: readonly (readonly (string | number)[])[],
  headings = '名称,类型,村,纬度,经度,外部编号',
): string {
  return `\ufeff${[headings, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`
}

/** So many places in the first village, 60 m apart, each with a name of its own. */
export function somePlaces(count: number, first = 1): readonly (readonly (string | number)[])[] {
  return Array.from({ length: count }, (_, at) => [
    `第${first + at}号商铺`,
    '商铺',
    '何家村',
    (37.3 + Math.floor((first + at) / 40) * 0.0006).toFixed(6),
    (118.4 + ((first + at) % 40) * 0.0008).toFixed(6),
    `E-${first + at}`,
  ])
}
