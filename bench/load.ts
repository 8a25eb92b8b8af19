import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './connection.ts'

/** What was measured in a stretch of time. */
export type Stretch = {
  /** Of each answered request. */
  readonly ms: readonly number[]
  /** How long the stretch took in truth. */
  readonly seconds: number
}

export const rateOf = ({ ms, seconds }: Stretch): number => ms.length / seconds

/** Stretches of one side, one after another. */
export function joined(stretches: readonly Stretch[]): Stretch {
  return {
    ms: stretches.flatMap(({ ms }) => ms),
    seconds: stretches.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

/** Each worker asks again as soon as it was answered, until the time is over. */
export async function closedLoop(workers: readonly (() => Promise<void>)[], seconds: number): Promise<Stretch> {
  const began = performance.now()
  const end = began + seconds * 1000
  const all = await Promise.all(
    workers.map(async (ask) => {
      const ms: number[] = []
      for (let at = performance.now(); at < end; ) {
        await ask()
        const now = performance.now()
        ms.push(now - at)
        at = now
      }
      return ms
    }),
  )
  return { ms: all.flat(), seconds: (performance.now() - began) / 1000 }
}

/**
 * Asks `perSecond` times a second until `stopped`, whatever the answers take; a request waits for a free worker and its
 * time counts from when it was due.
 */
export async function paced(
  workers: readonly (() => Promise<void>)[],
  perSecond: number,
  stopped: { done: boolean },
): Promise<Stretch> {
  const began = performance.now()
  let next = 0
  const all = await Promise.all(
    workers.map(async (ask) => {
      const ms: number[] = []
      while (!stopped.done) {
        const due = began + (next++ * 1000) / perSecond
        const early = due - performance.now()
        if (early > 0) await pause(early)
        if (stopped.done) break
        await ask()
        ms.push(performance.now() - due)
      }
      return ms
    }),
  )
  return { ms: all.flat(), seconds: (performance.now() - began) / 1000 }
}

/** Anything but a 200 ends the measurement: a refusal is quick and would flatter it. */
export function mustBeOk(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body}`)
  return answer
}
