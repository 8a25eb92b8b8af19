import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

const instant = z.iso.datetime({ offset: true })
const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
const accuracyM = z.number().min(0).max(1_000_000)

const shared = {
  at: instant,
  /** A code that hangs there was read, or the phone said where it is. */
  how: z.enum(['qr', 'position']),
  /** WGS-84; all three or none, and needed by position. */
  latitude: latitude.optional(),
  longitude: longitude.optional(),
  accuracyM: accuracyM.optional(),
}

const measured = ({ how, latitude, longitude, accuracyM }: Measured): boolean => {
  const told = [latitude, longitude, accuracyM].filter((value) => value !== undefined).length
  return told === 3 || (told === 0 && how === 'qr')
}
type Measured = {
  how: string
  latitude?: number | undefined
  longitude?: number | undefined
  accuracyM?: number | undefined
}
const incomplete = { path: ['latitude'], message: 'latitude, longitude and accuracyM come together' }

/** At a place, or at a kilometre of a line. */
export const checkIn = z.union([
  z
    .strictObject({ ...shared, placeId: z.uuid() })
    .refine(measured, incomplete)
    .meta({ id: 'CheckInAtPlace' }),
  z
    .strictObject({ ...shared, lineId: z.uuid(), km: z.number().min(0).max(9999.999).multipleOf(0.001) })
    .refine(measured, incomplete)
    .meta({ id: 'CheckInAtKilometre' }),
])
export type CheckIn = z.output<typeof checkIn>

export const checkedIn = z.object({
  id: z.uuid(),
  /** Metres from the post or the place; null where one of the two positions is not known. */
  distanceM: z.int().nullable(),
  far: z.boolean(),
})

const person = z.object({ id: z.uuid(), name: z.string() })

export const checkInRow = z.object({
  id: z.uuid(),
  member: person,
  place: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  line: z.object({ id: z.uuid(), name: z.string(), km: z.number() }).nullable(),
  at: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  how: z.enum(['qr', 'position']),
  accuracyM: z.int().nullable(),
  distanceM: z.int().nullable(),
  far: z.boolean(),
  timeUncertain: z.boolean(),
})
export const checkInPage = page(checkInRow)
export const checkInQuery = pageQuery.extend({ placeId: z.uuid().optional(), lineId: z.uuid().optional() })

export const giveConsent = z.object({ textVersion: z.int().min(1), at: instant })
export type GiveConsent = z.output<typeof giveConsent>
export const withdrawConsent = z.object({ id: z.uuid(), at: instant })
export type WithdrawConsent = z.output<typeof withdrawConsent>
/** `erased`: how many tracks lost their points. */
export const consentWithdrawn = z.object({ id: z.uuid(), erased: z.int() })
export const consentList = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      textVersion: z.int(),
      /** What was agreed to, word for word. */
      text: z.object({ zh: z.string(), en: z.string() }),
      givenAt: z.iso.datetime(),
      withdrawnAt: z.iso.datetime().nullable(),
    }),
  ),
})

export const beginTrack = z.object({ at: instant })
export const endTrack = z.object({ id: z.uuid(), at: instant })
export type EndTrack = z.output<typeof endTrack>

/** Second since 1970, latitude, longitude (WGS-84), accuracy in metres. */
export const trackPoint = z.tuple([z.int().min(0).max(4_102_444_800), latitude, longitude, accuracyM])
export type TrackPoint = z.output<typeof trackPoint>
export const trackPoints = z.object({ id: z.uuid(), points: z.array(trackPoint).min(1).max(600) })
export type TrackPoints = z.output<typeof trackPoints>
/** Not kept: consent was withdrawn, or its 90 days are over. */
export const trackReply = z.object({ id: z.uuid(), kept: z.boolean() })

export const trackRow = z.object({
  id: z.uuid(),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** How many there are; 0 once they are erased. */
  points: z.int(),
  erased: z.boolean(),
})
export const trackPage = page(trackRow)
export const trackDetail = trackRow.omit({ points: true }).extend({
  points: z.array(trackPoint),
  /** No point for more than 2 minutes while it was on. */
  holes: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })),
})
