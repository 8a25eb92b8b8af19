export type Repeating = {
  /** Ends after what is being done. */
  stop(): Promise<void>
}

/** Does `work` at once and again `everyMs` after each end, never twice at a time; a failure is told and tried again. */
export function repeat(everyMs: number, complain: (error: unknown) => void, work: () => Promise<void>): Repeating {
  let stopped = false
  let wake: () => void = () => undefined
  const loop = (async () => {
    while (!stopped) {
      await work().catch((error: unknown) => {
        if (!stopped) complain(error)
      })
      if (!stopped) await pause()
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
    stop: async () => {
      stopped = true
      wake()
      await loop
    },
  }
}
