import type { Query, QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { serverAnswered } from './connection.ts'
import { useMay } from './me.ts'

/** An entry of the station's change feed, as the live stream tells it. */
type Change = { readonly seq: number; readonly entity: string; readonly id: string }

/** What is written together is read together … */
const gatherMs = 30
/** … and however much is going on, everything is read again no oftener than this. */
const leastBetweenMs = 400

/**
 * Keeps what is on the screen true: each change of the station makes the queries that show it old. Reconnects by
 * itself; after a break everything is read anew; without a stream pages still work and read when opened. Whom the feed is
 * not for sees own changes at once.
 */
export function useLive(): void {
  const client = useQueryClient()
  const may = useMay('feed.read') !== null
  useEffect(() => (may ? follow(client) : followOwnChanges(client)), [client, may])
}

/** What else happens is not told: each change of one's own makes all that is on the screen old. */
function followOwnChanges(client: QueryClient): () => void {
  return client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') void client.invalidateQueries()
  })
}

function follow(client: QueryClient): () => void {
  const source = new EventSource('/api/v1/live')
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastRead = Number.NEGATIVE_INFINITY
  let broken = false

  const readAgain = () => {
    timer = undefined
    lastRead = performance.now()
    const entities = new Set(changed)
    changed.clear()
    void client.invalidateQueries({ predicate: (query) => shows(query, entities) })
  }

  const heard = (event: MessageEvent<string>) => {
    const change = JSON.parse(event.data) as Change
    changed.add(change.entity)
    timer ??= setTimeout(readAgain, Math.max(gatherMs, lastRead + leastBetweenMs - performance.now()))
  }
  source.addEventListener('change', heard)
  // the server cannot tell what was missed: read everything anew
  source.addEventListener('restart', () => void client.invalidateQueries())

  source.addEventListener('open', () => {
    serverAnswered(true)
    if (broken) void client.invalidateQueries()
    broken = false
  })
  source.addEventListener('error', () => {
    broken = true
    if (source.readyState === EventSource.CONNECTING) serverAnswered(false)
    // the stream was refused: what is read next says why, and a session that is over leads to the sign-in page
    else void client.invalidateQueries()
  })

  return () => {
    source.close()
    clearTimeout(timer)
  }
}

function shows(query: Query, entities: ReadonlySet<string>): boolean {
  if (entities.has(String(query.queryKey[0]))) return true
  return query.meta?.reads?.some((entity) => entities.has(entity)) ?? false
}
