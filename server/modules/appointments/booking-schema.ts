import { bookingChannels, bookingKinds, bookingStates } from '@sifang/domain/appointments'
import { z } from 'zod'

export const makeBooking = z.object({
  slotId: z.uuid(),
  kind: z.enum(bookingKinds),
  channel: z.enum(bookingChannels).default('desk'),
  /** Where they live; a volunteer books for people of own villages. */
  villageId: z.uuid().optional(),
  /** The matter that it is about, when it is one already. */
  followUpId: z.uuid().optional(),
  /** Kept sealed, like the words. */
  name: z.string().trim().min(1).max(60),
  phone: z
    .string()
    .trim()
    .max(20)
    .regex(/^[\d +()-]*$/)
    .optional(),
  about: z.string().trim().max(500).optional(),
  /** The volunteer who passed it on. */
  creditedId: z.uuid().optional(),
})
export type MakeBooking = z.output<typeof makeBooking>

export const moveBooking = z.object({ id: z.uuid(), slotId: z.uuid() })
export const markBooking = z.object({ id: z.uuid(), came: z.boolean() })

export const bookingReply = z.object({
  id: z.uuid(),
  state: z.enum(bookingStates),
  slotId: z.uuid(),
  /** Cancelled on the day itself or later. */
  late: z.boolean(),
})

export const bookingOpened = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  about: z.string().nullable(),
})
