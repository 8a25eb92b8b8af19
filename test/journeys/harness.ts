import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, ApiProblem, type ApiProblemCode, type Body, createClient, type ProblemBody } from '@sifang/client'
import { dayOf } from '@sifang/domain/calendar'
import type { Role } from '@sifang/domain/permissions'
import { type Machine, openMachine, serve } from '@sifang/server/main'
import { createAccounts } from '@sifang/server/modules/accounts/index'
import { createDefaultPolicy } from '@sifang/server/modules/policies/index'
import { createStation } from '@sifang/server/modules/stations/index'
import { createDefaultStreaks } from '@sifang/server/modules/streaks/index'
import { testDatabase } from '@sifang/server/platform/db/template'
import { failedJobs, jobCounts } from '@sifang/server/platform/jobs/index'
import { pump } from '@sifang/server/platform/jobs/pump'
import { runDue } from '@sifang/server/platform/jobs/schedule'
import { taskRegistry } from '@sifang/server/platform/jobs/task'
import { createLog } from '@sifang/server/platform/log/index'
import { schedules, tasksOf } from '@sifang/server/tasks'
import { sql } from 'kysely'

export { newId } from '@sifang/client'

/** Somebody with an account; the session is opened at the first call. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly userName: string
  readonly api: Api
  /** A call outside the typed ones, with the session: for bodies that the types would refuse. */
  send(method: string, path: string, body?: unknown): Promise<Response>
}

export type TestStation = {
  readonly id: string
  readonly address: string
  readonly machine: Machine
  readonly chief: Person
  /** Stands still until it is set again; never back. */
  readonly clock: { now(): Date; set(instant: string): void; setBack(instant: string): void }
  /** A new member with an account. */
  join(
    role: Role,
    options?: { name?: string; villageIds?: readonly string[]; lineIds?: readonly string[]; joinedOn?: string },
  ): Promise<Person>
  /** Does what is due on the clock and what commands asked for; ends when nothing is left. */
  runJobs(): Promise<void>
  /** The chief of another station on the same server. */
  otherStation(name: string): Promise<Person>
  stop(): Promise<void>
}

const password = 'Kestrel-2026'
/** As the chief gives it when an account is opened. */
const givenPassword = 'k7fm-2xqp-hv9d-w4ea'

/**
 * The whole server in this process under a clock that the test moves: real HTTP, real sign-in, real jobs, a database of
 * its own. The station is made on the first-run page and has its chief and the default policy.
 */
export async function startTestStation(options: { clock?: string; settings?: object } = {}): Promise<TestStation> {
  const start = options.clock ?? '2025-02-05T10:00:00+08:00'
  let now = new Date(start)
  const dataDir = await mkdtemp(join(tmpdir(), 'sifang-journey-'))
  const { url } = await testDatabase()
  const log = createLog({ level: process.env.TEST_LOG ?? 'silent' })
  const opened = await openMachine({ dataDir, databaseUrl: url, clockSetting: start, log })
  const clock = { ...opened.clock, isSet: true, now: () => now.getTime() }
  const machine: Machine = { ...opened, clock, now: () => new Date(now) }

  const furnish: NonNullable<Parameters<typeof serve>[1]['furnish']> = async (tx, station, chiefId) => {
    const by = { memberId: chiefId, at: now, newId: machine.newId }
    await createDefaultPolicy(tx, { id: station.id, createdOn: dayOf(now, station.timeZone) }, by)
    await createDefaultStreaks(tx, { id: station.id, festivalLastDay: 7 }, by)
  }
  const running = await serve(machine, { host: '127.0.0.1', port: 0, firstRunCode: 'journey', furnish })
  const { address } = running
  await createClient({ baseUrl: address }).post('/first-run', {
    body: { code: 'journey', stationName: '试验派出所', chiefName: '周所长', userName: 'chief', password },
  })
  const chief = await person(address, { name: '周所长', role: 'chief', userName: 'chief' })
  const me = await chief.api.get('/me')
  let members = 0

  return {
    id: me.station.id,
    address,
    machine,
    chief,
    clock: {
      now: () => new Date(now),
      set: (instant) => {
        const wanted = new Date(instant)
        if (!(wanted >= now)) throw new Error(`the clock does not go back: ${instant}`)
        now = wanted
      },
      // as when a machine's wrong clock is put right
      setBack: (instant) => {
        now = new Date(instant)
      },
    },
    join: async (role, { name, villageIds = [], lineIds = [], joinedOn } = {}) => {
      members += 1
      const id = randomUUIDv7()
      const called = name ?? `${familyNames[members % familyNames.length]}${role}`
      const userName = `${role}${members}`
      await chief.api.put('/members/{id}', {
        path: { id },
        body: {
          name: called,
          role,
          villageIds: [...villageIds],
          lineIds: [...lineIds],
          ...(joinedOn ? { joinedOn } : {}),
        },
      })
      await chief.api.put('/members/{id}/account', {
        path: { id },
        body: { id: randomUUIDv7(), userName, password: givenPassword },
      })
      await replaceGivenPassword(address, userName)
      return person(address, { id, name: called, role, userName })
    },
    runJobs: () => runJobs(machine),
    otherStation: async (name) => {
      const userName = `chief${randomUUIDv7().slice(-6)}`
      await makeOtherStation(machine, name, userName)
      return person(address, { name: '别所长', role: 'chief', userName })
    },
    stop: async () => {
      await running.stop()
      await machine.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const familyNames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '吴']

async function person(
  address: string,
  who: { id?: string; name: string; role: Role; userName: string },
): Promise<Person> {
  let session: Promise<string> | null = null
  const cookie = (): Promise<string> => {
    session ??= signIn(address, { userName: who.userName, password })
    return session
  }
  const api = createClient({
    baseUrl: address,
    fetch: async (request) => {
      request.headers.set('cookie', await cookie())
      return fetch(request)
    },
  })
  const id = who.id ?? (await api.get('/me')).member.id
  return {
    ...who,
    id,
    api,
    send: async (method, path, body) =>
      fetch(`${address}/api/v1${path}`, {
        method,
        headers: { cookie: await cookie(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}

/** Signs in; answers the cookie of the session. */
export async function signIn(address: string, credentials: Body<'/sign-in', 'post'>): Promise<string> {
  let cookie = ''
  const api = createClient({
    baseUrl: address,
    fetch: async (request) => {
      const response = await fetch(request)
      cookie = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
      return response
    },
  })
  await api.post('/sign-in', { body: credentials })
  return cookie
}

/** What a new member does first. */
async function replaceGivenPassword(address: string, userName: string): Promise<void> {
  const cookie = await signIn(address, { userName, password: givenPassword })
  const api = createClient({
    baseUrl: address,
    fetch: (request) => {
      request.headers.set('cookie', cookie)
      return fetch(request)
    },
  })
  await api.post('/me/password', { body: { currentPassword: givenPassword, newPassword: password } })
}

async function makeOtherStation({ db, keys, now, newId }: Machine, name: string, userName: string): Promise<void> {
  const [id, chiefId] = [newId(), newId()]
  await db.transaction().execute(async (tx) => {
    const station = { id, name, divisionCode: null, createdAt: now(), epoch: newId() }
    const { timeZone } = await createStation(tx, keys, station)
    await sql`insert into member (station_id, id, name, role, joined_on)
      values (${id}, ${chiefId}, '别所长', 'chief', '2020-01-01')`.execute(tx)
    await createDefaultPolicy(tx, { id, createdOn: dayOf(now(), timeZone) }, { memberId: chiefId, at: now(), newId })
    await createAccounts(tx, [{ stationId: id, memberId: chiefId, userName, password }])
  })
}

const jobsWithinMs = 30_000

async function runJobs(machine: Machine): Promise<void> {
  const tasks = taskRegistry(tasksOf(machine))
  const schedule = { tasks, timeZone: 'Asia/Shanghai', now: machine.now, newId: machine.newId }
  for (const entry of schedules) await runDue(machine.pool, schedule, entry)
  const deadline = Date.now() + jobsWithinMs
  for (;;) {
    await pump(machine.pool, tasks, machine.now())
    const { waiting, queued, running, failed, retrying } = await jobCounts(machine.pool)
    if (failed + retrying > 0) throw new Error(`a job failed: ${JSON.stringify(await failedJobs(machine.pool))}`)
    if (waiting + queued + running === 0) return
    if (Date.now() > deadline) throw new Error('jobs do not come to an end')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** What a refused call was answered; fails when it was let through. */
export async function refusal(call: Promise<unknown>): Promise<ProblemBody> {
  try {
    await call
  } catch (thrown) {
    if (thrown instanceof ApiProblem) return thrown.problem
    throw thrown
  }
  throw new Error('the call was not refused')
}

/** The code of a refusal, or null when the call was let through. */
export async function codeOf(call: Promise<unknown>): Promise<ApiProblemCode | null> {
  try {
    await call
    return null
  } catch (thrown) {
    if (thrown instanceof ApiProblem) return thrown.code
    throw thrown
  }
}
