import { copyFile, rename, rm, stat, truncate } from 'node:fs/promises'
import { type Repeating, repeat } from '../jobs/repeat.ts'

export type LogLimits = {
  /** A log that has reached this size is turned over. */
  readonly turnAtBytes: number
  /** How many older files stay beside it, `.1` being the youngest. */
  readonly keep: number
  /** How often it is looked at while the server runs. */
  readonly lookEveryMs: number
}

const limits: LogLimits = { turnAtBytes: 5 * 1024 * 1024, keep: 2, lookEveryMs: 60_000 }

/**
 * Keeps the server's log small for as long as it runs, which may be months. Ours: PostgreSQL's own collector would take
 * away from us what a start that fails says, and turns over by size only into ever more files.
 */
export function keepLogSmall(path: string, own: Partial<LogLimits> = {}): Repeating {
  const { lookEveryMs } = { ...limits, ...own }
  // a disk that is full is told elsewhere; the next look tries again
  return repeat(
    lookEveryMs,
    () => undefined,
    () => turnServerLog(path, own),
  )
}

/**
 * Turns the log over when it is large. The running server holds the file open and appends: it is copied and emptied,
 * never moved. A line written between the two is lost.
 */
export async function turnServerLog(path: string, own: Partial<LogLimits> = {}): Promise<void> {
  const { turnAtBytes, keep } = { ...limits, ...own }
  const found = await stat(path).catch(() => null)
  if (found === null || found.size < turnAtBytes) return
  const copy = `${path}.new`
  try {
    await copyFile(path, copy)
  } catch (error) {
    await rm(copy, { force: true })
    throw error
  }
  for (let age = keep - 1; age >= 1; age -= 1) {
    await rename(`${path}.${age}`, `${path}.${age + 1}`).catch(() => undefined)
  }
  await rename(copy, `${path}.1`)
  await truncate(path)
}
