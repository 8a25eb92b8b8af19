/** How those who asked or reported answered when they were told. */
export type AskerAnswers = {
  /** “Yes, it is settled.” */
  readonly confirmed: number
  readonly unhappy: number
  /** 未回复: closed because nobody answered. */
  readonly silent: number
}

/**
 * The share of words that confirm, 0 to 1, or null while nobody has said anything: “the confirmed rate counts only words”
 * (DOMAIN.md §6), so silence counts neither way.
 */
export function confirmedRate({ confirmed, unhappy }: AskerAnswers): number | null {
  const words = confirmed + unhappy
  return words === 0 ? null : confirmed / words
}

/** The rate is told of so many civil days, today included. */
export const confirmedRateDays = 90
