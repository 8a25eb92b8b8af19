import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readJson, writeJson } from './json-file.ts'
import { isAlive, type ProcessIdentity, processIdentity } from './process-identity.ts'
import { alreadyRunning, asStartError } from './start-error.ts'

/** Who works in a data directory; `address` is null until the server listens. */
export type Instance = ProcessIdentity & { readonly address: string | null }

export type InstanceLock = {
  /** Tells later starts where this server answers. */
  announce(address: string): Promise<void>
  release(): Promise<void>
}

/**
 * Takes the data directory for this process. Errors: already-running.
 *
 * The lock itself is the kernel's, on the file `lock`, taken by way of SQLite because Node has no call for it: it ends
 * with its process however that ends, so nothing stale is ever left and of two starts at once exactly one wins.
 * `instance.json` beside it is for people and for messages only.
 */
export async function takeInstanceLock(directory: string): Promise<InstanceLock> {
  const lock = openLock(directory)
  if (lock === null) throw alreadyRunning((await readInstance(directory))?.address ?? null)

  const path = join(directory, 'instance.json')
  const self = await processIdentity(process.pid)
  try {
    await writeJson(path, { ...self, address: null })
  } catch (error) {
    lock.close()
    throw error
  }
  let held = true
  return {
    announce: (address) => writeJson(path, { ...self, address }),
    release: async () => {
      if (!held) return
      held = false
      await rm(path, { force: true })
      lock.close()
    },
  }
}

/** The process that holds the data directory, or null when it is free. A killed one's leftover is nobody. */
export async function runningInstance(directory: string): Promise<Instance | null> {
  const instance = await readInstance(directory)
  return instance !== null && (await isAlive(instance)) ? instance : null
}

function openLock(directory: string): DatabaseSync | null {
  try {
    const lock = new DatabaseSync(join(directory, 'lock'), { timeout: 0 })
    try {
      lock.exec('begin exclusive')
      return lock
    } catch (error) {
      lock.close()
      throw error
    }
  } catch (error) {
    if (sqliteCode(error) === sqliteBusy) return null
    throw sqliteCode(error) === null ? error : asStartError(withCode(error, sqliteErrno(error)), directory)
  }
}

const sqliteBusy = 5
const sqliteFull = 13

function sqliteCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null
}

const sqliteErrno = (error: unknown): string => (sqliteCode(error) === sqliteFull ? 'ENOSPC' : 'EACCES')

const withCode = (cause: unknown, code: string): Error => Object.assign(new Error(code, { cause }), { code })

const readInstance = (directory: string): Promise<Instance | null> =>
  readJson(join(directory, 'instance.json'), parseInstance).catch(() => null)

function parseInstance(value: unknown): Instance {
  if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') {
    throw new Error('no process number')
  }
  const text = (field: unknown): string | null => (typeof field === 'string' ? field : null)
  return {
    pid: value.pid,
    startedAt: 'startedAt' in value ? text(value.startedAt) : null,
    address: 'address' in value ? text(value.address) : null,
  }
}
