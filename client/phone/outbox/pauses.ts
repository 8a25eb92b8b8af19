import { pauseS } from './outcome.ts'

/** Who waits before trying again: one item, all of one device, or everything. In memory: a new start tries at once. */
export type Pauses = {
  pause(who: string, afterS: number | null): void
  isPaused(...who: readonly string[]): boolean
  /** It went well. */
  forget(who: string): void
  /** Somebody asked for it: all may try now; how often they failed is remembered. */
  endAll(): void
  /**
   * Watches from now on. What it answers is asked later: milliseconds until the first pause ends, 0 where one has ended
   * meanwhile, null where none waits.
   */
  watch(): () => number | null
}

/** Stands for all items of all devices. */
export const everything = 'everything'

export function keepPauses(monotonic: () => number, chance: () => number): Pauses {
  const held = new Map<string, { failures: number; untilMs: number }>()
  return {
    pause(who, afterS) {
      const failures = (held.get(who)?.failures ?? 0) + 1
      held.set(who, { failures, untilMs: monotonic() + 1000 * pauseS(failures, afterS, chance()) })
    },
    isPaused: (...who) => who.some((one) => (held.get(one)?.untilMs ?? 0) > monotonic()),
    forget: (who) => void held.delete(who),
    endAll() {
      for (const pause of held.values()) pause.untilMs = 0
    },
    watch() {
      const fromMs = monotonic()
      return () => {
        const ends = [...held.values()].map(({ untilMs }) => untilMs).filter((untilMs) => untilMs > fromMs)
        return ends.length > 0 ? Math.max(0, Math.min(...ends) - monotonic()) : null
      }
    },
  }
}
