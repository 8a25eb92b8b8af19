import { newId } from '@sifang/client'
import type { Live, Phone } from '@sifang/client/phone'

/** Epoch seconds, WGS-84, metres. */
type Point = readonly [number, number, number, number]

export type Track = {
  readonly id: string
  readonly beganAt: string
  /** Not in a batch yet. */
  readonly points: readonly Point[]
  /** Instants of all its points, for its holes. */
  readonly times: readonly number[]
  readonly batches: readonly string[]
}

const key = 'track'
const batchSize = 120
/** As many as the station takes in one. */
const mostInBatch = 600
/** Where somebody stands still, one point in this time is enough. */
const everyS = 15

export type Tracker = {
  readonly track: Live<Track | null>
  begin(): Promise<void>
  end(): Promise<void>
}

/**
 * Writes down where the phone is, from when it is begun by hand until it is ended by hand; each point is on the phone at
 * once, so that a closed page loses none. A browser in the background may bring no points: that is a hole, and is shown.
 */
export function createTracker(phone: Phone, now: () => Date): Tracker {
  let present: Track | null = null
  let watch: number | null = null
  const told = new Set<() => void>()

  const set = (next: Track | null) => {
    present = next
    for (const tell of told) tell()
    return next === null ? phone.drafts.drop(key) : phone.drafts.put(key, next)
  }
  const save = (track: Track, path: string, id: string, body: object, needs: readonly string[]) =>
    phone.outbox.save({
      id,
      method: path === '' ? 'PUT' : 'POST',
      path: `/tracks/${track.id}${path}`,
      body: path === '' ? { ...body } : { id, ...body },
      needs,
      label: { kind: 'track', placeName: '' },
    })

  /** One after another: what comes while a batch is being kept belongs to the next one. */
  let lastBatch: Promise<unknown> = Promise.resolve()
  function batch(): Promise<void> {
    const turn = lastBatch.then(keepBatch)
    lastBatch = turn.catch(() => undefined)
    return turn
  }
  async function keepBatch(): Promise<void> {
    const track = present
    if (track === null || track.points.length === 0) return
    const id = newId()
    const points = track.points.slice(0, mostInBatch)
    await save(track, '/points', id, { points }, [track.id])
    const latest = present
    if (latest?.id !== track.id) return
    await set({ ...latest, points: latest.points.slice(points.length), batches: [...latest.batches, id] })
  }

  function follow(): void {
    watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        if (present === null) return
        // the instant that the phone believes in, not the clock's
        const at = Math.floor((now().getTime() - Date.now() + timestamp) / 1000)
        const last = present.times.at(-1)
        if (last !== undefined && at - last < everyS) return
        const point: Point = [at, coords.latitude, coords.longitude, Math.round(coords.accuracy)]
        const next = { ...present, points: [...present.points, point], times: [...present.times, at] }
        // on a full disk they stay in memory, and are tried again with the next one
        void set(next).catch(() => undefined)
        if (next.points.length >= batchSize) void batch().catch(() => undefined)
      },
      // out of the sky's sight: a hole, which is shown
      () => undefined,
      { enableHighAccuracy: true, maximumAge: 10_000 },
    )
  }
  const rest = () => {
    if (watch !== null) navigator.geolocation.clearWatch(watch)
    watch = null
  }

  // begun before the page was closed: it goes on, with a hole
  void phone.drafts.get<Track>(key).then((kept) => {
    if (kept === null || present !== null) return
    present = kept
    for (const tell of told) tell()
    follow()
  })

  return {
    track: {
      get: () => present,
      subscribe: (tell) => {
        told.add(tell)
        return () => void told.delete(tell)
      },
    },
    begin: async () => {
      const track: Track = { id: newId(), beganAt: now().toISOString(), points: [], times: [], batches: [] }
      await save(track, '', track.id, { at: track.beganAt }, [])
      await set(track)
      follow()
    },
    end: async () => {
      if (present === null) return
      rest()
      while (present.points.length > 0) await batch()
      const track: Track = present
      const id = newId()
      await save(track, '/ends', id, { at: now().toISOString() }, [track.id, ...track.batches])
      await set(null)
      void phone.outbox.send()
    },
  }
}
