let last: Promise<unknown> = Promise.resolve()

/** Does what takes much memory for one caller after the other. */
export function oneByOne<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work)
  last = done.catch(() => undefined)
  return done
}
