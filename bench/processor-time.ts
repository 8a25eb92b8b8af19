import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Seconds of processor time used so far. Unlike a rate it says little about who else works on the machine. */
export type ProcessorTime = { readonly server: number; readonly database: number }

const ticksPerSecond = 100

/** Of the server process and of PostgreSQL with all its processes; null where the system does not tell. */
export async function processorTime(serverPid: number | undefined, dataDir: string): Promise<ProcessorTime | null> {
  if (process.platform !== 'linux' || serverPid === undefined) return null
  const note = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '')
  const postmaster = Number(note.split('\n')[0])
  const processes = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(timesOf))
  const found = processes.filter((times) => times !== null)
  const sum = (of: typeof found) => of.reduce((total, { seconds }) => total + seconds, 0)
  return {
    server: sum(found.filter(({ pid }) => pid === serverPid)),
    database: sum(found.filter(({ pid, parent }) => pid === postmaster || parent === postmaster)),
  }
}

/** Its own time and that of the children it has buried. */
async function timesOf(pid: string): Promise<{ pid: number; parent: number; seconds: number } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // the name in brackets may hold blanks
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((total, field) => total + Number(fields[field]), 0)
  return { pid: Number(pid), parent: Number(fields[1]), seconds: ticks / ticksPerSecond }
}

/** Milliseconds of each between two readings, for one of `count` things done. */
export function perThing(before: ProcessorTime | null, after: ProcessorTime | null, count: number): string {
  if (!before || !after || count === 0) return ''
  const each = (of: keyof ProcessorTime) => ((1000 * (after[of] - before[of])) / count).toFixed(2)
  return `processor: ${each('server')} ms server, ${each('database')} ms database each`
}
