import { join } from 'node:path'
import { z } from 'zod'
import { readJson, writeJson } from '../data-directory/json-file.ts'

/** What the machine remembers of its backups, in `backup.json`. Instants are on the station's clock. */
const stateSchema = z.object({
  /** Since when a backup has been owed. */
  since: z.iso.datetime(),
  lastAt: z.iso.datetime().nullable(),
  lastPath: z.string().nullable(),
  /** A second folder, best on another disk. */
  copyTo: z.string().nullable(),
  lastCopyAt: z.iso.datetime().nullable(),
  /** Code of what went wrong last time; null when nothing did. */
  problem: z.string().nullable(),
})
export type BackupState = z.infer<typeof stateSchema>

const pathIn = (dataDir: string): string => join(dataDir, 'backup.json')

export async function readBackupState(dataDir: string): Promise<BackupState | null> {
  return readJson(pathIn(dataDir), (value) => stateSchema.parse(value))
}

/** Changes some of it; `now` is when it begins, where there was none. */
export async function noteBackup(dataDir: string, now: Date, change: Partial<BackupState>): Promise<BackupState> {
  const nothing: BackupState = {
    since: now.toISOString(),
    lastAt: null,
    lastPath: null,
    copyTo: null,
    lastCopyAt: null,
    problem: null,
  }
  const state = { ...nothing, ...(await readBackupState(dataDir)), ...change }
  await writeJson(pathIn(dataDir), state)
  return state
}

const overdueAfterMs = 36 * 3_600_000

export type BackupAge = {
  readonly lastAt: Date | null
  /** No backup for more than 36 hours: Today says so. */
  readonly overdue: boolean
  /** A second folder is set, and its last copy is more than 36 hours old. */
  readonly copyOverdue: boolean
  readonly problem: string | null
}

/** How long ago the last backup was made. `now` on the station's clock. */
export async function backupAge(dataDir: string, now: Date): Promise<BackupAge> {
  const state = (await readBackupState(dataDir)) ?? (await noteBackup(dataDir, now, {}))
  const isOld = (at: string | null) => now.getTime() - Date.parse(at ?? state.since) > overdueAfterMs
  return {
    lastAt: state.lastAt === null ? null : new Date(state.lastAt),
    overdue: isOld(state.lastAt),
    copyOverdue: state.copyTo !== null && isOld(state.lastCopyAt),
    problem: state.problem,
  }
}
