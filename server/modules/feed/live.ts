import { PassThrough } from 'node:stream'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/db/connection.ts'
import { type Session, unchanged } from '../accounts/index.ts'
import { readChanges, readHeads } from './queries.ts'

type Listener = {
  readonly ctx: Context
  readonly session: Session
  readonly stream: PassThrough
  seq: number
  forget(): void
}

/** One small read: a report is on the duty officer's page well within a third of a second (bench/live). */
const pollEveryMs = 100
const heartbeatEveryMs = 20_000
const lookAtSessionsEveryMs = 2000
/** A reader that takes nothing is let go; it catches up from its `seq`. */
const mostUnreadBytes = 1024 * 1024

export type LiveFeed = {
  /** A stream of what comes after `after`. */
  listen(ctx: Context, session: Session, after: number): PassThrough
  /** How many streams are open. */
  open(): number
  /** Ends every stream, when the server closes. */
  end(): void
}

/**
 * The server-sent events of one server, from its change feed. One poller reads where the stations stand; only listeners
 * of a station that moved read its entries, each by its own scope. A page that slept sends its last `seq` and catches
 * up. A stream ends within seconds of its session, or when its member reaches elsewhere: the page connects again by
 * itself, and is answered as any request is.
 */
export function liveFeed(): LiveFeed {
  const listeners = new Set<Listener>()
  let polling: NodeJS.Timeout | null = null
  let underWay = false
  let sessionsLookedAt = 0

  /** All listeners came by the same server, and so by the same database. */
  const poll = async (db: Database): Promise<void> => {
    if (underWay) return
    underWay = true
    try {
      await endThoseOver()
      const heads = await readHeads(db, [...new Set([...listeners].map(({ ctx }) => ctx.station.id))])
      for (const listener of listeners) {
        if ((heads.get(listener.ctx.station.id) ?? 0) > listener.seq) await send(listener)
      }
    } finally {
      underWay = false
    }
  }

  /** 0.2 ms of the database a stream, every 2 s. */
  const endThoseOver = async (): Promise<void> => {
    if (performance.now() - sessionsLookedAt < lookAtSessionsEveryMs) return
    sessionsLookedAt = performance.now()
    const open = [...listeners]
    const standing = await unchanged(open.map(({ session }) => session))
    for (const listener of open) if (!standing.has(listener.session)) endOne(listener)
  }

  return {
    listen: (ctx, session, after) => {
      const stream = new PassThrough()
      stream.write(': connected\n\n')
      const heartbeat = setInterval(() => stream.write(': alive\n\n'), heartbeatEveryMs)
      const forget = () => {
        clearInterval(heartbeat)
        listeners.delete(listener)
        if (listeners.size > 0 || polling === null) return
        clearInterval(polling)
        polling = null
      }
      const listener: Listener = { ctx, session, stream, seq: after, forget }
      listeners.add(listener)
      stream.on('close', forget)
      polling ??= setInterval(() => void poll(ctx.db).catch(() => undefined), pollEveryMs)
      return stream
    },
    open: () => listeners.size,
    end: () => {
      for (const listener of [...listeners]) endOne(listener)
    },
  }
}

function endOne({ stream, forget }: Listener): void {
  // a reader that takes nothing keeps its stream from closing, not from ending
  forget()
  stream.end()
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
