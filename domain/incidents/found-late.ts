import type { Instant } from '../calendar/index.ts'

/** What was reported later than this after it happened is marked as found late: what was believed meanwhile was not so. */
export const foundLateAfterDays = 3

const dayMs = 86_400_000

export const isFoundLate = (occurredAt: Instant, reportedAt: Instant): boolean =>
  reportedAt - occurredAt > foundLateAfterDays * dayMs
