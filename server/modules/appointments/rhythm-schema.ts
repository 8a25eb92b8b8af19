import { appointmentKinds } from '@sifang/domain/appointments'
import { z } from 'zod'

const named = z.object({ id: z.uuid(), name: z.string() })

const rhythm = z.object({
  kind: z.enum(appointmentKinds),
  /** 1 = Monday … 7 = Sunday. */
  weekday: z.number().int().min(1).max(7),
  /** 5: the last one of the month. */
  nth: z.number().int().min(1).max(5),
  /** 1–12; none: every month. */
  months: z.array(z.number().int().min(1).max(12)).max(12).default([]),
  /** Minutes of the day. */
  startsMinute: z.number().int().min(0).max(1435),
  endsMinute: z.number().int().min(5).max(1440),
  slotMinutes: z.number().int().min(5).max(480),
  capacity: z.number().int().min(1).max(50),
})

export const makeRhythm = rhythm
  .extend({ placeId: z.uuid().optional(), hostId: z.uuid(), firstDay: z.iso.date() })
  .refine(({ startsMinute, endsMinute }) => startsMinute < endsMinute, { path: ['endsMinute'] })
export type MakeRhythm = z.output<typeof makeRhythm>

export const endRhythm = z.object({ id: z.uuid(), lastDay: z.iso.date() })
export const rhythmReply = z.object({ id: z.uuid() })

export const rhythmList = z.object({
  rows: z.array(
    rhythm.extend({
      id: z.uuid(),
      months: z.array(z.number().int()),
      place: named.nullable(),
      host: named,
      firstDay: z.iso.date(),
      lastDay: z.iso.date().nullable(),
    }),
  ),
  /** Days of the rhythms for which nothing is planned yet, within the next 100 days, the next first. */
  proposed: z.array(
    z.object({
      rhythmId: z.uuid(),
      /** Which day of the rhythm it is. */
      day: z.iso.date(),
      /** Later than `day` where that is a public holiday. */
      on: z.iso.date(),
    }),
  ),
})
