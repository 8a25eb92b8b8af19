import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { errorCode } from '../data-directory/start-error.ts'
import type { Tx } from '../db/connection.ts'
import { thenCommit } from '../db/pipelined-client.ts'
import type { Write } from '../db/write.ts'
import { fail } from '../http/problem.ts'
import { hmac } from '../secrets/index.ts'
import { appending, type Change } from './changes.ts'

/** What a command leaves in the log: ids, codes and versions only (nothing personal outlives its matter here). */
export type Reply = { readonly [key: string]: string | number | boolean | null | readonly string[] }

export type Outcome<R extends Reply> = {
  readonly reply: R
  readonly changed: readonly Change[]
  /** What is still to be written; it goes out in one statement with the reply and the changes. */
  readonly writes?: readonly Write[]
}

type Command = {
  /** UUIDv7 made by the author; for a creation the id of the thing created. */
  readonly id: string
  /** Permission and path parameters are part of what is claimed, so that one id cannot mean two things. */
  readonly target?: string
  readonly body: unknown
}

/**
 * Runs a command once: does `work`, and in the same transaction appends the command with its reply to the log and what
 * changed to the feed, last of all, because that locks the station's counter (ARCHITECTURE "Commands", "Change feed").
 * The author's replay gets the stored reply; another body, or somebody else, gets `command/conflict`.
 *
 * A command that stands already is found when its work or its log entry fails, not before: a replay is rare, and what it
 * did until then is undone with its transaction. Two at once meet at the first thing they both write. So what refuses by
 * the day belongs into `work`: sent again on a later one, the command is answered as the first time.
 */
export async function once<R extends Reply>(
  ctx: Context,
  command: Command,
  work: (tx: Tx) => Promise<Outcome<R>>,
): Promise<R> {
  const bodyHash = hashOf(ctx, command)
  for (let attempt = 1; ; attempt++) {
    try {
      return await doAndLog(ctx, command.id, bodyHash, work)
    } catch (error) {
      const stored = await findStored<R>(ctx, command.id)
      if (stored) return replyTo(ctx, bodyHash, stored)
      if (usesTakenId(error)) return fail('command/conflict')
      // two commands waited for each other and the database ended this one; nothing of it was written
      if (errorCode(error) !== deadlockDetected || attempt === mostAttempts) throw error
    }
  }
}

/** A command may name ids for more than itself, as a need's or a hazard's: one that stands already is another thing's. */
const usesTakenId = (error: unknown): boolean =>
  errorCode(error) === '23505' && /_(pkey|once)$/.test((error as { constraint?: string }).constraint ?? '')

const deadlockDetected = '40P01'
const mostAttempts = 4

function doAndLog<R extends Reply>(
  ctx: Context,
  id: string,
  bodyHash: Buffer,
  work: (tx: Tx) => Promise<Outcome<R>>,
): Promise<R> {
  return ctx.db.transaction().execute(async (tx) => {
    const { reply, changed, writes = [] } = await work(tx)
    const log = sql`
      insert into command (station_id, id, author, body_hash, at, status, reply)
      values (${ctx.station.id}, ${id}, ${ctx.actor.memberId}, ${bodyHash}, ${ctx.now()}, 200, ${JSON.stringify(reply)})`
    await sql`${appending(ctx.station.id, changed, ctx.now(), [...writes, log])}${thenCommit}`.execute(tx)
    return reply
  })
}

type Stored<R> = { readonly author: string; readonly bodyHash: Buffer; readonly reply: R | null }

async function findStored<R>(ctx: Context, id: string): Promise<Stored<R> | null> {
  const { rows } = await sql<Stored<R>>`
    select author, body_hash, reply from command where station_id = ${ctx.station.id} and id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

function replyTo<R>(ctx: Context, bodyHash: Buffer, stored: Stored<R>): R {
  if (!stored.reply || stored.author !== ctx.actor.memberId || !stored.bodyHash.equals(bodyHash)) {
    return fail('command/conflict')
  }
  return stored.reply
}

function hashOf(ctx: Context, command: Command): Buffer {
  return hmac(ctx.keys.command)
    .update(`${ctx.permission}\n${command.target ?? ''}\n${canonical(command.body)}`)
    .digest()
}

/** The same JSON value always gives the same text, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
