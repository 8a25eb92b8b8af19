import { join } from 'node:path'
import type { Pool } from 'pg'
import { readJson, writeJson } from '../data-directory/json-file.ts'
import { errorCode } from '../data-directory/start-error.ts'

/** What the data know of the clock they were made under. Instants in ms since 1970, on that clock. */
export type ClockState =
  | { readonly kind: 'real' }
  | { readonly kind: 'set'; readonly offsetMs: number; readonly lastSeenMs: number }

/** Where that is kept: with the data, so that it moves and is restored with them. */
export type ClockStorage = {
  /** Null for new data. */
  read(): Promise<ClockState | null>
  write(state: ClockState): Promise<void>
}

/** In `clock.json` of a data directory. */
export function fileClockStorage(directory: string): ClockStorage {
  const path = join(directory, 'clock.json')
  return { read: () => readJson(path, parseClockState), write: (state) => writeJson(path, state) }
}

const missingTable = '42P01'

/** In the table `machine`, for DATABASE_URL. May be read before the first migration, written only after it. */
export function databaseClockStorage(pool: Pool): ClockStorage {
  return {
    read: async () => {
      try {
        const { rows } = await pool.query<{ value: unknown }>(`select value from machine where key = 'clock'`)
        return rows[0] === undefined ? null : parseClockState(rows[0].value)
      } catch (error) {
        if (errorCode(error) === missingTable) return null
        throw error
      }
    },
    write: async (state) => {
      await pool.query(
        `insert into machine (key, value) values ('clock', $1) on conflict (key) do update set value = excluded.value`,
        [JSON.stringify(state)],
      )
    },
  }
}

function parseClockState(value: unknown): ClockState {
  if (typeof value !== 'object' || value === null || !('kind' in value)) throw new Error('no clock')
  if (value.kind === 'real') return { kind: 'real' }
  if (value.kind !== 'set' || !('offsetMs' in value) || !('lastSeenMs' in value)) throw new Error('no clock')
  const { offsetMs, lastSeenMs } = value
  if (typeof offsetMs !== 'number' || typeof lastSeenMs !== 'number') throw new Error('no instants')
  return { kind: 'set', offsetMs, lastSeenMs }
}
