import { type DestinationStream, pino } from 'pino'

/**
 * The log as a file, opened at the first line: by then the data directory is known to be there and writable. A disk that
 * is full loses lines and not the server.
 */
export function logFile(path: string): DestinationStream {
  let file: ReturnType<typeof pino.destination> | null = null
  return {
    write: (line) => {
      file ??= open(path)
      file.write(line)
    },
  }
}

function open(path: string): ReturnType<typeof pino.destination> {
  const file = pino.destination({ dest: path, sync: false, mode: 0o600, maxLength: 4 * 1024 * 1024 })
  // pino's own listener ends the process; after it has gone, ours is the one that is asked
  file.removeAllListeners('error')
  file.on('error', () => undefined)
  return file
}
