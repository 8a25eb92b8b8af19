import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeTask } from '@sifang/server/modules/duties/index'
import { importRoutes, importTasks } from '@sifang/server/modules/imports/index'
import { createDefaultPolicy } from '@sifang/server/modules/policies/index'
import { createStation } from '@sifang/server/modules/stations/index'
import { visitRoutes } from '@sifang/server/modules/visits/index'
import { openDatabase } from '@sifang/server/platform/db/connection'
import { migrate, startPostgres } from '@sifang/server/platform/db/index'
import { createServer } from '@sifang/server/platform/http/server'
import { startJobs } from '@sifang/server/platform/jobs/index'
import { keepYoungSpaceSmall } from '@sifang/server/platform/service/index'
import { writeXlsx } from '@sifang/server/platform/sheets/index'
import { sql } from 'kysely'
import pino from 'pino'
import { type Bench, type BenchOptions, type Figure, percentile } from './bench.ts'

/**
 * 100,000 places from an .xlsx, over HTTP into a server process of its own, from the first byte sent until the duties
 * stand, while somebody records visits at other places all the time.
 */
export const bench: Bench = { run: measure }

const villageCount = 42
const oldPlaces = 400
const visitsEveryMs = 150

type Once = {
  importS: number
  memoryMb: number
  visitP95Ms: number
  visits: number
  checkS: number
  liveS: number
  dutiesS: number
}

async function measure(options: BenchOptions): Promise<readonly Figure[]> {
  const places = options.places ?? (options.quick ? 500 : 100_000)
  const folder = await mkdtemp(join(tmpdir(), 'sifang-bench-'))
  const runs: Once[] = []
  try {
    const file = join(folder, 'places.xlsx')
    await writeSheet(file, places)
    for (let run = 0; run < (options.quick ? 1 : options.runs); run++) {
      const measured = await importOnce(join(folder, `run-${run}`), file)
      options.say(JSON.stringify(measured))
      runs.push(measured)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const size = { places, villages: villageCount }
  const parts = {
    checkS: runs.map((run) => run.checkS),
    liveS: runs.map((run) => run.liveS),
    dutiesS: runs.map((run) => run.dutiesS),
  }
  const lower = { better: 'lower' as const }
  return [
    {
      bench: 'import',
      unit: 's',
      ...lower,
      target: 90,
      runs: runs.map((run) => run.importS),
      size: { ...size, ...parts },
    },
    { bench: 'import-memory', unit: 'MB', ...lower, target: 512, runs: runs.map((run) => run.memoryMb), size },
    {
      bench: 'visits-during-import',
      unit: 'ms',
      ...lower,
      target: 200,
      runs: runs.map((run) => run.visitP95Ms),
      size: { ...size, visits: runs.map((run) => run.visits) },
    },
  ]
}

const kinds = ['商铺', '仓库', '空闲院落', '企业', '餐饮', '作坊']
const words = ['顺', '达', '鑫', '盛', '兴', '隆', '和', '瑞', '福', '康', '宏', '远', '泰', '丰', '华', '美']

/** Names that differ, places 50 m apart, three in ten with a contact of a block that is not given out. */
async function writeSheet(path: string, places: number): Promise<void> {
  const headings = [
    '名称',
    '类型',
    '村',
    '纬度',
    '经度',
    '地址说明',
    '空置',
    '大型车辆可进入',
    '联系人',
    '联系电话',
    '外部编号',
  ]
  async function* rows() {
    for (let at = 0; at < places; at++) {
      const name = [0, 4, 8, 12].map((shift) => words[(at >> shift) & 15]).join('')
      const hasContact = at % 10 < 3
      yield [
        `${name}${kinds[at % 6]}`,
        kinds[at % 6] ?? '',
        `第${at % villageCount}村`,
        37.2 + Math.floor(at / 320) * 0.0005,
        118.2 + (at % 320) * 0.0006,
        `村委会东${at % 900}米路北`,
        at % 7 === 0 ? '是' : null,
        at % 11 === 0 ? '是' : null,
        hasContact ? '张某' : null,
        hasContact ? `1990000${String(at % 10_000).padStart(4, '0')}` : null,
        `X-${at}`,
      ]
    }
  }
  await writeXlsx(
    [{ name: '场所', columns: headings.map((heading) => ({ heading })), rows: rows() }],
    createWriteStream(path),
  )
}

type Ready = { address: string; placeIds: readonly string[]; memberId: string }

async function importOnce(folder: string, file: string): Promise<Once> {
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), '--serve', folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    const [ready] = await once(child, 'message')
    return await importInto(child, ready as Ready, file)
  } finally {
    if (child.exitCode === null) {
      child.send('stop')
      await once(child, 'exit')
    }
  }
}

async function importInto(child: ChildProcess, ready: Ready, file: string): Promise<Once> {
  const id = randomUUIDv7()
  const visiting = recordVisits(ready)
  const began = performance.now()
  const form = new FormData()
  form.append('file', await openAsBlob(file), 'places.xlsx')
  await call(ready.address, 'POST', `/imports/${id}/file?sheet=places`, form)
  await call(ready.address, 'POST', `/imports/${id}/check`, { id: randomUUIDv7() })
  await until(ready.address, id, 'checked')
  const checked = performance.now()
  await call(ready.address, 'PUT', `/imports/${id}/choices`, { all: 'keep' })
  await call(ready.address, 'POST', `/imports/${id}/start`, { id: randomUUIDv7() })
  await until(ready.address, id, 'duties', 'done')
  const live = performance.now()
  await until(ready.address, id, 'done')
  const ended = performance.now()
  const latencies = await visiting.stop()
  child.send('memory')
  const [memoryKb] = await once(child, 'message')
  return {
    importS: (ended - began) / 1000,
    memoryMb: Number(memoryKb) / 1024,
    visitP95Ms: percentile(latencies, 0.95),
    visits: latencies.length,
    checkS: (checked - began) / 1000,
    liveS: (live - checked) / 1000,
    dutiesS: (ended - live) / 1000,
  }
}

async function until(address: string, id: string, ...states: readonly string[]): Promise<void> {
  for (;;) {
    const { state, problem } = await call(address, 'GET', `/imports/${id}`)
    if (typeof state === 'string' && states.includes(state)) return
    if (state === 'failed') throw new Error(JSON.stringify(problem))
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** One after the other, each on its own time, until stopped; answers how long each took, in ms. */
function recordVisits({ address, placeIds, memberId }: Ready) {
  const latencies: number[] = []
  let stopped = false
  const loop = (async () => {
    for (let at = 0; !stopped; at++) {
      const visit = {
        placeId: placeIds[at % placeIds.length],
        kind: 'patrol',
        at: new Date(Date.now() - 60_000).toISOString(),
        participants: [memberId],
        outcome: 'inspected',
      }
      const began = performance.now()
      await call(address, 'PUT', `/visits/${randomUUIDv7()}`, visit)
      latencies.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, visitsEveryMs))
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await loop
      return latencies
    },
  }
}

async function call(address: string, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const isForm = body instanceof FormData
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
    ...(body && !isForm ? { headers: { 'content-type': 'application/json' } } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  const read: Record<string, unknown> = JSON.parse(await answer.text())
  return read
}

/** The server process: a station with villages and some places, its routes and its jobs, as `sifang start` has them. */
async function serve(folder: string): Promise<void> {
  keepYoungSpaceSmall()
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  const { db, pool, close } = openDatabase(postgres.url)
  await migrate(pool, fileURLToPath(new URL('../server/migrations', import.meta.url)))
  const { rows } = await pool.query<{ off: string }>(
    `select string_agg(name, ',') as off from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting <> 'on'`,
  )
  if (rows[0]?.off) throw new Error(`must be on: ${rows[0].off}`)
  const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
  const stationId = randomUUIDv7()
  const memberId = randomUUIDv7()
  const newId = () => randomUUIDv7()
  const now = () => new Date()
  const yesterday = new Date(Date.now() - 86_400_000)
  const placeIds = Array.from({ length: oldPlaces }, newId)
  await db.transaction().execute(async (tx) => {
    await createStation(tx, keys, {
      id: stationId,
      name: '测',
      divisionCode: null,
      createdAt: yesterday,
      epoch: newId(),
    })
    await sql`insert into member (station_id, id, name, role, joined_on) values (${stationId}, ${memberId}, '所长', 'chief', '2020-01-01')`.execute(
      tx,
    )
    await createDefaultPolicy(
      tx,
      { id: stationId, createdOn: yesterday.toISOString().slice(0, 10) },
      { memberId, at: yesterday, newId },
    )
    const villages = Array.from({ length: villageCount }, (_, at) => ({ id: newId(), name: `第${at}村` }))
    await sql`
      insert into place (station_id, id, kind, name, village_id, latitude, longitude, owner_id, created_at, created_by)
      select ${stationId}, v.id, 'village', v.name, v.id, 37.3, 118.3, ${memberId}, ${yesterday}, ${memberId}
      from jsonb_to_recordset(${JSON.stringify(villages)}::jsonb) as v(id uuid, name text)`.execute(tx)
    await sql`
      insert into place (station_id, id, kind, name, village_id, owner_id, created_at, created_by)
      select ${stationId}, p.id, 'square', '老广场' || p.n, ${villages[0]?.id}, ${memberId}, ${yesterday}, ${memberId}
      from unnest(${placeIds}::uuid[]) with ordinality as p(id, n)`.execute(tx)
  })
  const log = pino({ level: 'error' }, pino.destination(2))
  const parts = { uploads: join(folder, 'uploads'), db, newId }
  const actor = {
    memberId,
    name: '所长',
    role: 'chief' as const,
    villageIds: [],
    lineIds: [],
    leadsShift: false,
    standsInFor: [],
  }
  const station = { id: stationId, name: '测', timeZone: 'Asia/Shanghai', demo: false }
  const routes = [...importRoutes(parts), ...visitRoutes]
  const app = await createServer({ db, keys, log, now, authenticate: async () => ({ actor, station }) }, routes)
  const jobs = await startJobs({
    url: postgres.url,
    db,
    keys,
    log,
    tasks: [judgeTask, ...importTasks(parts)],
    now,
    newId,
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  process.on('message', (message) => {
    // the most that this process ever had in memory, in kB
    if (message === 'memory') process.send?.(process.resourceUsage().maxRSS)
    if (message === 'stop') void stop()
  })
  process.send?.({ address, placeIds, memberId } satisfies Ready)

  async function stop(): Promise<void> {
    await jobs.stop()
    await app.close()
    await close()
    await postgres.stop()
    process.exit(0)
  }
}

if (process.argv[2] === '--serve') await serve(process.argv[3] ?? '')
