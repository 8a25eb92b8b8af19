import { z } from 'zod'

/** Days for which the lunar calendar is certain. */
const day = z.iso.date().refine((date) => date >= '1900-01-01' && date < '2100-01-01')
const year = z.number().int().min(1900).max(2099)
const category = z.string().regex(/^[a-z0-9-]{2,48}$/)
const count = z.number().int()

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all-lines') }),
  z.object({ kind: z.literal('station') }),
  z.object({ kind: z.literal('line'), lineId: z.uuid() }),
  z.object({ kind: z.literal('village'), villageId: z.uuid() }),
])

const kind = z.enum(['days', 'years', 'festival'])

/** What shows the start: where it can be read, and the paper's name or number. Without names of persons. */
const evidenced = {
  /** Of days and years. */
  day: day.optional(),
  /** Of festivals. */
  firstYear: year.optional(),
  evidence: z.string().trim().min(2).max(300),
  paper: z.string().trim().min(1).max(100).optional(),
}

export const newStart = z.object({ id: z.uuid(), ...evidenced })
export type NewStart = z.output<typeof newStart>

export const defineStreak = z.object({
  name: z.string().trim().min(1).max(30),
  kind,
  subject,
  breakers: z.array(category).min(1).max(60),
  /** Of festivals: 7 by the station's setting unless told, at most 15. */
  lastLunarDay: z.number().int().min(1).max(15).optional(),
  start: newStart.optional(),
})
export type DefineStreak = z.output<typeof defineStreak>

export const endStreak = z.object({ id: z.uuid() })

export const streakReply = z.object({ id: z.uuid() })

export const streakQuery = z.object({
  /** Today unless told; no day to come. */
  asOf: day.optional(),
  /** By what was known at this instant; by all that is known unless told. */
  knownAt: z.iso.datetime({ offset: true }).optional(),
})

const window = { year, firstDay: z.iso.date(), lastDay: z.iso.date() }
const broken = { brokenOn: z.iso.date().nullable(), underReview: z.iso.date().nullable() }

const start = z.object({
  day: z.iso.date().nullable(),
  firstYear: year.nullable(),
  evidence: z.string(),
  paper: z.string().nullable(),
  recordedAt: z.iso.datetime(),
  recordedByName: z.string().nullable(),
})

export const streakRow = z.object({
  id: z.uuid(),
  name: z.string(),
  kind,
  subject: z.object({
    kind: z.enum(['all-lines', 'line', 'station', 'village']),
    id: z.uuid().nullable(),
    name: z.string().nullable(),
  }),
  breakers: z.array(z.string()),
  lastLunarDay: count.nullable(),
  /** The start that holds; null: the figure waits for one. */
  start: start.nullable(),
  /** Days, whole years or festival windows; null without a start. */
  value: count.nullable(),
  /** The day counted from. */
  since: z.iso.date().nullable(),
  /** The day on which it would break if all that waits proved true. */
  underReview: z.iso.date().nullable(),
  running: z.object({ ...window, ...broken }).nullable(),
  lastBroken: z.object({ incidentId: z.uuid(), category: z.string(), on: z.iso.date() }).nullable(),
  /** 已核对至. */
  reconciledTo: z.iso.date().nullable(),
  differences: z.array(z.object({ month: z.iso.date(), category: z.string(), register: count, recorded: count })),
  endedOn: z.iso.date().nullable(),
})

export const streakList = z.object({
  asOf: z.iso.date(),
  knownAt: z.iso.datetime(),
  rows: z.array(streakRow),
})

export const streakDetail = z.object({
  asOf: z.iso.date(),
  knownAt: z.iso.datetime(),
  streak: streakRow,
  /** Every start that was entered, the latest first. */
  starts: z.array(start),
  /** Of festivals, the latest first. */
  windows: z.array(z.object({ ...window, ...broken, over: z.boolean() })),
})

export const ledgerQuery = z.object({ from: day, to: day })

const told = z.object({
  value: count,
  since: z.iso.date(),
  underReview: z.iso.date().nullable(),
})

export const ledger = z.object({
  /** The latest first. */
  rows: z.array(
    z.object({
      day: z.iso.date(),
      /** By what was known when the day ended. */
      believed: told,
      /** By all that is known. */
      actual: told,
    }),
  ),
})

const month = z.iso.date().refine((date) => date.endsWith('-01') && date >= '1900-01-01' && date < '2100-01-01')

export const typeCounts = z.object({
  month,
  /** By category, from the call register. */
  counts: z
    .record(category, z.number().int().min(0).max(99_999))
    .refine((counts) => Object.keys(counts).length >= 1 && Object.keys(counts).length <= 100),
})
export type TypeCounts = z.output<typeof typeCounts>

export const confirmCounts = z.object({ id: z.uuid() })

export const registerQuery = z.object({ year: z.coerce.number().int().min(1900).max(2099) })

export const register = z.object({
  /** Those that each month must have a count of. */
  categories: z.array(z.string()),
  /** The latest first; only months that are over. */
  months: z.array(
    z.object({
      month: z.iso.date(),
      /** How many sifang has, reported or verified. */
      recorded: z.record(z.string(), count),
      /** What was typed, the latest first: the first one counts. */
      entries: z.array(
        z.object({
          id: z.uuid(),
          counts: z.record(z.string(), count),
          typedAt: z.iso.datetime(),
          typedByName: z.string(),
          typedByMe: z.boolean(),
          confirmedAt: z.iso.datetime().nullable(),
          confirmedByName: z.string().nullable(),
        }),
      ),
    }),
  ),
})
