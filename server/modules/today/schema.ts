import { z } from 'zod'
import { followUpCounts } from '../follow-ups/index.ts'

const count = z.number().int()

const tierFigures = z.object({
  /** Open duties of places of this tier. */
  due: count,
  /** Of them, those that end today. */
  today: count,
  /** Places with a missed window and no counting visit since: 漏访. */
  missed: count,
})

/** The chief's first two questions (DOMAIN.md §12); each figure has a list behind it with the same filter. */
export const todayFigures = z.object({
  day: z.iso.date(),
  base: z.object({
    villages: count,
    communities: count,
    places: count,
    byTier: z.object({ red: count, yellow: count, green: count }),
    byCommunity: z.array(
      z.object({
        id: z.uuid().nullable(),
        name: z.string().nullable(),
        villages: count,
        red: count,
        yellow: count,
        green: count,
      }),
    ),
    volunteers: count,
    villagesWithVolunteer: count,
    /** Share of places whose base data were confirmed in the last 90 days, in percent; null without places. */
    confirmedPercent: z.number().int().nullable(),
  }),
  due: z.object({
    red: tierFigures,
    yellow: tierFigures,
    green: tierFigures,
    others: tierFigures,
    /** Of the duties whose window ends in this month, the share fulfilled so far; null without duties. */
    monthDonePercent: z.number().int().nullable(),
  }),
  waiting: z.object({
    incidents: count,
    tierProposals: count,
    excusals: count,
    lateVisits: count,
    redReviews: count,
    /** Places with a second failed attempt in one window: for the duty officer. */
    failedTwice: count,
  }),
  /** What was said to people and not done yet; `open`: to be answered. */
  followUps: followUpCounts.pick({ open: true, firstAnswerAt: true, overdue: true, revisitsTomorrow: true }),
  /** Duties are being judged in the background; figures follow within moments. */
  judging: z.boolean(),
  /** Backups of this machine: none for more than 36 hours, or the copy in the second folder is as old. */
  backup: z.object({ overdue: z.boolean(), copyOverdue: z.boolean(), lastAt: z.iso.datetime().nullable() }),
  roster: z.object({ dutyOfficer: z.string().nullable(), shiftLeader: z.string().nullable() }),
})

export const failedTwiceList = z.object({
  rows: z.array(
    z.object({
      placeId: z.uuid(),
      placeName: z.string(),
      villageName: z.string().nullable(),
      tier: z.enum(['red', 'yellow', 'green']).nullable(),
      attempts: count,
      lastAt: z.iso.datetime(),
      lastFailure: z.string().nullable(),
      nextAttemptAt: z.iso.datetime().nullable(),
      until: z.iso.date(),
      ownerName: z.string().nullable(),
    }),
  ),
})
