import pg from 'pg'

/** First half of the advisory lock that a running worker pool holds; the second is a hash of its id. */
const lockClass = 7_430_010

export type Lifeline = { close(): Promise<void> }

/**
 * Holds a lock for as long as this process lives, so that others know the jobs of `poolId` are being worked on. The
 * database lets go of it by itself however the process ends.
 */
export async function holdLifeline(url: string, poolId: string): Promise<Lifeline> {
  let closed = false
  let client = await hold()
  async function hold(): Promise<pg.Client> {
    const held = new pg.Client({ connectionString: url, application_name: 'sifang jobs' })
    held.on('error', () => void again())
    await held.connect()
    await held.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, poolId])
    return held
  }
  async function again(): Promise<void> {
    while (!closed) {
      const next = await hold().catch(() => null)
      if (next) {
        client = next
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  return {
    close: async () => {
      closed = true
      await client.end().catch(() => undefined)
    },
  }
}

/**
 * Frees the jobs of worker pools that no longer live; the runner by itself would wait four hours. A pool counts as lost
 * when two looks in a row find its lock free, so that a connection being renewed is not mistaken for a death.
 */
export function lostWorkerFinder(pool: pg.Pool): () => Promise<readonly string[]> {
  let suspected = new Set<string>()
  return async () => {
    const dead = await deadPools(pool)
    const lost = dead.filter((id) => suspected.has(id))
    suspected = new Set(dead)
    if (lost.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [lost])
    return lost
  }
}

async function deadPools(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `with holder as (
       select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null
     )
     select id from holder where not exists (
       select from pg_locks
       where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
         and classid = $1::int::oid and objid = (hashtext(id)::bigint & 4294967295)::oid and objsubid = 2 and granted
     )`,
    [lockClass],
  )
  return rows.map(({ id }) => id)
}
