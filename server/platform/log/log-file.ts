import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { DestinationStream } from 'pino'
import { errorCode } from '../data-directory/start-error.ts'

export type LogFileOptions = {
  /** A file that has reached this size is turned over; 16 MB unless told. */
  readonly turnAtBytes?: number
  /** How many older files stay beside it, `.1` being the youngest; 4 unless told. */
  readonly keep?: number
}

/** What a full disk may cost in memory; beyond it lines are dropped. */
const mostWaitingBytes = 4 * 1024 * 1024

/**
 * The log as files of bounded size, opened at the first line: by then the data directory is known to be there and
 * writable. The lines of one turn of the event loop are one write. A disk that is full loses lines and not the server:
 * what waits is tried again with the next line. Ours, because pino's own never ends an exit on a full disk.
 */
export function logFile(path: string, options: LogFileOptions = {}): DestinationStream {
  const { turnAtBytes = 16 * 1024 * 1024, keep = 4 } = options
  let file: { readonly fd: number; size: number } | null = null
  const lines: string[] = []
  /** What a full disk left of a write: it goes on there, so that no line is broken. */
  let rest = Buffer.alloc(0)
  let waitingBytes = 0
  let flushing = false

  const write = () => {
    if (file && rest.length === 0 && file.size >= turnAtBytes) {
      closeSync(file.fd)
      file = null
      turn(path, keep)
    }
    file ??= open(path)
    while (rest.length > 0 || lines.length > 0) {
      if (rest.length === 0) rest = Buffer.from(lines.splice(0).join(''))
      const written = writeSync(file.fd, rest)
      file.size += written
      rest = rest.subarray(written)
    }
  }

  const flush = () => {
    flushing = false
    try {
      write()
      waitingBytes = 0
    } catch {
      // nowhere to say it: here is where it would be said
    }
  }
  process.on('exit', flush)

  return {
    write: (line) => {
      const bytes = Buffer.byteLength(line)
      if (waitingBytes + bytes <= mostWaitingBytes) {
        lines.push(line)
        waitingBytes += bytes
      }
      if (flushing) return
      flushing = true
      setImmediate(flush)
    },
  }
}

function open(path: string): { readonly fd: number; size: number } {
  const fd = openSync(path, 'a', 0o600)
  return { fd, size: fstatSync(fd).size }
}

/** `path` becomes `path.1`, and so on; the oldest goes. */
function turn(path: string, keep: number): void {
  rmSync(`${path}.${keep}`, { force: true })
  for (let age = keep - 1; age >= 0; age -= 1) {
    try {
      renameSync(age === 0 ? path : `${path}.${age}`, `${path}.${age + 1}`)
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
    }
  }
}
