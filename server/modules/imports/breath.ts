/** Lets others have the thread: long computing waits for what came in meanwhile, every so many milliseconds. */
export function breathing(everyMs = 6): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < everyMs) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now()
        resolve()
      }),
    )
  }
}
