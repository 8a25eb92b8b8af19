import { readFile } from 'node:fs/promises'

/**
 * A process, told apart from a later one with the same number. `startedAt` is the kernel's start time (clock ticks
 * since boot, with the boot's id) where /proc has it, else null.
 */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string | null }

export async function processIdentity(pid: number): Promise<ProcessIdentity> {
  return { pid, startedAt: await startedAt(pid) }
}

/** True while that very process lives; a zombie does not. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  if (process.platform === 'linux') {
    const now = await startedAt(identity.pid)
    return now !== null && (identity.startedAt === null || identity.startedAt === now)
  }
  try {
    process.kill(identity.pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function startedAt(pid: number): Promise<string | null> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ])
  if (stat === null) return null
  // The program's name, in brackets, may hold blanks and brackets itself: count the fields from the last bracket on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return `${boot.trim()}/${fields[19]}`
}
