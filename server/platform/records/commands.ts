import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { errorCode } from '../data-directory/start-error.ts'
import type { Tx } from '../db/connection.ts'
import { thenCommit } from '../db/pipelined-client.ts'
import type { Write } from '../db/write.ts'
import { fail } from '../http/problem.ts'
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
 * Runs a command once. Claims its id first, does `work` in the same transaction, keeps its reply, and appends what
 * changed last, because that locks the station's counter (ARCHITECTURE "Commands", "Change feed").
 * The author's replay gets the stored reply; another body, or somebody else, gets `command/conflict`.
 */
export async function once<R extends Reply>(
  ctx: Context,
  command: Command,
  work: (tx: Tx) => Promise<Outcome<R>>,
): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(ctx, command, work)
    } catch (error) {
      // two commands waited for each other and the database ended this one; nothing of it was written
      if (errorCode(error) !== deadlockDetected || attempt === mostAttempts) throw error
    }
  }
}

const deadlockDetected = '40P01'
const mostAttempts = 4

function attemptOnce<R extends Reply>(
  ctx: Context,
  command: Command,
  work: (tx: Tx) => Promise<Outcome<R>>,
): Promise<R> {
  const bodyHash = hashOf(ctx, command)
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ ctid: string }>`
      insert into command (station_id, id, author, body_hash, at)
      values (${ctx.station.id}, ${command.id}, ${ctx.actor.memberId}, ${bodyHash}, ${ctx.now()})
      on conflict do nothing returning ctid::text`.execute(tx)
    const [claimed] = rows
    if (!claimed) return replay<R>(ctx, tx, command.id, bodyHash)

    const { reply, changed, writes = [] } = await work(tx)
    // by its place in the table: a plan kept from when the log was short would read all of it for an id
    const keepReply = sql`
      update command set status = 200, reply = ${JSON.stringify(reply)}
      where station_id = ${ctx.station.id} and ctid = ${claimed.ctid}::tid`
    const last = appending(ctx.station.id, changed, ctx.now(), [...writes, keepReply])
    await sql`${last}${thenCommit}`.execute(tx)
    return reply
  })
}

async function replay<R extends Reply>(ctx: Context, tx: Tx, id: string, bodyHash: Buffer): Promise<R> {
  const { rows } = await sql<{ author: string; bodyHash: Buffer; reply: R | null }>`
    select author, body_hash, reply from command where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
  const stored = rows[0]
  if (!stored?.reply || stored.author !== ctx.actor.memberId || !stored.bodyHash.equals(bodyHash)) {
    return fail('command/conflict')
  }
  return stored.reply
}

function hashOf(ctx: Context, command: Command): Buffer {
  return createHmac('sha256', ctx.keys.command)
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
