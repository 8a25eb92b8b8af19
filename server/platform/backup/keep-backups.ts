import { join } from 'node:path'
import type pg from 'pg'
import type { Logger } from 'pino'
import { errorCode, isStartError } from '../data-directory/start-error.ts'
import { civilTime } from '../jobs/civil-time.ts'
import type { Schedule } from '../jobs/schedule.ts'
import { defineMachineTask, type MachineTask } from '../jobs/task.ts'
import { type BackupState, noteBackup, readBackupState } from './backup-state.ts'
import { noteErasures } from './erasure-ledger.ts'
import { type BackupKind, backupFolder, backupName, copyBackup, pruneBackups } from './folders.ts'
import { type BackupMade, type BackupOptions, type BackupParts, makeBackup } from './make-backup.ts'

export type KeepParts = BackupParts & {
  readonly log: Logger
  /** SIFANG_BACKUP_COPY: a second folder; else the one that was set with `sifang backup --copy-to`. */
  readonly copyTo?: string | undefined
  readonly timeZone?: string
}

export type Kept = BackupMade & { readonly copy: string | null; readonly copyProblem: string | null }

/**
 * Makes a backup in the data directory's own folder, copies it to the second one where that is set, removes those that
 * are no longer kept, and remembers how it went. A copy that fails does not make the backup fail.
 */
export async function keepBackup(
  parts: KeepParts,
  kind: BackupKind,
  options: Omit<BackupOptions, 'to'> = {},
): Promise<Kept> {
  const folder = backupFolder(parts.dataDir)
  const { day, time, second } = { ...civilTime(parts.now(), parts.timeZone ?? 'Asia/Shanghai'), second: parts.now() }
  const stamp = `${day.replaceAll('-', '')}T${time.replace(':', '')}${String(second.getUTCSeconds()).padStart(2, '0')}`
  try {
    const made = await makeBackup(parts, { ...options, to: join(folder, backupName(kind, stamp)) })
    await pruneBackups(folder, kind)
    const state = await noteBackup(parts.dataDir, parts.now(), {
      lastAt: parts.now().toISOString(),
      lastPath: made.path,
      problem: null,
    })
    return { ...made, ...(await copy(parts, kind, made.path, state)) }
  } catch (error) {
    // one that somebody stopped is no trouble to warn of
    if (!options.signal?.aborted)
      await noteBackup(parts.dataDir, parts.now(), { problem: problemCode(error) }).catch(() => undefined)
    throw error
  }
}

async function copy(
  parts: KeepParts,
  kind: BackupKind,
  path: string,
  state: BackupState,
): Promise<Pick<Kept, 'copy' | 'copyProblem'>> {
  const folder = parts.copyTo ?? state.copyTo
  if (!folder) return { copy: null, copyProblem: null }
  try {
    const to = await copyBackup(path, folder)
    await pruneBackups(folder, kind)
    await noteBackup(parts.dataDir, parts.now(), { copyTo: folder, lastCopyAt: parts.now().toISOString() })
    return { copy: to, copyProblem: null }
  } catch (error) {
    parts.log.error({ err: error }, 'backup: the copy in the second folder failed')
    await noteBackup(parts.dataDir, parts.now(), { copyTo: folder, problem: 'copy-failed' })
    return { copy: null, copyProblem: problemCode(error) }
  }
}

const problemCode = (error: unknown): string => (isStartError(error) ? error.code : (errorCode(error) ?? 'unexpected'))

/** The nightly backup, and the ledger of erasures every few minutes. */
export function backupTasks(parts: KeepParts & { pool: pg.Pool }): readonly MachineTask[] {
  return [
    defineMachineTask('backup.nightly', async () => {
      const made = await keepBackup(parts, 'nightly')
      parts.log.info({ bytes: made.bytes, rows: made.rows, ms: made.durationMs }, 'backup made')
    }),
    defineMachineTask('backup.erasures', async () => {
      const second = parts.copyTo ?? (await readBackupState(parts.dataDir))?.copyTo
      await noteErasures(parts.pool, [backupFolder(parts.dataDir), ...(second ? [second] : [])])
    }),
  ]
}

export const backupSchedules: readonly Schedule[] = [
  { kind: 'daily', task: 'backup.nightly', at: '02:30', missed: 'last' },
  { kind: 'every', task: 'backup.erasures', seconds: 300 },
]

/** For `migrate(…, { before })`: no schema changes before the data are safe in a file. */
export async function backupBeforeMigration(parts: KeepParts): Promise<void> {
  await keepBackup(parts, 'migration', { beforeMigration: true })
}
