import { type RawBuilder, sql } from 'kysely'
import type { Connection } from './connection.ts'

/** A write that can be sent together with others: one data-modifying statement without a WITH of its own. */
export type Write = RawBuilder<unknown>

/**
 * Sends independent writes as one statement. A command costs the database what it writes and the process a message for
 * each statement: fewer, larger statements are what makes recording fast (bench/record-visit). All see the same state, so
 * none may rely on what another writes; foreign keys are checked at the end.
 */
export async function writeTogether(connection: Connection, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return
  await sql`with ${named(writes)} select`.execute(connection)
}

/** `w0 as (…), w1 as (…)`, to stand behind WITH. */
export function named(writes: readonly Write[]): RawBuilder<unknown> {
  return sql.join(writes.map((write, index) => sql`${sql.raw(`w${index}`)} as (${write})`))
}
