const pinDigits = 6

/** Six digits, not all alike, no run up or down, no pair or triple said again: what is tried first (DOMAIN.md has no more). */
export function isTooSimple(pin: string): boolean {
  if (!/^\d{6}$/.test(pin)) return true
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  const isRun = steps.every((step) => step === 1) || steps.every((step) => step === 9)
  const isRepeat = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(pinDigits / length))
  return isRun || isRepeat
}

/** How long a member waits after so many wrong PINs in a row. */
const waitsS: readonly number[] = [0, 0, 0, 0, 30, 60, 300, 900, 3600]

/** Wrong tries in a row, kept across restarts, and when the last one was by the phone's clock (ms). */
export type WrongTries = { readonly count: number; readonly lastMs: number }

/**
 * Seconds until a PIN may be tried again. A clock that was set back does not make the wait longer than it was; one that
 * was set ahead ends it: what a PIN does not stop is said in the manual.
 */
export function waitAfter({ count, lastMs }: WrongTries, nowMs: number): number {
  if (count === 0) return 0
  const waitS = waitsS[Math.min(count, waitsS.length) - 1] ?? 0
  const goneS = Math.max(0, (nowMs - lastMs) / 1000)
  return Math.ceil(Math.max(0, waitS - goneS))
}
