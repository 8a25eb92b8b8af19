export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Does one thing after another, in the order in which they were asked for; one that fails lets the next one in. */
export function oneAfterAnother(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
