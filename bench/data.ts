import { createHash } from 'node:crypto'
import { chmod, constants, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openMachine } from '@sifang/server/main'
import { createAccounts, randomPassword } from '@sifang/server/modules/accounts/index'
import { loadDemo } from '@sifang/server/modules/demo/index'
import { readMigrations } from '@sifang/server/platform/db/index'
import { pino } from 'pino'
import { copyStation } from './copy-station.ts'
import { type Growth, growStation } from './grow-station.ts'

/** Somebody who may sign in. */
export type Person = {
  readonly userName: string
  readonly password: string
  readonly memberId: string
  readonly role: string
}

export type Station = { readonly id: string; readonly people: readonly Person[] }

/** What is in a database: a demonstration station, and copies of it beside it. */
export type Recipe = {
  readonly places: number
  /** Of visits, ending on the day that is measured. */
  readonly days: number
  /** Where the station is a multiple of a smaller one: of what. Places alone unless told. */
  readonly multiple?: Growth['of']
  /** Stations beside the first one, each with this many of its places, and officers who may sign in or not. */
  readonly beside?: { readonly stations: number; readonly places: number; readonly signIn: boolean }
}

/** A data directory to work in; `remove` it afterwards. */
export type Data = {
  readonly dataDir: string
  /** The demonstration station first, then those beside it whose officers may sign in. */
  readonly stations: readonly [Station, ...Station[]]
  remove(): Promise<void>
}

/** A Monday and the second of a month: what each period asks for is due, so that lists are as long as they get. */
const made = '2026-11-02T09:00+08:00'
/** Making may take its time; each measurement begins at the same hour. */
export const measuredAt = '2026-11-02T15:00+08:00'

/** More places than these are multiples of a smaller station. */
const mostInvented = 10_000

const migrations = fileURLToPath(new URL('../server/migrations', import.meta.url))

/** Copies what was made once for the same recipe and migrations, or makes it. */
export async function makeData(recipe: Recipe, say: (line: string) => void): Promise<Data> {
  const dataDir = await folder()
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    const kept = await keptFor(recipe, say)
    await cp(kept, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE })
    const stations = JSON.parse(await readFile(join(dataDir, 'bench.json'), 'utf8')) as Data['stations']
    return { dataDir, stations, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** As root the database runs as another user, who must be able to pass through. */
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sifang-bench-run-'))
  await chmod(path, 0o711)
  return path
}

async function keptFor(recipe: Recipe, say: (line: string) => void): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([recipe, made, mostInvented]))
  for (const { sha256 } of await readMigrations(migrations)) hash.update(sha256)
  const shelf = join(tmpdir(), 'sifang-bench-data')
  const path = join(shelf, hash.digest('hex').slice(0, 16))
  const found = await readFile(join(path, 'bench.json')).catch(() => null)
  if (found) return path
  await mkdir(shelf, { recursive: true, mode: 0o711 })
  const unfinished = await mkdtemp(`${path}.`)
  await chmod(unfinished, 0o711)
  await make(recipe, unfinished, say)
  await rename(unfinished, path)
  return path
}

async function make(recipe: Recipe, dataDir: string, say: (line: string) => void): Promise<void> {
  const machine = await openMachine({ dataDir, clockSetting: made, log: pino({ level: 'silent' }) })
  try {
    const began = performance.now()
    const step = (what: string) => say(`${Math.round((performance.now() - began) / 1000)} s: ${what}`)
    const times = Math.ceil(recipe.places / (recipe.multiple ? 5000 : mostInvented))
    const places = Math.round(recipe.places / times)
    step(`making ${places} places`)
    await loadDemo(machine, {
      places,
      days: recipe.days,
      seed: 370502,
      stationName: '牛庄派出所（测量）',
      now: machine.now(),
    })
    const { rows } = await machine.pool.query<{ id: string }>('select station_id as id from station')
    const first = rows[0]?.id ?? ''
    step(`multiplied by ${times}`)
    await growStation(machine.pool, first, { times, of: recipe.multiple ?? 'places' })
    step('beside it')
    const beside = recipe.beside ? await makeBeside(machine, first, recipe.beside) : []
    const stations: Station[] = [{ id: first, people: await admit(machine, first, 0) }, ...beside]
    step('vacuum')
    await machine.pool.query('vacuum (analyze)')
    await machine.pool.query('checkpoint')
    await writeFile(join(dataDir, 'bench.json'), JSON.stringify(stations))
    step('made')
  } finally {
    await machine.stop()
  }
}

type Opened = Awaited<ReturnType<typeof openMachine>>

async function makeBeside(
  machine: Opened,
  from: string,
  { stations, places, signIn }: NonNullable<Recipe['beside']>,
): Promise<readonly Station[]> {
  const ids = await copyStation(machine.pool, from, { times: stations, places })
  const admitted: Station[] = []
  for (const [index, id] of signIn ? ids.entries() : []) {
    admitted.push({ id, people: await admit(machine, id, index + 1) })
  }
  return admitted
}

/** Gives the station's chief and officers accounts, the demonstration's own included: their passwords are not known. */
async function admit(machine: Opened, stationId: string, number: number): Promise<readonly Person[]> {
  const { rows } = await machine.pool.query<{ memberId: string; role: string }>(
    `select id as "memberId", role from member where station_id = $1 and role in ('chief', 'officer') order by role, id`,
    [stationId],
  )
  await machine.pool.query('delete from auth."user" where station_id = $1', [stationId])
  const people = rows.map((member, index) => ({
    ...member,
    userName: `bench-${number}-${index}`,
    password: randomPassword(),
  }))
  await createAccounts(
    machine.db,
    people.map(({ memberId, userName, password }) => ({ stationId, memberId, userName, password })),
  )
  return people
}
