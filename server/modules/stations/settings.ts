import { defaultDisputeSettings, switchableGuards } from '@sifang/domain/disputes'
import { followUpSubjects } from '@sifang/domain/follow-ups'
import { retentionDefaults } from '@sifang/domain/retention'
import { z } from 'zod'

const role = z.enum([
  'chief',
  'instructor',
  'deputy',
  'officer',
  'auxiliary',
  'volunteer',
  'cadre',
  'partner',
  'administrator',
  'auditor',
])
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A base map: nothing is shown under our own layers until a station has named one (CHINA.md "Coordinates and maps"). */
const tileSource = z.object({
  url: z.url({ protocol: /^https?$/ }),
  attribution: z.string().max(200),
  /** 审图号, as the source gives it. */
  approvalNumber: z.string().max(100).default(''),
  datum: z.enum(['wgs-84', 'gcj-02']),
  maxZoom: z.number().int().min(1).max(22).default(18),
})

/** A category of incident that the station added (domain/incidents). */
const ownCategory = z.object({
  id: z.string().regex(/^own-[a-z0-9-]{1,40}$/),
  zh: z.string().trim().min(1).max(20),
  en: z.string().trim().min(1).max(40).nullable().default(null),
  /** The streaks that an incident of it breaks. */
  breaks: z.array(z.uuid()).max(50),
})

const minutes = z.object({ unit: z.literal('minutes'), minutes: z.int().min(1).max(100_000) })
const days = z.object({ unit: z.literal('days'), days: z.int().min(0).max(366) })
const length = z.discriminatedUnion('unit', [minutes, days])
const lengths = z.object({ answer: length, scene: length.nullable(), settle: length })

/** Clocks of follow-ups from a date on; what is left out runs as the rules have it (DOMAIN.md §6). */
const clocks = z.object({
  effectiveFrom: z.iso.date(),
  tell: length.optional(),
  silence: length.optional(),
  lengths: z
    .partialRecord(z.enum(followUpSubjects), z.object({ urgent: lengths.optional(), ordinary: lengths.optional() }))
    .default({}),
})

/** Thresholds of the ladder from a date on (DOMAIN.md §5). */
const ladder = z.object({
  effectiveFrom: z.iso.date(),
  timesAtPlace: z.int().min(2).max(20),
  withinDays: z.int().min(7).max(730),
  afterCheckDays: z.int().min(1).max(180),
})

const revisitDays = z.array(z.number().int().min(1).max(365)).max(6)

/** A year's notice 放假安排: days off, and the Saturdays and Sundays that are worked for them. */
const holidayNotice = z.object({
  year: z.number().int().min(2004).max(2100),
  holidays: z.array(z.iso.date()).max(60),
  workdays: z.array(z.iso.date()).max(30),
})

/** Of disputes: recalled guards that are lifted, when somebody looks in again, years that are not in the calendar. */
const disputes = z.object({
  guardsOff: z.array(z.enum(switchableGuards)).max(50).default([]),
  revisitDaysOnScene: revisitDays.default([...defaultDisputeSettings.revisitDaysOnScene]),
  revisitDaysAgreement: revisitDays.default([...defaultDisputeSettings.revisitDaysAgreement]),
  holidayNotices: z.array(holidayNotice).max(20).default([]),
})

/** What a station may set, each with its default; unknown keys are dropped. */
export const stationSettings = z.object({
  /** When the 24-hour shift begins. */
  shiftStart: timeOfDay.default('08:30'),
  /** Roles that sign in only with a second factor. */
  secondFactorFor: z.array(role).max(10).default([]),
  /** A session ends after this long without a request of its member's … */
  idleMinutes: z.number().int().min(5).max(480).default(30),
  /** … and after this long in any case. */
  sessionHours: z.number().int().min(1).max(24).default(12),
  /** Wrong attempts under one user name, and for how long sign-in then pauses. */
  lockOut: z
    .object({ failures: z.number().int().min(3).max(10), minutes: z.number().int().min(5).max(120) })
    .default({ failures: 5, minutes: 15 }),
  /** Categories of incident that turn a place red when verified; null: those of the rules. */
  redCategories: z.array(z.string().max(48)).max(100).nullable().default(null),
  /** Categories beside those of the rules, in the order added. */
  ownCategories: z.array(ownCategory).max(40).default([]),
  /** Categories that forms do not offer. */
  unusedCategories: z.array(z.string().max(48)).max(100).default([]),
  /** The first day that the station keeps records of: nothing is verified before it, no streak starts before it. */
  recordsFrom: z.iso
    .date()
    .refine((day) => day >= '1949-10-01')
    .default('2000-01-01'),
  /** What the volunteers' team is called on screens and papers. */
  volunteerTeamName: z.string().trim().max(40).default('义警队'),
  /** The duty room's telephone: what the big button in the field calls. */
  dutyPhone: z
    .string()
    .trim()
    .regex(/^\+?\d[\d -]{2,18}\d$/)
    .nullable()
    .default(null),
  /** Before a paper's number, as in 牛庄调协〔2025〕第3号. */
  paperShortName: z.string().trim().max(10).default(''),
  /** Last lunar day of the Spring Festival window (DOMAIN.md §8). */
  festivalLastDay: z.number().int().min(7).max(15).default(7),
  /** Days that audit entries are kept; the law asks for six months. */
  auditDays: z.number().int().min(180).max(3650).default(730),
  /** Years after its closing that a matter's content is kept; statutory files as the law sets, which a lawyer confirms. */
  retention: z
    .object({ years: z.number().int().min(1).max(10), statutoryYears: z.number().int().min(2).max(100) })
    .default({ years: retentionDefaults.ordinary, statutoryYears: retentionDefaults.statutory }),
  tileSource: tileSource.nullable().default(null),
  clocks: z.array(clocks).max(50).default([]),
  ladder: z.array(ladder).max(50).default([]),
  disputes: disputes.prefault({}),
})
export type StationSettings = z.output<typeof stationSettings>

/** The settings as stored, with the default for each one that was never set. */
export function readSettings(stored: unknown): StationSettings {
  return stationSettings.parse(stored ?? {})
}
