import { type StartError, startError } from '../data-directory/start-error.ts'
import type { ClockState, ClockStorage } from './clock-state.ts'

export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** True under a set clock: every page and the health answer then say so. */
  readonly isSet: boolean
  /** What is added to real time. */
  readonly offsetMs: number
  /** The last instant that the data saw before this start, or null; jobs between it and now are due. */
  readonly lastSeenMs: number | null
  /** Stores the present instant as seen; called every few seconds and at the end. Does nothing in real time. */
  tick(): Promise<void>
}

export type ClockOptions = {
  /** `SIFANG_CLOCK`: an instant with offset, e.g. 2025-02-01T09:00+08:00. */
  readonly setting?: string | undefined
  readonly storage: ClockStorage
  readonly realNow: () => number
}

/**
 * The one place that `now` comes from (ARCHITECTURE.md, the clock).
 * Errors: clock-unreadable, clock-real-data, clock-backwards.
 */
export async function createClock({ setting, storage, realNow }: ClockOptions): Promise<Clock> {
  const stored = await storage.read()
  const wanted = setting === undefined || setting === '' ? null : parseInstant(setting)
  const offsetMs = decideOffset(stored, wanted, realNow())
  const isSet = offsetMs !== null
  const now = (): number => realNow() + (offsetMs ?? 0)
  let seenMs = stored?.kind === 'set' ? stored.lastSeenMs : Number.NEGATIVE_INFINITY
  const state = (): ClockState => {
    if (offsetMs === null) return { kind: 'real' }
    // What was seen stays seen, though the machine's clock be put back meanwhile.
    seenMs = Math.max(seenMs, now())
    return { kind: 'set', offsetMs, lastSeenMs: seenMs }
  }
  if (isSet || stored === null) await storage.write(state())
  return {
    now,
    isSet,
    offsetMs: offsetMs ?? 0,
    lastSeenMs: stored?.kind === 'set' ? stored.lastSeenMs : null,
    tick: async () => {
      if (isSet) await storage.write(state())
    },
  }
}

/** The offset of a set clock, or null for real time. */
function decideOffset(stored: ClockState | null, wanted: number | null, real: number): number | null {
  if (wanted === null) {
    if (stored?.kind !== 'set') return null
    // The machine's own clock may have been put back: what the data saw stays in the past.
    return Math.max(stored.offsetMs, stored.lastSeenMs - real)
  }
  if (stored?.kind === 'real') throw realData()
  if (stored !== null && wanted < stored.lastSeenMs) throw backwards(stored.lastSeenMs)
  return wanted - real
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

function parseInstant(text: string): number {
  const parsed = instant.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(parsed)) return parsed
  throw startError('clock-unreadable', {
    zh: `SIFANG_CLOCK 的值“${text}”无法识别，应形如 2025-02-01T09:00+08:00。`,
    en: `SIFANG_CLOCK is “${text}”, which is no instant like 2025-02-01T09:00+08:00.`,
  })
}

const realData = (): StartError =>
  startError('clock-real-data', {
    zh: '这些数据是在真实时间下产生的，不能用 SIFANG_CLOCK 改时间；请换一个新的数据目录。',
    en: 'These data were made in real time and SIFANG_CLOCK must not move them: name a new data directory.',
  })

function backwards(lastSeenMs: number): StartError {
  const seen = new Date(lastSeenMs).toISOString()
  return startError('clock-backwards', {
    zh: `这些数据已到过 ${seen}，SIFANG_CLOCK 不能早于此刻。`,
    en: `These data have already seen ${seen}: SIFANG_CLOCK must not be before that.`,
  })
}
