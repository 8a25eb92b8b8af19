import { PassThrough } from 'node:stream'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/db/connection.ts'
import { readChanges, readHeads } from './queries.ts'

type Listener = { readonly ctx: Context; readonly stream: PassThrough; seq: number }

const listeners = new Set<Listener>()
const pollEveryMs = 500
const heartbeatEveryMs = 20_000
/** A page then connects again by itself, and its session is looked at again. */
const longestMs = 10 * 60_000
/** A reader that takes nothing is let go; it catches up from its `seq`. */
const mostUnreadBytes = 1024 * 1024
let polling: NodeJS.Timeout | null = null

/**
 * Server-sent events from the change feed. One poller a process reads where the stations stand; only listeners of a
 * station that moved read its entries, each by its own scope. A page that slept sends its last `seq` and catches up.
 */
export function listen(ctx: Context, after: number): PassThrough {
  const stream = new PassThrough()
  const listener: Listener = { ctx, stream, seq: after }
  listeners.add(listener)
  stream.write(': connected\n\n')
  const heartbeat = setInterval(() => stream.write(': alive\n\n'), heartbeatEveryMs)
  const end = setTimeout(() => stream.end(), longestMs)
  stream.on('close', () => {
    clearInterval(heartbeat)
    clearTimeout(end)
    listeners.delete(listener)
    if (listeners.size === 0 && polling) {
      clearInterval(polling)
      polling = null
    }
  })
  polling ??= setInterval(() => void poll(ctx.db).catch(() => undefined), pollEveryMs)
  return stream
}

let underWay = false

async function poll(db: Database): Promise<void> {
  if (underWay || listeners.size === 0) return
  underWay = true
  try {
    const heads = await readHeads(db, [...new Set([...listeners].map(({ ctx }) => ctx.station.id))])
    for (const listener of listeners) {
      if ((heads.get(listener.ctx.station.id) ?? 0) > listener.seq) await send(listener)
    }
  } finally {
    underWay = false
  }
}

async function send(listener: Listener): Promise<void> {
  if (listener.stream.writableLength > mostUnreadBytes) {
    listener.stream.destroy()
    return
  }
  const { entries, seq, restart } = await readChanges(listener.ctx, { after: listener.seq, limit: 500 })
  listener.seq = seq
  if (restart) listener.stream.write(`id: ${seq}\nevent: restart\ndata: {}\n\n`)
  for (const entry of entries)
    listener.stream.write(`id: ${entry.seq}\nevent: change\ndata: ${JSON.stringify(entry)}\n\n`)
}
