import type pg from 'pg'
import { startError } from '../data-directory/start-error.ts'

/** What sifang is tested with. */
const oldest = 18

/** Asks a server that is not our own how old it is. Errors: database-too-old. */
export async function checkServerVersion(database: pg.Pool | pg.ClientBase): Promise<void> {
  const { rows } = await database.query<{ server_version: string }>('show server_version')
  const version = rows[0]?.server_version ?? ''
  if (Number.parseInt(version, 10) >= oldest) return
  throw startError('database-too-old', {
    zh: `DATABASE_URL 指定的是 PostgreSQL ${version}，需要 ${oldest} 或更新的版本；未做任何改动。`,
    en: `DATABASE_URL names a PostgreSQL ${version}; ${oldest} or newer is needed. Nothing was changed.`,
  })
}
