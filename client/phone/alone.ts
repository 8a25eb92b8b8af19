import { newId } from '../new-id.ts'
import { type InTurn, oneAfterAnother } from './in-turn.ts'
import type { Storage } from './storage.ts'

/** Does something in one tab at a time; `work` begins when the others are done. */
export type Alone = <T>(what: string, work: () => Promise<T>) => Promise<T>

/** By the browser's own locks, which a closed tab lets go at once; where there are none by a lease in the storage. */
export function alone(storageName: string, storage: Storage): Alone {
  const { locks } = globalThis.navigator ?? {}
  if (locks) return (what, work) => locks.request(`${storageName}-${what}`, work) as ReturnType<typeof work>
  return byLease(storage)
}

type Lease = { readonly holder: string; readonly untilMs: number }

const leaseMs = 10_000
const lookEveryMs = 500

/** Exported for its test: most browsers have locks. */
export function byLease(storage: Storage): Alone {
  // not randomUUID: on plain HTTP there is none, and the page has to say what is missing
  const holder = newId()
  const queues = new Map<string, InTurn>()

  /** Takes the lease, or holds on to it; false where another tab has it. */
  async function take(what: string): Promise<boolean> {
    const key = `lease/${what}`
    const looking = storage.shelves.transaction('device', 'readwrite')
    const lease = (await looking.store.get(key)) as Lease | undefined
    const now = Date.now()
    // one that lasts longer than any does was made before the clock was set back
    const isTaken = lease && lease.holder !== holder && lease.untilMs > now && lease.untilMs <= now + leaseMs
    if (!isTaken) await looking.store.put({ holder, untilMs: now + leaseMs } satisfies Lease, key)
    await looking.done
    return !isTaken
  }

  async function holding<T>(what: string, work: () => Promise<T>): Promise<T> {
    while (!(await take(what))) await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    const renewing = setInterval(() => void take(what).catch(() => undefined), leaseMs / 3)
    try {
      return await work()
    } finally {
      clearInterval(renewing)
      await storage.write([{ on: 'device', remove: `lease/${what}` }])
    }
  }

  return (what, work) => {
    const inTurn = queues.get(what) ?? oneAfterAnother()
    queues.set(what, inTurn)
    return inTurn(() => holding(what, work))
  }
}
