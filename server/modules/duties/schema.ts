import { z } from 'zod'
import { flag, page, pageQuery } from '../../platform/http/route.ts'

const dutyTier = z.enum(['red', 'yellow', 'green'])

/** What names a duty: one place, one policy line, one period (DOMAIN.md §4). */
export const dutyKey = z.object({
  placeId: z.uuid(),
  lineId: z.uuid(),
  period: z.enum(['week', 'half-month', 'month', 'quarter', 'campaign']),
  periodStart: z.iso.date(),
})

/** What became of a begun duty as of now; an open one is missed when its window is over. */
const dutyStateNow = z.enum(['open', 'fulfilled', 'missed', 'excused'])

const dueRow = dutyKey.extend({
  placeName: z.string(),
  placeKind: z.string(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  tier: dutyTier.nullable(),
  lineName: z.string(),
  from: z.iso.datetime(),
  until: z.iso.date(),
  /** Whole days left, today included: 1 on the last day. */
  daysLeft: z.number().int(),
  /** The last missed window of this place when nothing has counted since: 漏访. */
  missed: z.object({ period: z.string(), periodStart: z.iso.date(), until: z.iso.date() }).nullable(),
  failedAttempts: z.number().int(),
  visits: z.number().int(),
  visitsDone: z.number().int(),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  /** Open unless other states were asked for. */
  state: dutyStateNow,
})

export const duePage = z.object({
  rows: z.array(dueRow),
  next: z.string().nullable(),
  /** The civil date the list is for. */
  today: z.iso.date(),
})

export const dueQuery = pageQuery.extend({
  ownerId: z.uuid().optional(),
  villageId: z.uuid().optional(),
  communityId: z.uuid().optional(),
  tier: z.enum(['red', 'yellow', 'green', 'none']).optional(),
  lineId: z.uuid().optional(),
  missed: flag.optional(),
  /** Only what ends on this day or before. */
  until: z.iso.date().optional(),
  /** With `lineId` of a campaign: its duties in these states, separated by commas, also when its days are over. */
  state: z
    .string()
    .max(60)
    .transform((text) => text.split(','))
    .pipe(z.array(dutyStateNow))
    .optional(),
})
export type DueQuery = z.output<typeof dueQuery>

export const askExcusal = dutyKey.extend({ reason: z.string().trim().min(2).max(500) })
export type AskExcusal = z.output<typeof askExcusal>
export const decideExcusal = z.object({ id: z.uuid(), verdict: z.enum(['approved', 'rejected']) })
export const excusalReply = z.object({ id: z.uuid(), verdict: z.enum(['waiting', 'approved', 'rejected']) })

const excusalRow = dutyKey.extend({
  id: z.uuid(),
  placeName: z.string(),
  villageName: z.string().nullable(),
  /** The window's last day; null when the rules have taken the duty back since. */
  until: z.iso.date().nullable(),
  reason: z.string(),
  askedAt: z.iso.datetime(),
  askedBy: z.object({ id: z.uuid(), name: z.string() }),
  verdict: z.enum(['approved', 'rejected']).nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedByName: z.string().nullable(),
  /** Whether the one who asks may decide it. */
  mayDecide: z.boolean(),
})
export const excusalPage = page(excusalRow)
export const excusalQuery = pageQuery.extend({ state: z.enum(['waiting', 'decided']).default('waiting') })
export type ExcusalQuery = z.output<typeof excusalQuery>

/** How far the background judging has come; done only when the duties stand. */
export const judgingState = z.object({
  id: z.uuid(),
  cause: z.enum(['policy', 'import', 'day', 'members']),
  done: z.number().int(),
  total: z.number().int().nullable(),
  finished: z.boolean(),
})
