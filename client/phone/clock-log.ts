/** The server's time at a contact, and what the phone's clock said then (ISO). */
export type ClockContact = { readonly server: string; readonly wall: string }

/** What an envelope says of the phone's clock when its content was saved. */
export type ClockRecord = {
  readonly wall: string
  readonly contact: ClockContact | null
  /** Since that contact the clock was seen to go back. */
  readonly wentBack: boolean
}

/** What is kept of it across restarts. */
export type ClockMemory = {
  readonly contact: ClockContact | null
  readonly wentBack: boolean
  /** What the clock said when it was looked at last (ms). */
  readonly lastWallMs: number
}

export type ClockLog = {
  /** The instant believed in. */
  now(): Date
  /** Looks at the clock and says what is known of it. */
  record(): ClockRecord
  /** The server answered, with its time. */
  contact(server: Date): void
  memory(): ClockMemory
}

/** Clocks are set by network to a second or so; a step below this is no jump (ARCHITECTURE “On the phone”). */
const toleratedMs = 2 * 60_000

export const blankClock: ClockMemory = { contact: null, wentBack: false, lastWallMs: 0 }

/**
 * Watches a clock that is not believed. `wall` is the phone's clock (ms), `monotonic` counts since the page was opened and
 * may stand still in sleep: so wall time running ahead of it is no jump, only wall time that falls behind it is one.
 */
export function watchClock(from: ClockMemory, wall: () => number, monotonic: () => number): ClockLog {
  let memory = from
  let seen: { readonly wallMs: number; readonly monotonicMs: number } | null = null
  let met: { readonly serverMs: number; readonly monotonicMs: number } | null = null

  function look(): number {
    const wallMs = wall()
    const monotonicMs = monotonic()
    const atLeast = Math.max(memory.lastWallMs, seen ? seen.wallMs + monotonicMs - seen.monotonicMs : 0)
    if (wallMs < atLeast - toleratedMs) memory = { ...memory, wentBack: true }
    memory = { ...memory, lastWallMs: wallMs }
    seen = { wallMs, monotonicMs }
    return wallMs
  }

  return {
    now() {
      const wallMs = look()
      // the clock went back since the last contact: counted on from there, at least as long as the page was awake
      if (memory.wentBack && met) return new Date(met.serverMs + monotonic() - met.monotonicMs)
      const { contact } = memory
      return new Date(contact ? wallMs + Date.parse(contact.server) - Date.parse(contact.wall) : wallMs)
    },
    record() {
      const wallMs = look()
      return { wall: new Date(wallMs).toISOString(), contact: memory.contact, wentBack: memory.wentBack }
    },
    contact(server) {
      const wallMs = look()
      met = { serverMs: server.getTime(), monotonicMs: monotonic() }
      const contact = { server: server.toISOString(), wall: new Date(wallMs).toISOString() }
      memory = { contact, wentBack: false, lastWallMs: wallMs }
    },
    memory: () => memory,
  }
}
