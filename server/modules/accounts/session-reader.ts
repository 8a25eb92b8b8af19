import { type AccountParts, realNowOf } from './parts.ts'
import { findSessions, type StoredSession } from './queries.ts'

const patienceMs = 200

type Asked = { readonly found: (session: StoredSession | null) => void; readonly failed: (error: unknown) => void }

const readers = new WeakMap<AccountParts, (token: string) => Promise<StoredSession | null>>()

/**
 * The stored session with this token. Requests that come while a statement is under way wait for the next one and share
 * it: a busy station's sessions cost the database a few statements instead of one a request (bench/due-list). The
 * statement that answers always began after the request came, so the answer is of now.
 */
export function readSession(parts: AccountParts, token: string): Promise<StoredSession | null> {
  const reader = readers.get(parts) ?? sharingReader(parts)
  readers.set(parts, reader)
  return reader(token)
}

function sharingReader(parts: AccountParts): (token: string) => Promise<StoredSession | null> {
  let waiting = new Map<string, Asked[]>()
  let busy = false

  async function readWaiting(): Promise<void> {
    busy = true
    while (waiting.size > 0) {
      const asked = waiting
      waiting = new Map()
      // a statement that hangs on a lost connection holds up only those it reads for
      let patience: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs)
      })
      await Promise.race([answer(parts, asked), late])
      clearTimeout(patience)
    }
    busy = false
  }

  return (token) =>
    new Promise((found, failed) => {
      const others = waiting.get(token)
      if (others) others.push({ found, failed })
      else waiting.set(token, [{ found, failed }])
      if (!busy) void readWaiting()
    })
}

async function answer(parts: AccountParts, asked: ReadonlyMap<string, readonly Asked[]>): Promise<void> {
  try {
    const sessions = await findSessions(parts.db, [...asked.keys()], parts.now(), realNowOf(parts))
    const byToken = new Map(sessions.map((session) => [session.token, session]))
    for (const [token, all] of asked) for (const { found } of all) found(byToken.get(token) ?? null)
  } catch (error) {
    for (const all of asked.values()) for (const { failed } of all) failed(error)
  }
}
