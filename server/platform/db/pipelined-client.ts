import { sql } from 'kysely'
import type pg from 'pg'

const commitMark = '-- then commit'
const nextMark = '-- with the next'

/**
 * Ends the text of a statement that is the last of its transaction: the commit goes out in the same packet. Where the
 * statement fails PostgreSQL answers that commit by a rollback.
 */
export const thenCommit = sql.raw(`\n${commitMark}`)

/**
 * Ends the text of a statement whose answer nobody needs, a lock: it goes out in one packet with the statement after it,
 * and that one fails where it does.
 */
export const withNext = sql.raw(`\n${nextMark}`)

/** Query texts are constant apart from lists of unusual length; past this many a process sends them unprepared. */
const maxPreparedTexts = 600
const preparedNames = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = preparedNames.get(text)
  if (known) return known
  if (preparedNames.size >= maxPreparedTexts || text.length > 20_000) return undefined
  const name = `q${preparedNames.size}`
  preparedNames.set(text, name)
  return name
}

/** The driver types it as fixed at the pool; streams of raw clients of the same pool need it off. */
const setPipeline = (client: pg.PoolClient, on: boolean): boolean => Reflect.set(client, 'pipeline', on)

const nothing = { command: '', rowCount: 0, rows: [] }

/**
 * A pool's client as the query builder uses it. Plain queries are prepared once a connection. `begin` and what is marked
 * so are held back and go out with the next statement of their transaction, `commit` with the last where that says so:
 * three waits less a command (bench/record-visit). The driver's pipeline sends without waiting for the answer before.
 */
export function pipelinedClient(client: pg.PoolClient) {
  setPipeline(client, true)
  let heldBegin = false
  let held: { text: string; values: readonly unknown[] }[] = []
  let earlyCommit: Promise<unknown> | null = null

  const plain = (text: string): Promise<unknown> => {
    const sent: Promise<unknown> = client.query(text)
    // whoever waits for it sees the failure; until then it is nobody's
    sent.catch(() => undefined)
    return sent
  }

  const prepared = (text: string, values: readonly unknown[]): Promise<unknown> => {
    const name = values.length === 0 ? undefined : nameOf(text)
    return client.query({ text, values: [...values], ...(name ? { name } : {}) })
  }

  function statement(text: string, values: readonly unknown[]): Promise<unknown> {
    if (text.endsWith(nextMark)) {
      held.push({ text, values })
      return Promise.resolve(nothing)
    }
    client.connection.stream.cork()
    try {
      if (heldBegin) plain('begin')
      heldBegin = false
      const before = held.map((one) => prepared(one.text, one.values))
      held = []
      const result = prepared(text, values)
      if (text.endsWith(commitMark)) earlyCommit = plain('commit')
      // the first that fails is the reason; those behind it only say that their transaction was ended
      return before.length === 0 ? result : Promise.all([...before, result]).then((answers) => answers.at(-1))
    } finally {
      client.connection.stream.uncork()
    }
  }

  /** Ends a transaction: it may never have begun, or have ended with its last statement. */
  async function end(text: 'commit' | 'rollback'): Promise<unknown> {
    held = []
    if (heldBegin) {
      heldBegin = false
      return nothing
    }
    const early = earlyCommit
    earlyCommit = null
    if (!early) return plain(text)
    return text === 'commit' ? early : early.catch(() => nothing)
  }

  return {
    query(query: unknown, values: readonly unknown[] = []): unknown {
      if (typeof query !== 'string') {
        setPipeline(client, false)
        return client.query(query as never)
      }
      if (query === 'commit' || query === 'rollback') return end(query)
      if (query !== 'begin') return statement(query, values)
      heldBegin = true
      return Promise.resolve(nothing)
    },
    release: () => {
      setPipeline(client, false)
      client.release()
    },
  }
}
