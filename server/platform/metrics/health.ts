import { statfs } from 'node:fs/promises'
import type pg from 'pg'
import { z } from 'zod'

/** Below this the machine should not be given new work: the database needs room to write and to stop cleanly. */
const leastFreeBytes = 300 * 1024 * 1024
const answerWithinMs = 2000
/** The lock that platform/db/migrate.ts holds while it changes the schema; a backup shares it with other backups only. */
const migrationLock = 7_430_001

const reasonTexts = {
  'database-gone': { zh: '数据库没有响应。', en: 'The database does not answer.' },
  'migration-running': { zh: '数据库正在升级，请稍候。', en: 'The database is being brought up to date.' },
  'disk-nearly-full': { zh: '数据所在磁盘快满了，请清理。', en: 'The disk that holds the data is nearly full.' },
} as const

export type HealthReason = keyof typeof reasonTexts

export const healthSchema = z
  .object({
    ready: z.boolean(),
    reasons: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    clock: z.object({ set: z.boolean(), now: z.iso.datetime({ offset: true }) }),
  })
  .meta({ id: 'Health' })

export type Health = z.infer<typeof healthSchema>

export type HealthParts = {
  readonly pool: pg.Pool
  readonly clock: { now(): number; readonly isSet: boolean }
  /** null where the data lie on another machine. */
  readonly dataDir: string | null
  readonly leastFree?: number
}

/** Whether the server can work now, and why not. */
export async function health(parts: HealthParts): Promise<Health> {
  const [database, room] = await Promise.all([databaseReason(parts.pool), diskReason(parts)])
  const reasons = [database, room].filter((reason) => reason !== null)
  return {
    ready: reasons.length === 0,
    reasons: reasons.map((code) => ({ code, ...reasonTexts[code] })),
    clock: { set: parts.clock.isSet, now: new Date(parts.clock.now()).toISOString() },
  }
}

async function databaseReason(pool: pg.Pool): Promise<HealthReason | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'database-gone'>((resolve) => {
    timer = setTimeout(() => resolve('database-gone'), answerWithinMs)
  })
  const asked = pool
    .query<{ migrating: boolean }>(
      `select exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and classid = 0 and objid = $1
         and granted and mode = 'ExclusiveLock' and database = (select oid from pg_database where datname = current_database())) as migrating`,
      [migrationLock],
    )
    .then(
      ({ rows }) => (rows[0]?.migrating ? 'migration-running' : null),
      () => 'database-gone' as const,
    )
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

async function diskReason({ dataDir, leastFree }: HealthParts): Promise<HealthReason | null> {
  if (dataDir === null) return null
  const disk = await statfs(dataDir).catch(() => null)
  return disk && disk.bavail * disk.bsize < (leastFree ?? leastFreeBytes) ? 'disk-nearly-full' : null
}
