import { copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { makeFolders } from '../data-directory/data-directory.ts'
import { syncFolder } from '../data-directory/json-file.ts'
import { checkBackup } from './check-backup.ts'

/** Where backups lie unless told otherwise. */
export const backupFolder = (dataDir: string): string => join(dataDir, 'backups')

/** nightly: by itself. migration: before the schema changes. manual: by hand; never removed by us. */
export type BackupKind = 'nightly' | 'migration' | 'manual'

const kept = { nightly: 7, migration: 3, manual: Number.POSITIVE_INFINITY } as const

/** e.g. `sifang-nightly-20261124T023000.sifang`, in the wall time that `stamp` tells. */
export function backupName(kind: BackupKind, stamp: string): string {
  return `sifang-${kind}-${stamp}.sifang`
}

/** Finished backups of a folder, the newest first. */
export async function backupsIn(folder: string, kind: BackupKind): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.startsWith(`sifang-${kind}-`) && name.endsWith('.sifang'))
    .sort()
    .reverse()
    .map((name) => join(folder, name))
}

/** Removes what is older than the newest ones of its kind that are kept. */
export async function pruneBackups(folder: string, kind: BackupKind): Promise<void> {
  for (const path of (await backupsIn(folder, kind)).slice(kept[kind])) await rm(path, { force: true })
  await syncFolder(folder)
}

/** Copies a backup to another folder, most likely another disk, and reads the copy back. */
export async function copyBackup(path: string, folder: string): Promise<string> {
  await makeFolders(folder)
  const to = join(folder, basename(path))
  const unfinished = `${to}.new`
  try {
    await copyFile(path, unfinished)
    const file = await open(unfinished, 'r+')
    await file.sync().finally(() => file.close())
    await checkBackup(unfinished)
    await rename(unfinished, to)
    // not every disk that somebody plugs in knows this call
    await syncFolder(folder).catch(() => undefined)
    return to
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw error
  }
}

/** All finished backups of a folder. */
export async function allBackupsIn(folder: string): Promise<readonly string[]> {
  return (
    await Promise.all((['nightly', 'migration', 'manual'] as const).map((kind) => backupsIn(folder, kind)))
  ).flat()
}

/** The newest backup in a folder, of any kind, and when it was written (the machine's time). */
export async function newestBackup(folder: string): Promise<{ path: string; at: Date } | null> {
  const all = await allBackupsIn(folder)
  const times = await Promise.all(all.map(async (path) => ({ path, at: (await stat(path)).mtime })))
  return times.sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null
}
