/** Civil days as whole numbers (0 = 1970-01-01) in one fixed zone, +08:00. Enough for the rules by the letter, no more. */

export type Tier = 'red' | 'yellow' | 'green'

export const dayMs = 86_400_000
const offsetMs = 8 * 3_600_000

/** The civil day that holds an instant (ms since the epoch). */
export const dayOf = (instant: number): number => Math.floor((instant + offsetMs) / dayMs)

/** 00:00 of a civil day, as an instant. */
export const midnightOf = (day: number): number => day * dayMs - offsetMs

export const isMidnight = (instant: number): boolean => midnightOf(dayOf(instant)) === instant

export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

export const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs

/** `2025-02-01T09:00:00+08:00` */
export const instantText = (instant: number): string =>
  `${new Date(instant + offsetMs).toISOString().slice(0, 19)}+08:00`

export const instantOf = (text: string): number => {
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new Error(`not an instant: ${text}`)
  return instant
}

export interface Period {
  readonly first: number
  readonly last: number
}

/** “week = Monday to Sunday; half-month = 1st–15th and 16th–end; month” */
export function periodHolding(tier: Tier, day: number): Period {
  // 1970-01-01 was a Thursday, the fourth day of its week.
  const monday = day - ((((day + 3) % 7) + 7) % 7)
  if (tier === 'red') return { first: monday, last: monday + 6 }

  const date = new Date(day * dayMs)
  const dayOfMonth = date.getUTCDate()
  const first = day - dayOfMonth + 1
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / dayMs - 1
  if (tier === 'green') return { first, last }
  return dayOfMonth <= 15 ? { first, last: first + 14 } : { first: first + 15, last }
}
