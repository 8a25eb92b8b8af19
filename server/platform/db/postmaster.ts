import { readFile, readlink, realpath, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { errorCode } from '../data-directory/start-error.ts'

/** What `postmaster.pid` says; `status` is the server's own word for where it is. */
type Postmaster = { readonly pid: number; readonly port: number; readonly status: string }

const pollMs = 20

/** A note that stays empty for so long is a remnant: the server fills it at once. */
const emptyNoteMs = 5000

/**
 * The port of the server that works on this data, or null. Waits for one that is starting, recovering or stopping.
 * `timeoutMs` bounds the wait: recovery after a power cut may take minutes.
 */
export async function findServer(dataFolder: string, timeoutMs: number): Promise<number | null> {
  const deadline = performance.now() + timeoutMs
  while (true) {
    const found = await readPostmaster(dataFolder)
    if (found === null || performance.now() > deadline) return null
    if (found.status === 'empty') await removeRemnant(dataFolder)
    else if (!(await holds(found.pid, dataFolder))) return giveUp(found.pid, dataFolder)
    else if (found.status === 'ready') return found.port
    await pause(pollMs)
  }
}

async function removeRemnant(dataFolder: string): Promise<void> {
  const note = noteOf(dataFolder)
  const found = await stat(note).catch(() => null)
  if (found !== null && Date.now() - found.mtimeMs > emptyNoteMs) await rm(note, { force: true })
}

/** After a power cut a server's number may be anybody's, and PostgreSQL would then refuse to start. */
async function giveUp(pid: number, dataFolder: string): Promise<null> {
  if (isRunning(pid)) await rm(noteOf(dataFolder), { force: true })
  return null
}

/** Whether a live server holds this data now, whatever it is doing. */
export async function isHeld(dataFolder: string): Promise<boolean> {
  const found = await readPostmaster(dataFolder)
  return found !== null && found.status !== 'empty' && (await holds(found.pid, dataFolder))
}

const noteOf = (dataFolder: string): string => join(dataFolder, 'postmaster.pid')

async function readPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(noteOf(dataFolder), 'utf8').catch(() => null)
  if (text === null) return null
  if (text.trim() === '') return { pid: 0, port: 0, status: 'empty' }
  const lines = text.split('\n').map((line) => line.trim())
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), status: lines[7] ?? 'starting' }
}

/**
 * Whether process `pid` is a server on this data. Where /proc tells, it is the one that stands in the data folder: no
 * other process has reason to, and a dead one that nobody has buried yet stands nowhere.
 */
async function holds(pid: number, dataFolder: string): Promise<boolean> {
  if (process.platform !== 'linux') return isRunning(pid)
  const where = await readlink(`/proc/${pid}/cwd`).catch((error: unknown) => errorCode(error))
  if (where === 'EACCES' || where === 'EPERM') return isRunning(pid)
  return where === (await realpath(dataFolder))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
