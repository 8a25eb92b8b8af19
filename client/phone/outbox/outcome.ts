/** What came back: a status with the problem's code, or nothing at all (`status` 0). */
export type Answer = {
  readonly status: number
  readonly code?: string
  /** From `Retry-After`. */
  readonly retryAfterS?: number | undefined
}

/**
 * `accepted`: the server has it, for good; `again`: later, and who waits until then; `held`: to be corrected; `ask`: the id
 * is known to the server, its outcome says whether by this item; `upload-again`: its content is not wholly there;
 * `revoked`: the device is no more.
 */
export type Outcome =
  | { readonly kind: 'accepted' | 'held' | 'ask' | 'upload-again' | 'revoked' }
  | { readonly kind: 'again'; readonly who: 'item' | 'device' | 'all'; readonly afterS: number | null }

/** What an answer means for the item that was sent (ARCHITECTURE “On the phone”). */
export function outcomeOf({ status, code, retryAfterS }: Answer): Outcome {
  const afterS = retryAfterS ?? null
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  if (code === 'device/revoked') return { kind: 'revoked' }
  if (code === 'command/conflict') return { kind: 'ask' }
  if (code === 'upload/incomplete' || code === 'upload/damaged') return { kind: 'upload-again' }
  if (status === 401) return { kind: 'again', who: 'device', afterS }
  // nobody there, or nobody for anyone: what would be sent next meets the same
  if (status === 0 || status === 429 || (status >= 502 && status <= 504)) return { kind: 'again', who: 'all', afterS }
  // this one made the server stumble, or took too long; others go on
  if (status === 408 || status >= 500) return { kind: 'again', who: 'item', afterS }
  if (status >= 400) return { kind: 'held' }
  // a page of a network that wants a sign-in first, sent to by redirection
  return { kind: 'again', who: 'all', afterS }
}

const firstPauseS = 2
const longestPauseS = 300
/** What is asked for may be a date, and the phone's clock may be years behind it. */
const longestAskedS = 3600

/** How long to wait after so many failures in a row: doubling, within a quarter by chance, at least what was asked for. */
export function pauseS(failures: number, afterS: number | null, chance: number): number {
  const growing = Math.min(longestPauseS, firstPauseS * 2 ** Math.min(failures - 1, 20))
  return Math.max(Math.min(afterS ?? 0, longestAskedS), growing * (0.75 + chance / 2))
}

/** `Retry-After` in seconds; a date is counted from `now`. */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined
  const s = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000
  return Number.isFinite(s) ? Math.max(0, s) : undefined
}
