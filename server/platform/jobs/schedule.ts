import type pg from 'pg'
import { addDays, civilTime, lastDayDue } from './civil-time.ts'
import { addJob } from './pump.ts'
import type { TaskRegistry } from './task.ts'

/** Work that recurs on the station's clock, whatever wakes or sleeps meanwhile. */
export type Schedule =
  | {
      readonly kind: 'daily'
      readonly task: string
      /** HH:MM on the wall. */
      readonly at: string
      /** After days asleep: one run for the last of them, or one for each in order. Its payload is `{"day"}`. */
      readonly missed: 'last' | 'each'
    }
  | { readonly kind: 'every'; readonly task: string; readonly seconds: number }

export type ScheduleParts = {
  readonly tasks: TaskRegistry
  readonly timeZone: string
  now(): Date
  newId(): string
}

/** More missed days than this are not made up for one by one. */
const mostDays = 400

type LastRun = { lastRunOn: string | null; lastRunAt: Date }

/**
 * Puts what has come due into the runner's tables. The note of the run and its jobs are one transaction under the row's
 * lock, so that each run happens once however many processes look. Answers whether anything was due.
 */
export async function runDue(pool: pg.Pool, parts: ScheduleParts, schedule: Schedule): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const due = await claim(client, parts, schedule)
    if (due.length > 0) await addJobs(client, parts, schedule.task, due)
    await client.query('commit')
    return due.length > 0
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** The payloads that are due now; notes them as run. */
async function claim(client: pg.ClientBase, parts: ScheduleParts, schedule: Schedule): Promise<readonly object[]> {
  const now = parts.now()
  // a new installation waits for its first hour to come
  await client.query(
    `insert into schedule (task, last_run_on, last_run_at) values ($1, $2, $3) on conflict do nothing`,
    [schedule.task, schedule.kind === 'daily' ? dayDue(parts, schedule.at) : null, now],
  )
  const { rows } = await client.query<LastRun>(
    `select last_run_on::text as "lastRunOn", last_run_at as "lastRunAt" from schedule
     where task = $1 for update skip locked`,
    [schedule.task],
  )
  const last = rows[0]
  if (!last) return []
  const due = schedule.kind === 'every' ? dueAgain(schedule.seconds, last, now) : dueDays(parts, schedule, last, now)
  if (due.length === 0) return []
  await client.query('update schedule set last_run_on = $2, last_run_at = $3 where task = $1', [
    schedule.task,
    schedule.kind === 'daily' ? dayDue(parts, schedule.at) : null,
    now,
  ])
  return due
}

function dueAgain(seconds: number, last: LastRun, now: Date): readonly object[] {
  const passedS = (now.getTime() - last.lastRunAt.getTime()) / 1000
  // a machine's clock that was put right backwards does not stop the work
  return passedS >= seconds || passedS < -seconds ? [{}] : []
}

/** More than what the clocks of two processes differ by. */
const putBackMs = 3_600_000

function dueDays(
  parts: ScheduleParts,
  schedule: Schedule & { kind: 'daily' },
  last: LastRun,
  now: Date,
): readonly object[] {
  const today = dayDue(parts, schedule.at)
  // a machine whose clock was ahead, perhaps by years, and was put right does not wait until it has caught up
  const putBack =
    last.lastRunOn !== null && last.lastRunOn > today && last.lastRunAt.getTime() - now.getTime() > putBackMs
  if (putBack) return [{ day: today }]
  if (last.lastRunOn !== null && last.lastRunOn >= today) return []
  if (schedule.missed === 'last' || last.lastRunOn === null) return [{ day: today }]
  const days: object[] = []
  for (let day = addDays(last.lastRunOn, 1); day <= today; day = addDays(day, 1)) days.push({ day })
  return days.slice(-mostDays)
}

const dayDue = (parts: ScheduleParts, at: string): string => lastDayDue(civilTime(parts.now(), parts.timeZone), at)

/** One job a payload: for the machine, or for each station. */
async function addJobs(
  client: pg.ClientBase,
  parts: ScheduleParts,
  task: string,
  due: readonly object[],
): Promise<void> {
  const stations = parts.tasks[task]?.kind === 'machine' ? [null] : await stationIds(client)
  for (const stationId of stations) {
    for (const payload of due) await addJob(client, parts.tasks, { stationId, id: parts.newId(), task, payload })
  }
}

async function stationIds(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('select station_id as id from station order by station_id')
  return rows.map(({ id }) => id)
}
