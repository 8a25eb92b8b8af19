import { readArchive } from './archive-reader.ts'
import { readHead } from './check-backup.ts'
import type { Head } from './format.ts'

/** What a backup says of itself first, without reading the rest. Errors: backup-unreadable, backup-foreign, backup-newer. */
export async function readBackupHead(path: string): Promise<Head> {
  let head: Head | null = null
  await readArchive(path, async (entry) => {
    head = await readHead(path, entry)
    throw enough
  }).catch((error: unknown) => {
    if (error !== enough) throw error
  })
  return head ?? Promise.reject(new Error(`${path} is empty`))
}

const enough = Symbol('enough')
