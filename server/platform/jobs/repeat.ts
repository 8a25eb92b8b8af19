export type Repeating = {
  /** Does it now, or once more when it is being done already. */
  nudge(): void
  /** Ends after what is being done. */
  stop(): Promise<void>
}

/** Does `work` at once and again `everyMs` after each end, never twice at a time; a failure is told and tried again. */
export function repeat(everyMs: number, complain: (error: unknown) => void, work: () => Promise<void>): Repeating {
  let stopped = false
  let wake: () => void = () => undefined
  let nudged = false
  const loop = (async () => {
    while (!stopped) {
      nudged = false
      await work().catch((error: unknown) => {
        if (!stopped) complain(error)
      })
      if (!stopped && !nudged) await pause()
    }
  })()
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  return {
    nudge: () => {
      nudged = true
      wake()
    },
    stop: async () => {
      stopped = true
      wake()
      await loop
    },
  }
}
