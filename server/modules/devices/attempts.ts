import { fail } from '../../platform/http/problem.ts'

const windowMs = 15 * 60_000
/** A whole station may sit behind one address. */
const mostOfAddress = 10
/** With fifty codes about, a guess among eight digits then hits once in twenty thousand windows. */
const mostOfAll = 100

/** Wrong codes of this process within the last quarter of an hour. */
export type Attempts = {
  /** Counts one before it is judged, so that many at once cannot pass the limit together; `right` takes it back. */
  begin(address: string): { right(): void }
}

/** Errors of `begin`: device/code-paused. */
export function countAttempts(realNow: () => number = Date.now): Attempts {
  let counted: { readonly address: string; readonly at: number }[] = []
  return {
    begin(address) {
      const now = realNow()
      counted = counted.filter(({ at }) => now - at < windowMs)
      const ofAddress = counted.filter((one) => one.address === address)
      const [first] = ofAddress.length >= mostOfAddress ? ofAddress : counted.length >= mostOfAll ? counted : []
      if (first) fail('device/code-paused', { retryAfterS: Math.ceil((first.at + windowMs - now) / 1000) })
      const attempt = { address, at: now }
      counted.push(attempt)
      return {
        right: () => {
          counted = counted.filter((one) => one !== attempt)
        },
      }
    },
  }
}
